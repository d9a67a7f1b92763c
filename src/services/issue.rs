//! Issuing tickets: one transaction for any number of them.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        account::Credentials,
        allowance::BYTES_PER_MB,
        code,
        id::{AccountId, TicketId},
        location::Location,
        money::Money,
        product::Product,
        stay::Stay,
        ticket::{self, Kind, Source, Ticket},
        ticket_type::{CredentialStyle, Format, TicketType},
        time::Instant,
    },
    store::{self, NewEvent, NewTicket, Store, Tx},
};
use chrono::NaiveDate;
use serde_json::json;

/// Characters of a user ID at most: more than any name, room or address, less than what breaks a voucher.
pub const USER_ID_MAX: usize = 500;

/// Tickets of one batch at most.
pub const BATCH_MAX: u32 = 5000;

/// Codes tried before giving up: with 31^10 codes, a second collision in a row means a broken generator.
const CODE_TRIES: usize = 5;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Name of the ticket type.
    pub ticket_type: String,
    /// Whom the ticket is for (T15).
    pub user_id: String,
    /// First and last day, for variable and special tickets.
    pub stay: Option<(NaiveDate, NaiveDate)>,
    /// Simultaneous devices, where the ticket type's are not wanted.
    pub devices: Option<u16>,
    /// Chosen user name and password, for special tickets.
    pub credentials: Option<(String, String)>,
    /// Extra fields (T8).
    pub fields: Vec<(String, String)>,
}

/// What was issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The ticket, with its serial.
    pub ticket: Ticket,
    /// What the guest types.
    pub credentials: Credentials,
    /// Code of its product.
    pub product: String,
}

/// Issues one ticket.
pub fn issue(store: &Store, now: Instant, actor: Actor, request: Request) -> Result<Issued> {
    let mut issued = issue_many(store, now, actor, request, 1)?;
    issued
        .pop()
        .ok_or_else(|| Error::Invalid("no ticket was issued".to_owned()))
}

/// Issues `count` equal tickets, all of them or none.
pub fn issue_many(
    store: &Store,
    now: Instant,
    actor: Actor,
    request: Request,
    count: u32,
) -> Result<Vec<Issued>> {
    if count == 0 || count > BATCH_MAX {
        return Err(Error::OutOfRange {
            what: "the number of tickets",
            min: 1,
            max: u64::from(BATCH_MAX),
        });
    }
    if count > 1 && request.credentials.is_some() {
        return Err(Error::Invalid(
            "several tickets cannot share one user name: leave it out, or issue one".to_owned(),
        ));
    }
    write(store, move |tx| {
        let plan = Plan::of(tx, now, actor, request)?;
        let issued = (0..count)
            .map(|_| plan.issue(tx))
            .collect::<Result<Vec<_>>>()?;
        for one in &issued {
            let after = json!({ "serial": one.ticket.serial, "type": plan.ticket_type.name, "user_id": one.ticket.user_id });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "ticket.issued", one.ticket.id.0)
            })?;
        }
        Ok(issued)
    })
}

/// A request weighed against the rules: everything that is the same for all tickets of a batch.
struct Plan {
    now: Instant,
    source: Source,
    request: Request,
    ticket_type: TicketType,
    product: Product,
    stay: Option<Stay>,
    price: Money,
    devices: u16,
    location: Location,
}

