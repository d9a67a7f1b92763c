//! Receipt printers at a device file. It is only written to: reading from some of them blocks for ever.

use super::{Condition, Handed, Refused, Status};
use crate::delivery::{Cause, Failure};
use std::{
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

/// How long the device may take to take everything in.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn status(path: &Path) -> Result<Status, Failure> {
    let meta = std::fs::metadata(path).map_err(absent)?;
    if meta.is_dir() {
        return Err(Failure::new(Cause::Settings, "this is a folder"));
    }
    Ok(Status {
        condition: Condition::Unknown,
        detail: String::new(),
    })
}

/// Writes on a thread of its own: a printer that is switched off can hold a writer for ever.
pub(super) fn send(path: &Path, content: &[u8]) -> Result<Handed, Refused> {
    let _ = status(path)?;
    let (answer, answered) = channel();
    let (path, content): (PathBuf, Vec<u8>) = (path.to_owned(), content.to_owned());
    let _ = thread::Builder::new()
        .name("device".to_owned())
        .spawn(move || {
            // Nobody listens any more only when the patience is over.
            let _ = answer.send(write(&path, &content));
        })?;
    match answered.recv_timeout(PATIENCE) {
        Ok(result) => result.map(|()| Handed::Sent),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            let words = "the device takes nothing in: is the printer on?";
            Err(Refused::Perhaps(Failure::new(Cause::Silent, words)))
        }
    }
}

fn write(path: &Path, content: &[u8]) -> Result<(), Refused> {
    let mut file = File::options().append(true).open(path).map_err(absent)?;
    let perhaps = |error| Refused::Perhaps(Failure::new(Cause::HalfTaken, error));
    file.write_all(content).map_err(perhaps)?;
    file.flush().map_err(perhaps)
}

fn absent(error: io::Error) -> Failure {
    let cause = match error.kind() {
        io::ErrorKind::PermissionDenied => Cause::Login,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, error)
}
