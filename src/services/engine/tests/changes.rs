//! What another process changes is obeyed.

use super::*;
use crate::services::cancel;

/// The desk in another process: its own store on the same folder.
fn other(house: &House) -> Store {
    Store::open(house.folder.path()).unwrap()
}

#[test]
fn a_cancellation_elsewhere_is_obeyed() {
    let house = House::new();
    let guest = house.guest(unlimited(), 2);
    let _ = house.login(&guest, 1).accepted();
    let _ = cancel::cancel(&other(&house), house.now(), Actor::Cli, guest.serial, None).unwrap();
    house.engine.follow().unwrap();
    assert_eq!(house.login(&guest, 1).refused(), Refusal::Cancelled);
}

#[test]
fn a_saved_product_or_policy_changes_nothing_for_who_has_it() {
    // P38: neither for a guest in the engine's memory nor for one that it has yet to read.
    let house = House::new();
    let known = house.guest(unlimited(), 2);
    let before = house.login(&known, 1).accepted();
    let unknown = house.guest(unlimited(), 2);
    for guest in [&known, &unknown] {
        let code = house.detail(guest).product.code;
        let changes = json!({ "code": code, "daily_data_mb": 7 });
        let _ = catalogue::edit_product(&other(&house), house.now(), Actor::Cli, changes).unwrap();
    }
    let changes = json!({ "code": "standard", "download_kbps": 64 });
    let _ = catalogue::edit_policy(&other(&house), house.now(), Actor::Cli, changes).unwrap();
    house.engine.follow().unwrap();
    for guest in [&known, &unknown] {
        let accepted = house.login(guest, 2).accepted();
        assert_eq!(accepted.grant.bytes_left, None);
        assert_eq!(accepted.download_kbps, before.download_kbps);
    }
}

#[test]
fn gateways_come_and_go() {
    let house = House::new();
    let desk = Desk(Arc::clone(&house.engine));
    let name = |address: [u8; 4]| {
        desk.client(address.into())
            .map(|gateway| gateway.name.clone())
    };
    assert_eq!(name([192, 0, 2, 1]).as_deref(), Some("lobby"));
    assert_eq!(name([192, 0, 2, 77]), None);
    let _ = gateway(&other(&house), "pool", "192.0.2.64/26");
    house.engine.follow().unwrap();
    assert_eq!(name([192, 0, 2, 77]).as_deref(), Some("pool"));
    let _ = gateways::remove(&other(&house), house.now(), Actor::Cli, "pool").unwrap();
    house.engine.follow().unwrap();
    assert_eq!(name([192, 0, 2, 77]), None);
}

#[test]
fn usage_that_another_engine_booked_is_read_again() {
    // The window is closed and `serve` takes over, and back.
    let house = House::new();
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 1);
    let _ = house.login(&guest, 1).accepted();
    let second = open(&other(&house), &house.clock);
    let first = Arc::clone(&house.engine);
    let house = House {
        engine: second,
        ..house
    };
    let told = Told::of(&house, &guest, "A", 0);
    let _ = house.account([told.start(), told.stop(3600, (0, 0))]);
    let house = House {
        engine: first,
        ..house
    };
    house.engine.follow().unwrap();
    assert!(matches!(
        house.login(&guest, 1).refused(),
        Refusal::UsedUp { .. }
    ));
}

#[test]
fn a_change_that_could_not_be_read_is_read_later() {
    let house = House::new();
    let guest = house.guest(unlimited(), 2);
    let _ = house.login(&guest, 1).accepted();
    let _ = cancel::cancel(&house.store, house.now(), Actor::Cli, guest.serial, None).unwrap();
    let held = house.store.held_by_another();
    let _ = house.engine.follow().unwrap_err();
    drop(held);
    house.engine.follow().unwrap();
    assert_eq!(house.login(&guest, 1).refused(), Refusal::Cancelled);
}