impl Plan {
    fn of(tx: &Tx<'_>, now: Instant, actor: Actor, mut request: Request) -> Result<Self> {
        let location = tx.location()?;
        if now >= tx.licence()?.ends_at {
            return Err(Error::LicenceEnded);
        }
        let ticket_type = tx.ticket_type_by_name(&request.ticket_type)?;
        let product = tx.product(ticket_type.product)?;
        request.user_id.retain(|character| !character.is_control());
        request.user_id = request.user_id.trim().into();
        if request.user_id.is_empty() && ticket_type.user_id_required {
            return Err(Error::UserIdRequired);
        }
        if request.user_id.chars().count() > USER_ID_MAX {
            return Err(Error::UserIdTooLong { max: USER_ID_MAX });
        }
        let stay = match (ticket_type.format, request.stay) {
            (Format::Variable, None) => return Err(Error::StayRequired),
            (Format::Single, Some(_)) => return Err(Error::StayNotTaken),
            (_, Some((first, last))) => Some(Stay::new(first, last, now, location.zone)?),
            (_, None) => None,
        };
        if let Some((username, password)) = &request.credentials {
            if ticket_type.format != Format::Special {
                return Err(Error::CredentialsNotTaken);
            }
            code::check_credentials(username, password)?;
        }
        let devices = request.devices.unwrap_or(ticket_type.devices);
        if devices == 0 {
            return Err(Error::OutOfRange {
                what: "the number of devices",
                min: 1,
                max: u64::from(u16::MAX),
            });
        }
        let price = match (&stay, ticket_type.price_per_day) {
            (Some(stay), Some(per_day)) => stay
                .price(per_day)
                .map_err(|error| Error::Invalid(error.to_string()))?,
            _ => ticket_type.price,
        };
        let source = if actor == Actor::Cli {
            Source::Cli
        } else {
            Source::Desk
        };
        Ok(Self {
            now,
            source,
            request,
            ticket_type,
            product,
            stay,
            price,
            devices,
            location,
        })
    }

    fn issue(&self, tx: &Tx<'_>) -> Result<Issued> {
        let mut taken = store::Error::DuplicateCredentials;
        for _ in 0..CODE_TRIES {
            let credentials = self.credentials();
            let new = self.ticket(credentials.clone());
            match tx.insert_ticket(&new) {
                Ok(_) => {
                    return Ok(Issued {
                        ticket: tx.ticket(new.id)?,
                        credentials,
                        product: self.product.code.clone(),
                    });
                }
                Err(error @ store::Error::DuplicateCredentials) => taken = error,
                Err(error) => return Err(error.into()),
            }
            // A chosen name is taken however often it is tried.
            if self.request.credentials.is_some() {
                break;
            }
        }
        Err(taken.into())
    }

    fn ticket(&self, credentials: Credentials) -> NewTicket {
        let whole = |amount: u32, unit: u64| (amount > 0).then(|| u64::from(amount) * unit);
        let zone = self.location.zone;
        let valid_until = self.stay.as_ref().map(|stay| stay.valid_until(zone));
        let use_by = ticket::use_by(
            self.ticket_type.format,
            self.now,
            self.ticket_type.use_within_days,
        );
        NewTicket {
            id: TicketId::new(),
            account: AccountId::new(),
            created_at: self.now,
            user_id: self.request.user_id.clone(),
            kind: match self.ticket_type.format {
                Format::Single => Kind::Individual,
                Format::Variable => Kind::Variable,
                Format::Special => Kind::Special,
            },
            source: self.source,
            ticket_type: Some(self.ticket_type.id),
            price: self.price,
            devices: self.devices,
            product: self.product.id,
            credentials,
            valid_from: self.stay.as_ref().map(|stay| stay.valid_from(zone)),
            valid_until,
            use_by,
            // The end of a range is known from the start (TX01); a single ticket's from its first login.
            expires_at: valid_until,
            lapses_at: use_by.into_iter().chain(valid_until).min(),
            total_seconds: whole(self.product.total_time_min, 60),
            total_bytes: whole(self.product.total_data_mb, BYTES_PER_MB),
            fields: self.request.fields.iter().cloned().collect(),
        }
    }

    fn credentials(&self) -> Credentials {
        let mut random = rand::rng();
        match (&self.request.credentials, self.ticket_type.credentials) {
            (Some((username, password)), _) => Credentials {
                username: username.trim().to_owned(),
                password: password.clone(),
            },
            (None, CredentialStyle::Code) => {
                let code = code::generate(&mut random);
                Credentials {
                    username: code.clone(),
                    password: code,
                }
            }
            (None, CredentialStyle::Pair) => Credentials {
                username: code::generate(&mut random),
                password: code::generate(&mut random),
            },
        }
    }
}
