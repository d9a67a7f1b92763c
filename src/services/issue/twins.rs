//! Live tickets of the same guest: "Room 214 already has a live ticket".

use crate::{
    domain::{fields, ticket::Status, time::Instant},
    services::Result,
    store::{Filter, Page, Row, Store},
};

/// Tickets with the same beginning among which those of the same guest are looked for.
const LOOK: u32 = 100;

/// The live tickets of the same guest, newest first: by the user ID, or the room with which it begins, or the room among
/// the extra fields.
pub fn live_tickets_for(
    store: &Store,
    now: Instant,
    user_id: &str,
    room: Option<&str>,
) -> Result<Vec<Row>> {
    let name = name_of(user_id);
    let room = room.map(name_of).filter(|room| !room.is_empty());
    Ok(store.read(|reader| {
        let mut found: Vec<Row> = Vec::new();
        let beginnings = [
            (!name.is_empty()).then(|| room_of(&name).unwrap_or(&name)),
            room.as_deref(),
        ];
        for beginning in beginnings.into_iter().flatten() {
            for status in [Status::NoUse, Status::InUse] {
                let filter = Filter {
                    user_id: Some(beginning.to_owned()),
                    status: Some(status),
                    ..Filter::default()
                };
                found.extend(reader.page(&filter, now, Page::First, LOOK)?);
            }
            found.extend(reader.live_in_room(&beginning.to_uppercase(), now, LOOK)?);
        }
        found.sort_by_key(|row| std::cmp::Reverse(row.ticket.serial));
        found.dedup_by_key(|row| row.ticket.serial);
        let mut same = Vec::new();
        for row in found {
            let its_room = reader.fields(row.ticket.id)?.remove("room");
            let its_room = its_room.as_deref().map(name_of);
            let by_name = !name.is_empty() && is_same_guest(&name, &row.ticket.user_id);
            let by_room = |room: &str| {
                its_room.as_deref() == Some(room) || is_same_guest(room, &row.ticket.user_id)
            };
            let by_own_room = room_of(&name).is_some_and(|room| its_room.as_deref() == Some(room));
            if by_name || by_own_room || room.as_deref().is_some_and(by_room) {
                same.push(row);
            }
        }
        Ok(same)
    })?)
}

/// Whether two user IDs mean the same guest: they are equal, or the rooms with which they begin are.
pub fn is_same_guest(one: &str, other: &str) -> bool {
    let (one, other) = (name_of(one), name_of(other));
    match (room_of(&one), room_of(&other)) {
        (Some(room), Some(of_other)) => room == of_other,
        _ => one == other,
    }
}

/// However it is written: case and outer blanks do not count.
fn name_of(user_id: &str) -> String {
    fields::tidy(user_id).to_lowercase()
}

/// The room with which a user ID begins, as in "214 García".
fn room_of(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    first
        .chars()
        .any(|one| one.is_ascii_digit())
        .then_some(first)
}
