//! Deliveries that hang: what waits for one channel keeps nothing of another.

use super::*;
use crate::{
    delivery::{email::Security, print::Target, sms::preset::Preset},
    services::{
        deliveries,
        messages::{self, EmailSettings, SmsSettings},
        notices,
        printing::{self, Order},
    },
    store::{DeliveryState, NewDelivery},
};
use std::net::TcpListener;
use uuid::Uuid;

impl House {
    /// Goes rounds until a delivery is over.
    fn delivered(&self, id: Uuid) -> Delivery {
        self.until(id, |row| row.state.is_over())
    }

    /// Goes rounds until a delivery has come so far.
    fn until(&self, id: Uuid, far: impl Fn(&Delivery) -> bool) -> Delivery {
        let until = std::time::Instant::now() + PATIENCE;
        loop {
            self.engine.carry_out_deliveries(self.now()).unwrap();
            let row = self.store.read(|reader| reader.delivery(id)).unwrap();
            if let Some(row) = row.filter(&far) {
                return row;
            }
            assert!(std::time::Instant::now() < until, "it waits for others");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn folder_printer(&self, name: &str) -> printing::Printer {
        let path = self.folder.path().join(name);
        std::fs::create_dir(&path).unwrap();
        let settings = printing::Settings::new(name, Target::Folder { path });
        printing::add(&self.store, self.now(), Actor::Desk, settings).unwrap()
    }

    fn print(&self, guest: &Guest, printer: Uuid) -> Uuid {
        let order = Order {
            printer: Some(printer),
            serials: vec![guest.serial],
            ..Order::default()
        };
        printing::print(&self.store, self.now(), Actor::Desk, order).unwrap()
    }

    /// So many rows about this guest's ticket, all of them due; the first of them.
    fn wait_with(&self, guest: &Guest, kind: &str, count: usize, body: &Value) -> Uuid {
        let (kind, body, now) = (kind.to_owned(), body.clone(), self.now());
        let (ticket, first) = (self.ticket(guest).id.0, Uuid::now_v7());
        self.store
            .write(move |tx| {
                let others = std::iter::repeat_with(Uuid::now_v7);
                for id in std::iter::once(first).chain(others).take(count) {
                    tx.enqueue(&NewDelivery {
                        id,
                        kind: kind.clone(),
                        subject: ticket,
                        body: body.clone(),
                        created_at: now - seconds(60),
                        due_at: now - seconds(60),
                    })?;
                }
                Ok(())
            })
            .unwrap();
        first
    }

    /// Mail goes to a server that takes connections and says nothing, as long as the answer lives.
    fn mail_hangs(&self) -> TcpListener {
        let hangs = TcpListener::bind("127.0.0.1:0").unwrap();
        let settings = EmailSettings {
            host: "127.0.0.1".to_owned(),
            port: hangs.local_addr().unwrap().port(),
            security: Security::None,
            from: "wifi@sole.example".to_owned(),
            ..EmailSettings::default()
        };
        messages::set_email(&self.store, self.now(), Actor::Desk, Some(&settings)).unwrap();
        hangs
    }
}

#[test]
fn hundreds_of_mails_to_a_server_that_hangs_hold_no_slip_up() {
    let house = House::new();
    let guest = house.guest(json!({}), 1);
    let _hangs = house.mail_hangs();
    let mail = json!({ "serial": guest.serial, "to": "ana@example.org", "language": null });
    let _ = house.wait_with(&guest, "email", 1500, &mail);
    let printer = house.folder_printer("slips");
    let row = house.delivered(house.print(&guest, printer.id));
    assert_eq!(row.state, DeliveryState::Delivered, "{row:?}");
}

/// Two printers are two lanes: the jobs of the one that hangs are not in the way of the other's.
#[test]
fn hundreds_of_slips_for_a_printer_that_hangs_hold_no_other_printer_up() {
    let house = House::new();
    let guest = house.guest(json!({}), 1);
    let hangs = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = Target::Queue {
        uri: format!("ipp://{}/ipp/print", hangs.local_addr().unwrap()),
    };
    let settings = printing::Settings::new("hangs", target);
    let stuck = printing::add(&house.store, house.now(), Actor::Desk, settings).unwrap();
    let _ = house.wait_with(
        &guest,
        printing::KIND,
        600,
        &json!({ "printer": stuck.id, "serials": [guest.serial] }),
    );
    let printer = house.folder_printer("slips");
    let row = house.delivered(house.print(&guest, printer.id));
    assert_eq!(row.state, DeliveryState::Delivered, "{row:?}");
}

/// Notices are rows of one kind, and go by two channels.
#[test]
fn notices_by_mail_hold_no_notice_by_sms_up() {
    let house = House::new();
    let days = json!({ "expiration": { "type": "days_hours", "days": "3" } });
    let guest = house.guest(days, 1);
    let _ = house.login(&guest, 1).accepted();
    let expires_at = house.ticket(&guest).expires_at;
    let _hangs = house.mail_hangs();
    // Nobody listens there: an attempt is over at once.
    let mut sms = SmsSettings::default().with_preset(Preset::Kannel);
    sms.gateway.url = "http://127.0.0.1:9/?to={to}&text={text}".to_owned();
    messages::set_sms(&house.store, house.now(), Actor::Desk, Some(&sms)).unwrap();
    let notice = |channel: &str, to: &str| {
        let address = json!({ "channel": channel, "to": to });
        json!({ "serial": guest.serial, "address": address, "expires_at": expires_at })
    };
    let mail = notice("email", "ana@example.org");
    let _ = house.wait_with(&guest, notices::KIND, 20, &mail);
    let by_sms = notice("sms", "+390669821234");
    let by_sms = house.wait_with(&guest, notices::KIND, 1, &by_sms);
    let row = house.until(by_sms, |row| row.attempts > 0);
    assert_eq!(
        row.state,
        DeliveryState::Waiting,
        "tried, and tried again: {row:?}"
    );
}

/// `cargo test --lib a_round_beside_thousands -- --ignored --nocapture` says how long the look at what is due takes.
#[test]
#[ignore = "a measurement"]
fn a_round_beside_thousands() {
    let house = House::new();
    let guest = house.guest(json!({}), 1);
    let read = |name: &str| {
        let mut took: Vec<_> = (0..21)
            .map(|_| {
                let begun = std::time::Instant::now();
                let turns = house
                    .store
                    .read(|reader| deliveries::turns(reader, house.now(), 8));
                assert!(turns.unwrap().len() <= 8);
                begun.elapsed()
            })
            .collect();
        took.sort_unstable();
        eprintln!("{name}: {:?}, at most {:?}", took[10], took[20]);
    };
    let mail = json!({ "serial": guest.serial, "to": "ana@example.org", "language": null });
    let (now, subject, body) = (house.now(), house.ticket(&guest).id.0, mail.clone());
    house
        .store
        .write(move |tx| {
            for _ in 0..50_000 {
                let id = Uuid::now_v7();
                tx.enqueue(&NewDelivery {
                    id,
                    kind: "email".to_owned(),
                    subject,
                    body: body.clone(),
                    created_at: now,
                    due_at: now,
                })?;
                tx.end_delivery(id, now, DeliveryState::Delivered, "")?;
            }
            Ok(())
        })
        .unwrap();
    read("50,000 delivered, none waits");
    let _ = house.wait_with(&guest, "email", 5000, &mail);
    read("50,000 delivered, 5,000 wait");
}
