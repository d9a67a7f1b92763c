//! The mocks are honest: clients that others wrote find in them what they know from the real ones.
//!
//! librouteros comes from Debian; the others are on PyPI alone and live in a virtual environment that
//! `packaging/linux/install.sh test` makes.

use super::{Mock, PASSWORD, USER, file, python};
use std::process::Command;

/// Runs `clients/<name>.py` and gives up with what it said.
fn client(mut python: Command, name: &str, arguments: &[&str]) {
    let output = python
        .arg(file(&format!("clients/{name}.py")))
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{name} is not content; if a module is missing: sh packaging/linux/install.sh test\n{said}"
    );
}

#[test]
fn librouteros_knows_the_router() {
    for (arguments, login) in [
        (&["--version", "7.16.1"][..], "plain"),
        (&["--version", "6.49.10"], "plain"),
        (&["--version", "6.42", "--old-login"], "token"),
    ] {
        let mock = Mock::start("routeros", arguments);
        let port = mock.port("api").to_string();
        client(python(), "routeros", &[&port, USER, PASSWORD, login]);
    }
}
