//! Printers: a queue that speaks IPP (CUPS, or the printer itself), a receipt printer on the network or at a device file,
//! a folder that PDF files are put into, and the spooler of Windows.
//!
//! [`Target`] is the seam by which they join: one variant and one module each. Only Linux was tried.

mod device;
mod folder;
pub mod ipp;
mod network;
mod spooler;

use super::{Cause, Failure};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where pages go.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    /// A queue or printer that speaks IPP (RFC 8011); it is given PDF.
    Queue {
        /// `ipp://host:631/printers/desk`.
        uri: String,
    },
    /// A receipt printer on the network; it is given ESC/POS.
    Network {
        /// Name or address.
        host: String,
        /// Its port, mostly [`RAW_PORT`].
        port: u16,
    },
    /// A receipt printer at a device file, such as `/dev/usb/lp0`; it is given ESC/POS.
    Device {
        /// The file.
        path: PathBuf,
    },
    /// A folder; PDF files are put into it.
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A printer that is set up in Windows; it is given PDF, which its driver prints.
    Spooler {
        /// Its name in Windows.
        printer: String,
    },
}

/// The port of raw printing (IANA: pdl-datastream).
pub const RAW_PORT: u16 = 9100;

/// What a target is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pages.
    Pdf,
    /// A stream of commands for receipt printers.
    EscPos,
}

impl Target {
    /// A receipt printer on the network as people write it: `192.168.1.50`, `printer:9101`, `fe80::1`, `[fe80::1]:9100`.
    pub fn network(text: &str) -> Option<Self> {
        let text = text.trim();
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
                (host, port.parse().ok()?)
            }
            _ => (text, RAW_PORT),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        (!host.is_empty()).then(|| Self::Network {
            host: host.to_owned(),
            port,
        })
    }

    /// What it is given.
    pub fn format(&self) -> Format {
        match self {
            Self::Queue { .. } | Self::Folder { .. } | Self::Spooler { .. } => Format::Pdf,
            Self::Network { .. } | Self::Device { .. } => Format::EscPos,
        }
    }

    /// Where it is, as people write it.
    pub fn place(&self) -> String {
        match self {
            Self::Queue { uri } => uri.clone(),
            Self::Network { host, port } if host.contains(':') => format!("[{host}]:{port}"),
            Self::Network { host, port } => format!("{host}:{port}"),
            Self::Device { path } | Self::Folder { path } => path.display().to_string(),
            Self::Spooler { printer } => printer.clone(),
        }
    }
}

/// How a printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It can print.
    Ready,
    /// It prints, and takes more.
    Busy,
    /// Somebody has paused the queue.
    Paused,
    /// The queue takes no jobs.
    Refusing,
    /// No paper.
    PaperOut,
    /// Its cover is open.
    CoverOpen,
    /// Paper is stuck.
    Jam,
    /// The queue does not reach it, or it is switched to off line.
    Offline,
    /// It has stopped for another reason.
    Stopped,
    /// It does not say.
    Unknown,
}

impl Condition {
    /// Whether pages come out of it now, as far as is known.
    pub fn is_able(self) -> bool {
        matches!(self, Self::Ready | Self::Busy | Self::Unknown)
    }

    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Busy => "busy",
            Self::Paused => "paused",
            Self::Refusing => "refusing",
            Self::PaperOut => "paper_out",
            Self::CoverOpen => "cover_open",
            Self::Jam => "jam",
            Self::Offline => "offline",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
        }
    }
}

/// How a printer is, and its own words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// How it is.
    pub condition: Condition,
    /// In its own words; may be empty.
    pub detail: String,
}

/// What became of a page that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    /// The queue keeps it as this job; [`follow`] tells how it goes on.
    Job(String),
    /// The printer has said that it is printed.
    Printed,
    /// It left whole; the printer does not say what becomes of it.
    Sent,
    /// It is this file.
    File(PathBuf),
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It waits or is printed; how the printer is.
    Going(Condition),
    /// Somebody holds it in the queue.
    Held,
    /// Printed.
    Printed,
    /// Somebody has cancelled it in the queue.
    Cancelled,
    /// The queue or printer has given it up; its words.
    Aborted(String),
    /// The queue no longer knows it.
    Forgotten,
}

