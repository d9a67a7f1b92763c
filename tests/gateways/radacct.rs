//! What FreeRADIUS accounted in its database, seen on our list: `radclient` reports as a gateway does, with reports that are
//! lost, late and corrected, and the running program reads `radacct`.

use super::freeradius::{Database, Freeradius, Kindred};
use crate::story::{Desk, Serving, eventually};
use serde_json::Value;

/// An hour on line in all.
const PRODUCT: &str = r#"{"code":"SUM","total_time_min":60,"price_list":"3.00"}"#;
const HOUR: u64 = 3600;
const MAC: &str = "AA-BB-CC-00-11-22";

struct House {
    desk: Desk,
    server: Freeradius,
    database: Database,
    serial: String,
    code: String,
}

impl House {
    fn new() -> Self {
        let database = Database::start(Kindred::Postgres);
        let server = Freeradius::start(&database);
        let desk = Desk::new();
        let product = desk.file("product.json");
        std::fs::write(&product, PRODUCT).unwrap();
        let _ = desk.json(&["product", "add", "--file", &product]);
        let add = ["ticket-type", "add", "--name", "Hour", "--format", "single"];
        let more = ["--product", "SUM", "--price", "3.00"];
        let _ = desk.json(&[&add[..], &more].concat());
        // Whoever asks Innkeeper itself, for what it knows to be left.
        desk.add_gateway(3799);
        let api = format!("127.0.0.1:{}", database.port);
        #[rustfmt::skip]
        let add = [
            "gateway", "add", "--name", "radius", "--vendor", "freeradius-sql", "--address", "127.0.0.9", "--secret", "a secret between us",
            "--api-address", &api, "--api-user", "radius", "--api-password", "radpass", "--users", "--option", "counters=yes",
        ];
        let _ = desk.json(&add);
        let issued = desk.json(&["ticket", "issue", "--type", "Hour", "--user-id", "214"]);
        let _ = desk.json(&["gateway", "push", "radius"]);
        let text = |name: &str| issued[name].as_str().unwrap().to_owned();
        Self {
            serial: text("serial"),
            code: text("code"),
            desk,
            server,
            database,
        }
    }

    /// A gateway reports to FreeRADIUS.
    fn report(&self, session: &str, status: &str, seconds: u64) {
        let counted = format!(
            "Acct-Session-Time = {seconds}\nAcct-Input-Octets = {}\nAcct-Output-Octets = {}\n",
            seconds * 10,
            seconds * 100
        );
        let counted = if status == "Start" { "" } else { &counted };
        self.server.account(&self.code, session, status, counted);
    }

    /// Lets the engine ask the database: whoever brings a ticket there listens first. Then what is known of ours.
    fn heard(&self) -> Value {
        let other = self.desk.issue()["serial"].as_str().unwrap().to_owned();
        eventually("a ticket is brought", || {
            (self.desk.show(&other)["gateways"][0]["state"] == "there").then_some(())
        });
        self.desk.show(&self.serial)
    }

    /// What is known then: connections, seconds, and how many are on line; the traffic follows from the seconds.
    fn used(&self) -> (u64, u64, usize) {
        let shown = self.heard();
        let number = |name: &str| shown[name].as_u64().unwrap();
        let seconds = number("session_seconds");
        assert_eq!(number("upload_bytes"), seconds * 10, "{shown}");
        assert_eq!(number("download_bytes"), seconds * 100, "{shown}");
        let sessions = shown["sessions"].as_array().unwrap();
        let open = sessions.iter().filter(|it| it["ended_at"].is_null());
        (number("connections"), seconds, open.count())
    }

    /// What is left by FreeRADIUS's own count, and by ours.
    fn left(&self, serving: &Serving) -> [u64; 2] {
        let of = |said: &str| -> u64 {
            let (_, rest) = said
                .split_once("Session-Timeout = ")
                .unwrap_or_else(|| panic!("{said}"));
            rest.lines().next().unwrap().trim().parse().unwrap()
        };
        [
            of(&self.server.log_in(&self.code, &self.code)),
            of(&serving.login(&self.code, MAC)),
        ]
    }
}

#[test]
fn what_freeradius_accounted_is_seen_and_charged_once() {
    let house = House::new();
    let serving = house.desk.serve();
    assert_eq!(house.used(), (0, 0, 0));
    assert!(
        house
            .server
            .log_in(&house.code, &house.code)
            .contains(&format!("Session-Timeout = {HOUR}"))
    );

    // Begins: on our list at once, with its device.
    house.report("s1", "Start", 0);
    assert_eq!(house.used(), (1, 0, 1));
    let shown = house.desk.show(&house.serial);
    assert_eq!(shown["status"], "in_use");
    assert_eq!(shown["sessions"][0]["mac"], "AA:BB:CC:00:11:22");
    assert_eq!(shown["sessions"][0]["ip"], "10.5.50.7");
    // An interim report was lost: the next one has it all. Read again, it counts once.
    house.report("s1", "Interim-Update", 600);
    for _ in 0..2 {
        assert_eq!(house.used(), (1, 600, 1));
    }
    let listed = house.desk.json(&["ticket", "list", "--status", "in_use"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["session_seconds"], 600);

    // Its end was lost, and the device is back in another session: the first one stands open in the table.
    house.report("s2", "Start", 0);
    house.report("s2", "Interim-Update", 300);
    for _ in 0..2 {
        assert_eq!(house.used(), (2, 900, 1));
    }
    // The end comes late, and somebody corrects the row later still; nothing is taken back.
    house.report("s1", "Stop", 700);
    assert_eq!(house.used(), (2, 1000, 1));
    let corrected = |seconds: u64| {
        let sql = format!(
            "UPDATE radacct SET acctsessiontime = {seconds}, acctinputoctets = {}, acctoutputoctets = {} WHERE acctsessionid = 's1'",
            seconds * 10,
            seconds * 100
        );
        let _ = house.database.sql(&sql);
    };
    for (seconds, used) in [(750, 1050), (10, 1050), (750, 1050)] {
        corrected(seconds);
        assert_eq!(house.used(), (2, used, 1), "{seconds}");
    }
    house.report("s2", "Stop", 300);
    assert_eq!(house.used(), (2, 1050, 0));
    assert_eq!(house.left(&serving), [HOUR - 1050; 2]);

    // The program was off while a session came and went: it is found in the table.
    serving.kill();
    house.report("s3", "Start", 0);
    house.report("s3", "Stop", 50);
    let serving = house.desk.serve();
    assert_eq!(house.used(), (3, 1100, 0));
    assert_eq!(house.left(&serving), [HOUR - 1100; 2]);

    // Only its end was heard of, and with it the hour is over, here and there.
    house.report("s4", "Stop", 2600);
    assert_eq!(house.used(), (4, 3700, 0));
    assert_eq!(house.desk.show(&house.serial)["status"], "expired");
    eventually("FreeRADIUS lets the guest in no more", || {
        let said = house.server.log_in(&house.code, &house.code);
        said.contains("Access-Reject").then_some(())
    });
    let ours = format!(
        "SELECT COUNT(*) FROM radcheck WHERE username = '{}'",
        house.code
    );
    eventually("it is taken off the table", || {
        (house.database.sql(&ours) == "0").then_some(())
    });
}
