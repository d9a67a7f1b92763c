//! Files for people: whole under their name, or not there at all.

use super::{Error, Result};
use crate::store::Store;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Who may read a file that was not there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Whoever the system lets by default.
    AsUsual,
    /// Its owner: it names guests, or stands among the program's own.
    Owner,
}

/// A file that grows beside its place and is moved there when it is whole; dropped before, nothing is left of it.
pub(super) struct Draft {
    out: File,
    /// Where it grows and where it belongs. None of a device or a pipe, which is written to as it is: moving a file to
    /// its name would take the place of the device.
    way: Option<(PathBuf, PathBuf)>,
}

impl Draft {
    /// Begins a file. A link stays a link, and a file that is replaced keeps its permissions.
    pub(super) fn begin(file: &Path, readers: Readers) -> io::Result<Self> {
        let mut options = File::options();
        let _ = options.write(true);
        let before = fs::metadata(file).ok();
        if before.as_ref().is_some_and(|before| !before.is_file()) {
            return Ok(Self {
                out: options.open(file)?,
                way: None,
            });
        }
        let place = match before {
            Some(_) => fs::canonicalize(file)?,
            None => file.to_owned(),
        };
        let mut part = place.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let _ = options.create(true).truncate(true);
        #[cfg(unix)]
        if readers == Readers::Owner {
            use std::os::unix::fs::OpenOptionsExt as _;
            let _ = options.mode(0o600);
        }
        #[cfg(not(unix))]
        let _ = readers;
        let draft = Self {
            out: options.open(&part)?,
            way: Some((part, place)),
        };
        if let Some(before) = before {
            draft.out.set_permissions(before.permissions())?;
        }
        Ok(draft)
    }

    /// What is written to.
    pub(super) fn out(&self) -> &File {
        &self.out
    }

    /// Puts the file, on the disk by then, to its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let Some((part, place)) = &self.way else {
            return Ok(());
        };
        self.out.sync_all()?;
        fs::rename(part, place)?;
        self.way = None;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some((part, _)) = &self.way {
            // What is left of the draft helps nobody; that it cannot be removed either is the same trouble.
            let _ = fs::remove_file(part);
        }
    }
}

/// Writes a file whole. Errors name it.
pub fn write(file: &Path, content: &[u8]) -> Result<()> {
    put(file, content, Readers::AsUsual).map_err(failed(file))
}

pub(super) fn put(file: &Path, content: &[u8], readers: Readers) -> io::Result<()> {
    let draft = Draft::begin(file, readers)?;
    draft.out().write_all(content)?;
    draft.finish()
}

/// The error of a use case about this file.
pub(super) fn failed(file: &Path) -> impl Fn(io::Error) -> Error {
    move |source| Error::File {
        path: file.display().to_string(),
        source,
    }
}

/// A folder of this name in the data folder, for its owner alone (a voucher holds a code that works); made if it is not
/// there.
pub fn folder(store: &Store, name: &str) -> Result<PathBuf> {
    let folder = store.folder().join(name);
    let mut builder = fs::DirBuilder::new();
    let _ = builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        let _ = builder.mode(0o700);
    }
    builder.create(&folder).map_err(failed(&folder))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;

    #[test]
    fn a_file_is_whole_or_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.csv");
        put(&file, b"first", Readers::Owner).unwrap();

        let draft = Draft::begin(&file, Readers::AsUsual).unwrap();
        draft.out().write_all(b"sec").unwrap();
        drop(draft);
        assert_eq!(fs::read(&file).unwrap(), b"first");

        write(&file, b"second").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"second");
        let names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|one| one.unwrap().file_name())
            .collect();
        assert_eq!(names, ["list.csv"], "no draft is left");
    }

    #[test]
    fn an_error_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        for file in [folder.path().join("none/list.csv"), folder.path().into()] {
            let error = write(&file, b"text").unwrap_err().to_string();
            assert!(error.contains(&file.display().to_string()), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_links() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("list.csv"), folder.path().join("link"));
        let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        put(&file, b"first", Readers::Owner).unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("list.csv", &link).unwrap();

        write(&link, b"second").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"second");
        assert_eq!(mode(), 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_stays_a_pipe() {
        use std::{io::Read as _, os::unix::fs::FileTypeExt as _, process::Command, thread};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let reader = thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut text = String::new();
                let _ = File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
                text
            }
        });
        write(&pipe, b"through").unwrap();
        assert_eq!(reader.join().unwrap(), "through");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }
}
