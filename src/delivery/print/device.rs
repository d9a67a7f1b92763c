//! Receipt printers at a device file. It is only written to: reading from some of them blocks for ever.
//!
//! The file is opened without waiting, and written to as it takes octets in: a printer that is switched off, or a pipe that
//! nobody reads, holds nobody up for longer than the patience.

use super::{Condition, Handed, Refused, Status};
use crate::delivery::{Cause, Failure};
use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long the device may take nothing in before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is tried again meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(10);
/// Octets written at once: less than the input buffer of common printers (4 kB), so that a full one is noticed.
const CHUNK: usize = 2048;

/// Where Linux puts printers: at USB, at the old parallel port.
const PLACES: [(&str, &str); 2] = [("/dev/usb", "lp"), ("/dev", "lp")];

/// The device files of printers that are plugged in now.
pub(super) fn found() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = PLACES
        .iter()
        .filter_map(|(folder, name)| Some((std::fs::read_dir(folder).ok()?, name)))
        .flat_map(|(entries, name)| {
            let entries = entries.filter_map(|entry| Some(entry.ok()?.path()));
            entries
                .filter(|path| is_numbered(path, name))
                .collect::<Vec<_>>()
        })
        .collect();
    found.sort();
    found
}

/// Whether a file is called `name` and a number.
fn is_numbered(path: &Path, name: &str) -> bool {
    let file = path.file_name().and_then(|file| file.to_str());
    let number = file.and_then(|file| file.strip_prefix(name));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
}

/// What can be known without opening it, which some devices take for a job: whether it is there and may be written to.
pub(super) fn status(path: &Path) -> Result<Status, Failure> {
    check(path)?;
    Ok(Status {
        condition: Condition::Unknown,
        detail: String::new(),
    })
}

fn check(path: &Path) -> Result<(), Failure> {
    let meta = std::fs::metadata(path).map_err(|error| absent(&error))?;
    if meta.is_dir() {
        return Err(Failure::new(Cause::Settings, "this is a folder"));
    }
    #[cfg(unix)]
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK)
        .map_err(|error| absent(&error.into()))?;
    Ok(())
}

/// Writes everything, or tells how far it came.
pub(super) fn send(path: &Path, content: &[u8]) -> Result<Handed, Refused> {
    check(path)?;
    let mut file = open(path).map_err(|error| refused(&error))?;
    let mut rest = content;
    let mut moved_at = Instant::now();
    while !rest.is_empty() {
        let chunk = rest.get(..CHUNK.min(rest.len())).unwrap_or(rest);
        let nothing = rest.len() == content.len();
        match file.write(chunk) {
            Ok(0) => {
                return Err(given_up(
                    nothing,
                    Failure::new(Cause::HalfTaken, "it is full"),
                ));
            }
            Ok(written) => {
                rest = rest.get(written..).unwrap_or_default();
                moved_at = Instant::now();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if moved_at.elapsed() > PATIENCE {
                    let words = "the device takes nothing in: is the printer on?";
                    return Err(given_up(nothing, Failure::new(Cause::Silent, words)));
                }
                thread::sleep(TRY_EVERY);
            }
            Err(error) if nothing => return Err(refused(&error)),
            Err(error) => return Err(Refused::Perhaps(Failure::new(Cause::HalfTaken, error))),
        }
    }
    Ok(Handed::Sent)
}

fn given_up(nothing: bool, failure: Failure) -> Refused {
    if nothing {
        Refused::Nothing(failure)
    } else {
        Refused::Perhaps(failure)
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let _ = options.append(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        // A terminal must not become the one that this program is ruled by.
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        if let Ok(flags) = i32::try_from(flags.bits()) {
            let _ = options.custom_flags(flags);
        }
    }
    options.open(path)
}

/// What an error says about the printer: Linux's usblp has no space where there is no paper.
fn able(error: &io::Error) -> Option<Condition> {
    match error.kind() {
        io::ErrorKind::StorageFull => Some(Condition::PaperOut),
        // Somebody else prints on it at this moment.
        io::ErrorKind::ResourceBusy => Some(Condition::Busy),
        _ => None,
    }
}

fn refused(error: &io::Error) -> Refused {
    match able(error) {
        Some(condition) => Refused::NotAble(condition),
        None => Refused::Nothing(absent(error)),
    }
}

fn absent(error: &io::Error) -> Failure {
    let cause = match error.kind() {
        io::ErrorKind::PermissionDenied => Cause::Login,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, error)
}