/// Why a page was not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing of it has left: it may be tried again, or somewhere else.
    Nothing(Failure),
    /// Nothing of it has left: the printer is not able.
    NotAble(Condition),
    /// Some of it has left: it may have been printed, in part or as a whole.
    Perhaps(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Nothing(failure)
    }
}

/// A page for a printer.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Names it for ever: by this a queue is asked whether it has it.
    pub key: &'a str,
    /// What people read in the queue; also the name of a file.
    pub title: &'a str,
    /// What is printed, in the [`Format`] of the target.
    pub content: &'a [u8],
    /// The name of the page's size (PWG 5101.1), where it has one.
    pub media: Option<&'static str>,
}

/// What this computer itself has: device files of receipt printers, and printers that are set up in Windows.
pub fn here() -> Vec<Target> {
    let devices = device::found().into_iter();
    let spooled = spooler::found().into_iter();
    devices
        .map(|path| Target::Device { path })
        .chain(spooled.map(|printer| Target::Spooler { printer }))
        .collect()
}

/// A title as the name of a file, without its ending.
fn file_name(title: &str) -> String {
    let letter = |c: char| c.is_alphanumeric() || c == '-';
    let named = title.chars().map(|c| if letter(c) { c } else { '-' });
    named.collect()
}

/// How the printer is. Waits for it, some seconds at most.
pub fn status(target: &Target) -> Result<Status, Failure> {
    match target {
        Target::Queue { uri } => ipp::status(uri),
        Target::Network { host, port } => network::status(host, *port),
        Target::Device { path } => device::status(path),
        Target::Folder { path } => folder::status(path),
        Target::Spooler { printer } => spooler::status(printer),
    }
}

/// Hands a page over. Waits for the printer, half a minute at most.
pub fn hand_over(target: &Target, job: &Job<'_>) -> Result<Handed, Refused> {
    match target {
        Target::Queue { uri } => ipp::submit(uri, job).map(Handed::Job),
        Target::Network { host, port } => network::send(host, *port, job.content),
        Target::Device { path } => device::send(path, job.content),
        Target::Folder { path } => Ok(Handed::File(folder::put(path, job)?)),
        Target::Spooler { printer } => spooler::submit(printer, job),
    }
}

/// Whether a page of this key was handed over, after whoever did it fell silent: its job, or none. Only a queue knows;
/// a folder is given the same file again.
pub fn find(target: &Target, key: &str) -> Result<Option<Handed>, Refused> {
    match target {
        Target::Queue { uri } => Ok(ipp::find(uri, key)?.map(Handed::Job)),
        Target::Folder { .. } => Ok(None),
        Target::Network { .. } | Target::Device { .. } | Target::Spooler { .. } => {
            Err(Refused::Perhaps(Failure::new(
                Cause::Strange,
                "this printer keeps no list of what it has printed",
            )))
        }
    }
}

/// How a job stands.
pub fn follow(target: &Target, job: &str) -> Result<Fate, Failure> {
    match target {
        Target::Queue { uri } => ipp::fate(uri, job),
        _ => Ok(Fate::Forgotten),
    }
}

/// Takes a job back; tells whether the queue says that it will not be printed.
pub fn take_back(target: &Target, job: &str) -> Result<bool, Failure> {
    match target {
        Target::Queue { uri } => ipp::cancel(uri, job),
        _ => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_write_them() {
        for (text, expected) in [
            ("192.168.1.50", Some("192.168.1.50:9100")),
            (" printer.local:9101 ", Some("printer.local:9101")),
            ("fe80::1", Some("[fe80::1]:9100")),
            ("[fe80::1]", Some("[fe80::1]:9100")),
            ("[fe80::1]:9101", Some("[fe80::1]:9101")),
            ("printer:", None),
            ("printer:99999", None),
            ("", None),
            (":9100", None),
        ] {
            let place = Target::network(text).map(|target| target.place());
            assert_eq!(place.as_deref(), expected, "{text:?}");
            let again = place.as_deref().and_then(Target::network);
            assert_eq!(again.map(|target| target.place()), place, "{text:?}");
        }
    }
}
