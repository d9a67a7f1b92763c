//! The guest register at the first login (T9), and a ticket that is cancelled with its guests on line.

use super::*;
use crate::{
    domain::fields::{Field, FieldKind},
    services::guests,
    store::GuestFilter,
};

fn registered(house: &House) -> Vec<crate::store::Guest> {
    guests::list(&house.store, &GuestFilter::default(), 0, 100)
        .unwrap()
        .guests
}

#[test]
fn tx28() {
    let house = House::new();
    let mut ticket_type = ticket_types::get(&house.store, "1 day").unwrap();
    ticket_type.fields = vec![Field::compulsory(FieldKind::Surname)];
    let _ = ticket_types::edit(&house.store, house.now(), Actor::Desk, ticket_type).unwrap();
    let request = issue::Request {
        ticket_type: "1 day".to_owned(),
        user_id: "214".to_owned(),
        fields: vec![("surname".to_owned(), "Rossi".to_owned())],
        ..issue::Request::default()
    };
    let issued = issue::issue(&house.store, house.now(), Actor::Desk, request).unwrap();
    let guest = Guest {
        serial: issued.ticket.serial,
        code: issued.credentials.username,
        password: issued.credentials.password,
    };
    let plain = house.guest(json!({}), 1);
    assert!(registered(&house).is_empty(), "issued, never used");
    let wrong = Guest {
        password: "wrong".to_owned(),
        code: guest.code.clone(),
        serial: guest.serial,
    };
    let _ = house.login(&wrong, 1);
    assert!(
        registered(&house).is_empty(),
        "a refused login registers nobody"
    );
    house.advance(60);
    let _ = house.login(&guest, 1).accepted();
    let _ = house.login(&plain, 3).accepted();
    house.advance(60);
    let _ = house.login(&guest, 2).accepted();
    let all = registered(&house);
    assert_eq!(all.len(), 1, "once, and nobody who was asked nothing");
    assert_eq!(all[0].serial, guest.serial);
    assert_eq!(all[0].fields["surname"], "Rossi");
    assert_eq!(all[0].registered_at, monday() + seconds(60));
    assert_eq!(all[0].user_id, "214");
}
