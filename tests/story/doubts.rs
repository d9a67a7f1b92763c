//! The secret was changed on one side: noticed by the requests that can no longer be believed, and told wherever somebody asks
//! why guests do not get on.

use super::{Desk, eventually, radclient};
use serde_json::Value;

#[test]
fn a_gateway_with_another_secret_is_noticed_and_named() {
    let desk = Desk::with_gateway(3799);
    let ticket = desk.issue();
    let (serial, code) = (
        ticket["serial"].as_str().unwrap(),
        ticket["username"].as_str().unwrap(),
    );
    let serving = desk.serve();
    let doubted = |code: &str| {
        let lines = desk.json(&["gateway", "test", "lobby"]);
        let lines = lines.as_array().unwrap().clone();
        let found = lines.into_iter().find(|line| line["code"] == code);
        found.map(|line| line["verdict"].clone())
    };
    assert_eq!(doubted("other_secret"), None);
    let ask = |secret: &str, signed: &str| {
        let request = format!("User-Name = \"{code}\"\nUser-Password = \"{code}\"\n{signed}\n");
        radclient(serving.auth, "auth", secret, &request)
    };
    let signed = "Message-Authenticator = 0x00";
    let answer = ask("another secret", signed);
    assert!(!answer.contains("Access-Accept"), "{answer}");
    let _ = eventually("the doctor says so", || {
        doubted("other_secret").filter(|it| it == "bad")
    });
    let why = desk.json(&["ticket", "explain", serial]);
    assert_eq!(why["reason"], "other_secret", "{why}");
    let sentence: &Value = &why["sentence"];
    assert!(sentence.as_str().unwrap().contains("lobby"), "{sentence}");
    // A client that signs nothing is another matter.
    let _ = ask(super::SECRET, "");
    let _ = eventually("it is told apart", || {
        doubted("unsigned").filter(|it| it == "bad")
    });
    // Put right again, nothing is left of it.
    let answer = ask(super::SECRET, signed);
    assert!(answer.contains("Access-Accept"), "{answer}");
    eventually("it is believed again", || {
        (doubted("other_secret").is_none() && doubted("unsigned").is_none()).then_some(())
    });
}
