//! A request weighed against the rules: everything that is known before a ticket has its code and its serial.

use super::{Deliver, Issued, Request, Special, USER_ID_MAX};
use crate::{
    domain::{
        account::Credentials,
        allowance::BYTES_PER_MB,
        code,
        fields::{self, Setting},
        id::{AccountId, BatchId, TicketId},
        licence::Licence,
        location::Location,
        money::Money,
        product::{Expiration, Product},
        stay::{Dates, Stay},
        ticket::{self, Kind, Source, Ticket},
        ticket_type::{Channel, CredentialStyle, Format, TicketType},
        time::{self, Instant, Zone},
    },
    services::{Error, Result},
    store::{self, NewTicket, Reader, Tx},
};
use std::collections::BTreeMap;

/// Codes tried before giving up: with 31^8 codes at least, a second collision in a row means a broken generator.
const CODE_TRIES: usize = 5;

/// What a ticket is weighed against; read once, a form can ask it at every key.
#[derive(Debug, Clone, PartialEq)]
pub struct House {
    /// Where it is issued.
    pub location: Location,
    /// The licence: whether anything is issued at all.
    pub licence: Licence,
    /// From which it is issued.
    pub ticket_type: TicketType,
    /// What its tickets may use.
    pub product: Product,
}

/// What a ticket would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What is asked for it.
    pub price: Money,
    /// Days or nights that are charged, where a price per day is.
    pub days: Option<u32>,
    /// Simultaneous devices.
    pub devices: u16,
    /// Whom it is for: the recipient, if it is sent by e-mail (TX23).
    pub user_id: String,
    /// A login is refused before this.
    pub valid_from: Option<Instant>,
    /// End of its dates.
    pub valid_until: Option<Instant>,
    /// Last instant of a first use.
    pub use_by: Option<Instant>,
    /// Extra fields in the form in which they are kept.
    pub fields: BTreeMap<String, String>,
}

impl Quote {
    /// Of a ticket that is there already.
    pub(super) fn of_ticket(ticket: &Ticket) -> Self {
        Self {
            price: ticket.price,
            days: None,
            devices: ticket.devices,
            user_id: ticket.user_id.clone(),
            valid_from: ticket.valid_from,
            valid_until: ticket.valid_until,
            use_by: ticket.use_by,
            fields: BTreeMap::new(),
        }
    }
}

impl House {
    /// What tickets of this type are weighed against.
    pub fn of(reader: &Reader<'_>, ticket_type: &str) -> store::Result<Self> {
        let ticket_type = reader.ticket_type_by_name(ticket_type)?;
        Ok(Self {
            location: reader.location()?,
            licence: reader.licence()?,
            product: reader.product(ticket_type.product)?,
            ticket_type,
        })
    }

    /// What the ticket would be, or why it would not be issued. Whether a chosen user name is free only the store knows:
    /// [`quote`](super::quote) asks it too.
    pub fn quote(&self, now: Instant, request: &Request) -> Result<Quote> {
        Ok(Plan::of(self, now, request)?.quote)
    }

    /// What the checks of the extra fields need to know.
    pub fn setting(&self, now: Instant) -> Setting {
        Setting {
            today: time::day_of(now, self.location.zone),
            zone: self.location.zone,
        }
    }

    fn stay(&self, now: Instant, dates: Option<Dates>) -> Result<Option<Stay>> {
        let zone = self.location.zone;
        match (self.ticket_type.format, dates) {
            (Format::Variable, None) => Err(Error::StayRequired),
            (Format::Single, Some(_)) => Err(Error::StayNotTaken),
            (_, None) => Ok(None),
            (_, Some(Dates::Days { first, last })) => Ok(Some(Stay::new(first, last, now, zone)?)),
            (_, Some(Dates::Nights { arrival, departure })) => Ok(Some(Stay::nights(
                arrival,
                departure,
                self.location.check_out(departure),
                now,
                zone,
            )?)),
        }
    }
}

/// The dates by which a ticket with a range was asked for.
pub(super) fn dates_of(ticket: &Ticket, zone: Zone) -> Option<Dates> {
    let (from, until) = ticket.valid_from.zip(ticket.valid_until)?;
    let (first, last) = (time::day_of(from, zone), time::day_of(until, zone));
    let end_of_day = time::start_of_day(time::add_days(last, 1), zone);
    Some(if time::add_seconds(until, 1) == end_of_day {
        Dates::Days { first, last }
    } else {
        Dates::Nights {
            arrival: first,
            departure: last,
        }
    })
}

/// A request that can be carried out.
pub(in crate::services) struct Plan {
    pub(super) quote: Quote,
    pub(super) deliver: Vec<Deliver>,
    pub(super) language: Option<String>,
    credentials: Option<Credentials>,
    special: Special,
}

