//! A folder as a printer: each page becomes a PDF file of its own.

use super::{Condition, Job, Status};
use crate::delivery::{Cause, Failure};
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

pub(super) fn status(path: &Path) -> Result<Status, Failure> {
    let meta = fs::metadata(path).map_err(failed)?;
    if !meta.is_dir() {
        return Err(Failure::new(Cause::Settings, "this is no folder"));
    }
    Ok(Status {
        condition: Condition::Ready,
        detail: String::new(),
    })
}

/// Whole or not at all, under a name that holds the key: done again, it is the same file.
pub(super) fn put(folder: &Path, job: &Job<'_>) -> Result<PathBuf, Failure> {
    let _ = status(folder)?;
    let title = super::file_name(job.title);
    let key: String = job
        .key
        .chars()
        .rev()
        .take(8)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let file = folder.join(format!("{title}-{key}.pdf"));
    let draft = folder.join(format!(".{title}-{key}.part"));
    let written = fs::File::create(&draft)
        .and_then(|mut out| out.write_all(job.content).and_then(|()| out.sync_all()))
        .and_then(|()| fs::rename(&draft, &file));
    if written.is_err() {
        // What is left of the draft helps nobody.
        let _ = fs::remove_file(&draft);
    }
    written.map_err(failed)?;
    Ok(file)
}

fn failed(error: io::Error) -> Failure {
    let cause = match error.kind() {
        io::ErrorKind::PermissionDenied => Cause::Login,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Cause::Full,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, error)
}
