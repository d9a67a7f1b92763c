//! The request for a licence: every datum of L3 with its checks (LX11–LX13).

use super::{Kind, Machine, Payment};
use crate::domain::{
    id::LocationId,
    location::{Location, Sector},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What the licence counts: rooms in hospitality, access points elsewhere (L3 f, L5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Rooms of the house.
    Rooms(u32),
    /// Access points of the site.
    Aps(u32),
}

impl Capacity {
    /// How many.
    pub const fn count(self) -> u32 {
        match self {
            Self::Rooms(count) | Self::Aps(count) => count,
        }
    }
}

/// What the form of a request asks, as it was filled in.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The integrator (L3 b).
    pub partner: String,
    /// Mail address of the integrator; licence notices go there (A27).
    pub partner_email: String,
    /// Mail address of the house; licence notices go there (A27).
    pub client_email: String,
    /// The wholesaler (L3 c).
    pub distributor: String,
    /// Length of the contract, as typed.
    pub years: String,
    /// Form of payment.
    pub payment: Option<Payment>,
    /// Rooms or access points; none = those of the Location.
    pub count: Option<u32>,
    /// Advanced modules by name; may be empty (L3 g).
    pub modules: Vec<String>,
    /// What is wanted; a first licence where nobody says.
    pub kind: Option<Kind>,
    /// Where the program runs.
    pub machine: Option<Machine>,
}

/// A request for a licence of one Location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Of this request; the licence that answers it names it.
    pub id: Uuid,
    /// When it was made.
    pub made_at: Instant,
    /// What is wanted.
    pub kind: Kind,
    /// Where the program of the Location runs, as far as it knows.
    pub machine: Option<Machine>,
    /// L3 a.
    pub location: LocationId,
    /// As guests know it.
    pub location_name: String,
    /// Of the Location: the term's clock time is kept in it.
    pub time_zone: String,
    /// Of the Location.
    pub sector: Sector,
    /// Rooms or access points.
    pub capacity: Capacity,
    /// The integrator.
    pub partner: String,
    /// Of the integrator.
    pub partner_email: String,
    /// Of the house.
    pub client_email: String,
    /// The wholesaler.
    pub distributor: String,
    /// 1 to 5.
    pub years: u8,
    /// Monthly or annual.
    pub payment: Payment,
    /// Advanced modules.
    pub modules: BTreeSet<String>,
}

/// What is wrong with a request; names the field of the form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not a whole number from 1 to 5 (LX11).
    #[error("the contract runs for `{0}` years: a whole number from 1 to 5")]
    Years(String),
    /// No form of payment was chosen (L4).
    #[error("choose the form of payment: monthly or annual")]
    Payment,
    /// Hospitality without rooms (LX12).
    #[error("rooms are required for hospitality: say how many")]
    Rooms,
    /// Another sector without access points (LX12).
    #[error("access points are required outside hospitality: say how many")]
    Aps,
    /// A field that must be filled in.
    #[error("{0} is required")]
    Missing(&'static str),
    /// More than a field takes.
    #[error("{field} is longer than {max} characters")]
    TooLong {
        /// The field.
        field: &'static str,
        /// In characters.
        max: usize,
    },
}

/// Longest name, address or module, in characters: more than any, less than what breaks a QR code.
const MAX_TEXT: usize = 120;

/// Advanced modules of one licence at most.
const MAX_MODULES: usize = 16;

/// The length of a contract: 1 to 5 whole years and nothing else (L4, LX11).
pub fn checked_years(typed: &str) -> Result<u8, RequestError> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|years| (1..=5).contains(years))
        .ok_or_else(|| RequestError::Years(typed.trim().to_owned()))
}