impl Plan {
    pub(in crate::services) fn of(house: &House, now: Instant, request: &Request) -> Result<Self> {
        let (ticket_type, special) = (&house.ticket_type, &request.special);
        if let Some(closed) = house.licence.closed(now) {
            return Err(Error::Closed(closed));
        }
        if *special != Special::default() && ticket_type.format != Format::Special {
            return Err(Error::SpecialNotTaken);
        }
        let setting = house.setting(now);
        let fields = fields::check_all(&ticket_type.fields, &request.fields, &setting)
            .map_err(Error::Fields)?;
        let typed = fields::tidy(&request.user_id);
        let deliver = addressed(ticket_type, &request.deliver, &fields, &typed, setting)?;
        let user_id = recipient(&deliver).map_or(typed, str::to_owned);
        if user_id.is_empty() && ticket_type.user_id_required {
            return Err(Error::UserIdRequired);
        }
        if user_id.chars().count() > USER_ID_MAX {
            return Err(Error::UserIdTooLong { max: USER_ID_MAX });
        }
        let stay = house.stay(now, request.stay)?;
        let devices = request.devices.unwrap_or(ticket_type.devices);
        if devices == 0 {
            return Err(Error::OutOfRange {
                what: "the number of devices",
                min: 1,
                max: u64::from(u16::MAX),
            });
        }
        let credentials = chosen(ticket_type, request.credentials.as_ref())?;
        let (price, days) = price(ticket_type, stay.as_ref(), special)?;
        let zone = house.location.zone;
        let valid_from = stay.map(|stay| stay.valid_from(zone));
        // Dates say when a ticket is used, and stand in the place of what the type says; days that were asked for with
        // them count from the first day.
        let within = match (special.use_within_days, valid_from) {
            (Some(days), _) => days,
            (None, Some(_)) => 0,
            (None, None) => ticket_type.use_within_days,
        };
        let use_by = ticket::use_by(
            ticket_type.format,
            valid_from.unwrap_or(now).max(now),
            within,
        );
        let mut special = special.clone();
        if stay.is_some() && ticket_type.format == Format::Special {
            // With dates, a special ticket ends by them as a variable one, unless its own end was asked for, too.
            let _ = special.expiration.get_or_insert(Expiration::Unlimited);
        }
        Ok(Self {
            quote: Quote {
                price,
                days,
                devices,
                user_id,
                valid_from,
                valid_until: stay.map(|stay| stay.valid_until(zone)),
                use_by,
                fields,
            },
            deliver,
            language: request.language.clone(),
            credentials,
            special,
        })
    }

    /// The ticket without its credentials.
    pub(super) fn ticket(
        &self,
        house: &House,
        now: Instant,
        source: Source,
        batch: Option<BatchId>,
    ) -> NewTicket {
        let whole = |amount: u32, unit: u64| (amount > 0).then(|| u64::from(amount) * unit);
        let (quote, product, special) = (&self.quote, &house.product, &self.special);
        let total_time_min = special.total_time_min.unwrap_or(product.total_time_min);
        let total_data_mb = special.total_data_mb.unwrap_or(product.total_data_mb);
        NewTicket {
            id: TicketId::new(),
            account: AccountId::new(),
            created_at: now,
            user_id: quote.user_id.clone(),
            kind: Kind::from(house.ticket_type.format),
            source,
            ticket_type: Some(house.ticket_type.id),
            price: quote.price,
            devices: quote.devices,
            product: product.id,
            credentials: Credentials {
                username: String::new(),
                password: String::new(),
            },
            valid_from: quote.valid_from,
            valid_until: quote.valid_until,
            use_by: quote.use_by,
            // The end of a range is known from the start (TX01); a single ticket's from its first login.
            expires_at: quote.valid_until,
            lapses_at: quote.use_by.into_iter().chain(quote.valid_until).min(),
            total_seconds: whole(total_time_min, 60),
            total_bytes: whole(total_data_mb, BYTES_PER_MB),
            fields: quote.fields.clone(),
            batch,
            reference: None,
        }
    }

    /// Writes the ticket with the chosen credentials or with a fresh code that no live ticket has.
    pub(super) fn insert(&self, tx: &Tx<'_>, house: &House, mut new: NewTicket) -> Result<Issued> {
        let mut taken = store::Error::DuplicateCredentials;
        for _ in 0..CODE_TRIES {
            new.credentials = self.credentials(&house.ticket_type);
            match tx.insert_ticket(&new) {
                Ok(_) => {
                    self.sell(tx, house, new.account)?;
                    return Ok(Issued {
                        ticket: tx.ticket(new.id)?,
                        credentials: new.credentials,
                        product: house.product.code.clone(),
                        deliveries: Vec::new(),
                        replaced: Vec::new(),
                    });
                }
                Err(error @ store::Error::DuplicateCredentials) => taken = error,
                Err(error) => return Err(error.into()),
            }
            // A chosen name is taken however often it is tried.
            if self.credentials.is_some() {
                break;
            }
        }
        Err(taken.into())
    }

