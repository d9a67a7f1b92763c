//! Notifications of the desktop.
//!
//! Told by the program `notify-send` where the desktop has it. The crate for it would bring a second copy of a D-Bus
//! library into the tree for one sentence a month; without the program the window's own lines say the same.

use std::process::{Command, Stdio};

/// Shows a notification, if the desktop can. Returns once the desktop has it.
pub(super) fn notify(title: &str, text: &str) {
    let sent = Command::new("notify-send")
        .args([
            "--app-name=Innkeeper",
            "--urgency=normal",
            "--",
            title,
            text,
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match sent {
        Ok(status) if status.success() => {}
        Ok(status) => tracing::info!(%status, "the desktop shows no notifications"),
        Err(error) => tracing::info!(%error, "notifications of the desktop need notify-send"),
    }
}