impl Request {
    /// Checks the form; every problem is told, so that all fields can show theirs at once.
    pub fn new(
        id: Uuid,
        location: &Location,
        now: Instant,
        asked: &Asked,
    ) -> Result<Self, Vec<RequestError>> {
        let mut wrong = Vec::new();
        let years = checked_years(&asked.years)
            .map_err(|error| wrong.push(error))
            .unwrap_or_default();
        let payment = asked.payment.unwrap_or_else(|| {
            wrong.push(RequestError::Payment);
            Payment::Annual
        });
        let capacity = capacity(location, asked.count)
            .map_err(|error| wrong.push(error))
            .unwrap_or(Capacity::Rooms(0));
        let mut text = |field, text: &str| match checked_text(field, text) {
            Ok(text) => text,
            Err(error) => {
                wrong.push(error);
                String::new()
            }
        };
        let partner = text("the partner", &asked.partner);
        let distributor = text("the distributor", &asked.distributor);
        let partner_email = text("the partner's e-mail", &asked.partner_email);
        let client_email = text("the house's e-mail", &asked.client_email);
        let modules: BTreeSet<String> = asked
            .modules
            .iter()
            .filter(|module| !module.trim().is_empty())
            .take(MAX_MODULES)
            .map(|module| text("a module", module))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            id,
            made_at: now,
            kind: asked.kind.unwrap_or(Kind::First),
            machine: asked.machine,
            location: location.id,
            location_name: location.name.clone(),
            time_zone: location.zone.name().to_owned(),
            sector: location.sector,
            capacity,
            partner,
            partner_email,
            client_email,
            distributor,
            years,
            payment,
            modules,
        })
    }
}

fn capacity(location: &Location, asked: Option<u32>) -> Result<Capacity, RequestError> {
    let positive = |count: Option<u32>| count.filter(|count| *count > 0);
    match location.sector {
        Sector::Hospitality => positive(asked.or(location.rooms))
            .map(Capacity::Rooms)
            .ok_or(RequestError::Rooms),
        Sector::Other => positive(asked.or(location.aps))
            .map(Capacity::Aps)
            .ok_or(RequestError::Aps),
    }
}

fn checked_text(field: &'static str, text: &str) -> Result<String, RequestError> {
    let text: String = text
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(RequestError::Missing(field));
    }
    if text.chars().count() > MAX_TEXT {
        return Err(RequestError::TooLong {
            field,
            max: MAX_TEXT,
        });
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::{location::fixture::location, time::fixture::utc};

    fn asked() -> Asked {
        Asked {
            partner: "Redes del Sur".to_owned(),
            partner_email: "partner@example.org".to_owned(),
            client_email: "hotel@example.org".to_owned(),
            distributor: "Wi-Fi Iberia".to_owned(),
            years: "3".to_owned(),
            payment: Some(Payment::Annual),
            count: None,
            modules: vec!["sms".to_owned()],
            kind: None,
            machine: None,
        }
    }

    fn request(
        change: impl FnOnce(&mut Asked, &mut Location),
    ) -> Result<Request, Vec<RequestError>> {
        let (mut asked, mut location) = (asked(), location());
        change(&mut asked, &mut location);
        Request::new(Uuid::nil(), &location, utc("2026-03-01T09:00:00Z"), &asked)
    }

    #[test]
    fn years_are_whole_and_one_to_five() {
        for years in ["6", "0", "1.5", "", "-1", "three", "1e0", "256"] {
            let refused = request(|asked, _| asked.years = years.to_owned()).unwrap_err();
            assert_eq!(refused, [RequestError::Years(years.to_owned())], "LX11");
        }
        for years in ["1", "5", " 2 "] {
            assert!(request(|asked, _| asked.years = years.to_owned()).is_ok());
        }
    }

    #[test]
    fn rooms_or_access_points_by_sector() {
        let refused = request(|_, location| location.rooms = None).unwrap_err();
        assert_eq!(refused, [RequestError::Rooms], "LX12");
        let refused = request(|_, location| {
            location.sector = Sector::Other;
            location.aps = Some(0);
        })
        .unwrap_err();
        assert_eq!(refused, [RequestError::Aps], "LX12");
        let other = request(|asked, location| {
            location.sector = Sector::Other;
            asked.count = Some(12);
        });
        assert_eq!(other.unwrap().capacity, Capacity::Aps(12));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let refused = request(|asked, location| {
            *asked = Asked::default();
            location.rooms = None;
        })
        .unwrap_err();
        assert_eq!(refused.len(), 7, "{refused:?}");
    }
}