    /// What is special about a ticket is a version of the product, of the policy, or of both that is its own.
    fn sell(&self, tx: &Tx<'_>, house: &House, account: AccountId) -> Result<()> {
        let special = &self.special;
        let (own_product, own_policy) = (special.has_product_terms(), special.has_policy_terms());
        if !own_product && !own_policy {
            return Ok(());
        }
        let (mut product, mut policy) = (house.product.clone(), tx.policy(house.product.policy)?);
        special.put_into(&mut product, &mut policy);
        let mut terms = tx.terms_of(account)?;
        if own_product {
            terms.product = tx.keep_private_product(&product)?;
        }
        if own_policy {
            terms.policy = tx.keep_private_policy(&policy)?;
        }
        Ok(tx.set_terms(account, terms)?)
    }

    fn credentials(&self, ticket_type: &TicketType) -> Credentials {
        let fresh = || ticket_type.code.generate(&mut rand::rng());
        match (&self.credentials, ticket_type.credentials) {
            (Some(chosen), _) => chosen.clone(),
            (None, CredentialStyle::Code) => {
                let code = fresh();
                Credentials {
                    username: code.clone(),
                    password: code,
                }
            }
            (None, CredentialStyle::Pair) => Credentials {
                username: fresh(),
                password: code::generate(&mut rand::rng()),
            },
        }
    }
}

fn chosen(
    ticket_type: &TicketType,
    typed: Option<&(String, String)>,
) -> Result<Option<Credentials>> {
    let Some((username, password)) = typed else {
        return Ok(None);
    };
    if ticket_type.format != Format::Special {
        return Err(Error::CredentialsNotTaken);
    }
    code::check_credentials(username, password)?;
    Ok(Some(Credentials {
        username: username.trim().to_owned(),
        password: password.clone(),
    }))
}

/// What is asked for, and how many days or nights of it are charged.
fn price(
    ticket_type: &TicketType,
    stay: Option<&Stay>,
    special: &Special,
) -> Result<(Money, Option<u32>)> {
    if let Some(price) = special.price {
        let (currency, wanted) = (ticket_type.price.currency, price.currency);
        return if price.minor < 0 || wanted != currency {
            Err(Error::Invalid(format!(
                "a price is zero or more, in {currency}"
            )))
        } else {
            Ok((price, None))
        };
    }
    match (stay, ticket_type.daily_price()) {
        (Some(stay), Some(per_day)) => {
            let price = stay
                .price(per_day)
                .map_err(|error| Error::Invalid(error.to_string()))?;
            Ok((price, Some(stay.days())))
        }
        _ => Ok((ticket_type.price, None)),
    }
}

/// The channels with their addresses: as given, or from the extra fields, or the user ID.
pub(super) fn addressed(
    ticket_type: &TicketType,
    wanted: &[Deliver],
    fields: &BTreeMap<String, String>,
    user_id: &str,
    setting: Setting,
) -> Result<Vec<Deliver>> {
    let mut all: Vec<Deliver> = Vec::with_capacity(wanted.len());
    for one in wanted {
        let channel = one.channel;
        if !ticket_type.channels.contains(&channel) {
            return Err(Error::ChannelNotOffered { channel });
        }
        let kind = match channel {
            Channel::Print => None,
            Channel::Email => Some(fields::FieldKind::Email),
            Channel::Sms => Some(fields::FieldKind::Mobile),
        };
        let to = match kind {
            None => one.to.clone(),
            Some(kind) => {
                let typed = one.to.as_deref().map(str::trim).filter(|to| !to.is_empty());
                let address = match (typed, fields.get(kind.key())) {
                    (Some(typed), _) => kind.normal(typed, &setting),
                    (None, Some(known)) => Ok(known.clone()),
                    (None, None) => kind.normal(user_id, &setting),
                };
                let address = match address {
                    Ok(address) if !address.is_empty() => address,
                    Err(error) if typed.is_some() => {
                        return Err(Error::Address { channel, error });
                    }
                    _ => return Err(Error::AddressMissing { channel }),
                };
                Some(address)
            }
        };
        let one = Deliver { channel, to };
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

/// Whom an e-mail goes to: then that is the user ID (T15, TX23).
fn recipient(deliver: &[Deliver]) -> Option<&str> {
    deliver
        .iter()
        .find(|one| one.channel == Channel::Email)
        .and_then(|one| one.to.as_deref())
}
