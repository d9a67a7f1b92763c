//! Hands a file to what the desktop opens such files with.

use crate::services::{Error, Result};
use std::{path::Path, process::Command};

/// Opens a file. Returns once the desktop has taken it over.
pub(super) fn open(file: &Path) -> Result<()> {
    let failed = |source| Error::File {
        path: file.display().to_string(),
        source,
    };
    let status = opener().arg(file).status().map_err(failed)?;
    if status.success() {
        return Ok(());
    }
    Err(failed(std::io::Error::other(status.to_string())))
}

#[cfg(target_os = "linux")]
fn opener() -> Command {
    Command::new("xdg-open")
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(target_os = "windows")]
fn opener() -> Command {
    Command::new("explorer")
}
