//! The disk fails: no answer rather than a wrong one, and nothing half done.

use super::*;

#[test]
fn a_record_that_cannot_be_written_is_not_acknowledged() {
    let house = House::new();
    let mut sums = Vec::new();
    for (table, answers) in [
        ("usage", [false, true]),
        ("session", [true, false]),
        ("event", [true, true]),
    ] {
        let guest = house.guest(unlimited(), 2);
        let a = Told::of(&house, &guest, "A", 0);
        let b = Told::of(&house, &guest, "B", 0).device(2);
        house.report(a.start());
        house.store.fail_on(table);
        let told = house.account([a.interim(120, (10, 20)), b.start()]);
        house.store.fail_on_nothing();
        assert_eq!(told, answers, "{table}");
        if !answers[0] {
            assert_eq!(house.ticket(&guest).session_seconds, 0, "nothing half done");
            assert_eq!(
                house.open_sessions(&guest)[1].seconds,
                0,
                "nothing half done"
            );
        }
        // The gateway sends it again.
        let _ = house.account([
            a.interim(120, (10, 20)),
            b.start(),
            a.stop(180, (11, 21)),
            b.stop(7, (1, 1)),
        ]);
        let ticket = house.ticket(&guest);
        sums.push((
            ticket.connections,
            ticket.session_seconds,
            ticket.upload_bytes,
            ticket.download_bytes,
        ));
        assert_eq!(house.detail(&guest).used.seconds.total, 187);
    }
    assert_eq!(sums, [(2, 187, 12, 22); 3]);
}

#[test]
fn a_first_login_that_cannot_be_written_is_not_answered() {
    let house = House::new();
    for device in [Some(mac(1)), None] {
        let guest = house.guest(json!({ "expiration": { "type": "one_login" } }), 1);
        let held = house.store.held_by_another();
        assert!(matches!(house.login_by(&guest, device), Answer::Nothing));
        drop(held);
        // In the middle of its transaction.
        house.store.fail_on("event");
        assert!(matches!(house.login_by(&guest, device), Answer::Nothing));
        house.store.fail_on_nothing();
        assert_eq!(house.status(&guest), Status::NoUse, "nothing half done");
        let _ = house.login_by(&guest, device).accepted();
        assert_eq!(house.events(&guest, "ticket.first_login"), 1);
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let house = House::new();
    let guest = house.guest(unlimited(), 9);
    house.store.stop_growing();
    let mut acknowledged = 0;
    let mut refused = Vec::new();
    for number in 0..400 {
        let record = Record {
            // As much as a RADIUS attribute holds.
            nas: "n".repeat(253),
            acct_session_id: number.to_string(),
            ..Told {
                device: None,
                ..Told::of(&house, &guest, "", 0)
            }
            .stop(1, (1, 1))
        };
        if house.account([record.clone()]) == [true] {
            acknowledged += 1;
        } else {
            refused.push(record);
        }
    }
    assert!(!refused.is_empty(), "the disk was full");
    assert_eq!(house.ticket(&guest).connections, acknowledged);
    house.store.grow_again();
    assert!(house.account(refused).iter().all(|done| *done));
    let ticket = house.ticket(&guest);
    assert_eq!(
        (
            ticket.connections,
            ticket.session_seconds,
            ticket.upload_bytes
        ),
        (400, 400, 400)
    );
    house.store.check().unwrap();
}
