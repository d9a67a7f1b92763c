//! Messages to guests and about the licence, with real peers: a mail server with TLS and login whose mailbox is read by
//! Python's e-mail package and zbar, OpenSMTPD with a mailbox of its own, and Kannel with its fake SMSC.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]

mod email;
mod licence;
mod opensmtpd;
mod smpp;
mod sms;

use crate::story::{Desk, Serving, eventually};
use serde_json::Value;
use std::{
    io::Write as _,
    process::{Child, Stdio},
};

/// A process that ends with the test.
struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a command that reads a password.
fn with_password(desk: &Desk, arguments: &[&str], password: &str) -> Value {
    let mut child = desk
        .command(&[arguments, &["--password-stdin", "--json"]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{password}").unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn serial(ticket: &Value) -> String {
    ticket["serial"].to_string().trim_matches('"').to_owned()
}

/// The newest message of a ticket.
fn newest(desk: &Desk, serial: &str) -> Value {
    desk.json(&["message", "list", "--serial", serial])[0].clone()
}

/// The newest message of a ticket, once its state is this one.
fn becomes(desk: &Desk, serial: &str, state: &str) -> Value {
    eventually(state, || {
        let message = newest(desk, serial);
        (message["state"] == state).then_some(message)
    })
}

fn serve(desk: &Desk) -> Serving {
    desk.serve()
}
