//! What a voucher says, in the guest's language, before anybody decides where it stands.

use super::{
    LocalTime, VoucherError,
    qr::{self, Encoder, Matrix, WifiSecurity},
    words,
};
use crate::{
    domain::{location::Prices, money::Money},
    i18n::{Language, Words},
    t,
};
use std::{num::NonZero, panic::resume_unwind, sync::Arc, thread};

/// Characters of a group of a code (DESIGN 3.7: `XXXXX-XXXXX`).
const GROUP: usize = 5;
/// Vouchers that are worth a thread.
const SMALLEST_SHARE: usize = 32;

/// A network that the guest joins before logging in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wifi {
    /// Name of the network, 1 to 32 bytes.
    pub ssid: String,
    /// Its password; not used when `security` is open.
    pub password: String,
    /// How it is protected.
    pub security: WifiSecurity,
    /// The access points do not announce the name.
    pub hidden: bool,
}

/// How long the ticket is worth something, in local time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    /// For this many seconds from the first login.
    FromFirstLogin {
        /// Length in seconds.
        seconds: u64,
    },
    /// Until a moment that is already known.
    Until(LocalTime),
    /// Between two moments (variable and special tickets).
    Range {
        /// Start.
        from: LocalTime,
        /// End.
        until: LocalTime,
    },
    /// So long from the first login, then to the end of that day (P30).
    ToEndOfDay {
        /// Length in seconds.
        seconds: u64,
    },
    /// So long from the first login, then to the end of that month (P30).
    ToEndOfMonth {
        /// Length in seconds.
        seconds: u64,
    },
    /// So many calendar months from the first login (P30).
    Months {
        /// How many.
        months: u32,
    },
    /// To the end of the month of the first login, or of one so many months later (P30).
    MonthsToEndOfMonth {
        /// How many later; 0 = the month of the first login.
        months: u32,
    },
    /// For one login only (P30).
    OneLogin,
    /// It never expires.
    Unlimited,
}

/// What is true of one ticket. Plain data: no word in it depends on the guest's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherData {
    /// Name of the Location, the voucher's heading.
    pub location: String,
    /// The network to join; none leaves its QR code out.
    pub wifi: Option<Wifi>,
    /// Login URL with `{username}` and `{password}`; none leaves its QR code out.
    pub login_url: Option<String>,
    /// User name, without the dash if it is a code.
    pub username: String,
    /// Password; of a code, the same as the user name.
    pub password: String,
    /// User name and password in one.
    pub is_code: bool,
    /// Simultaneous devices.
    pub devices: u16,
    /// How long it is worth something.
    pub validity: Validity,
    /// Last moment of a first login, if there is one.
    pub use_by: Option<LocalTime>,
    /// What was asked for it; none prints no price.
    pub price: Option<Money>,
    /// How prices are written in this Location, and the tax in them.
    pub prices: Prices,
    /// Serial number, unique in the Location.
    pub serial: u64,
    /// Who it is for; may be empty.
    pub user_id: String,
    /// When it was issued.
    pub issued_at: LocalTime,
    /// What the product is called to guests; may be empty.
    pub product: String,
}

/// What scanning a QR code does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scanning {
    /// Joins the Wi-Fi.
    Join,
    /// Opens the log-in page with the code.
    LogIn,
    /// Gives the number of a licensing paper.
    Number,
}

/// A QR code with what to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrBlock {
    /// What scanning it does.
    pub does: Scanning,
    /// "1 Join the Wi-Fi".
    pub caption: String,
    /// Its modules.
    pub matrix: Arc<Matrix>,
}

/// One part of a voucher, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The name of the Location.
    Heading(String),
    /// What the product is called.
    Subheading(String),
    /// A large code in groups, below what it is.
    Code {
        /// "Your code".
        label: String,
        /// Its groups, to be joined by a dash.
        groups: Vec<String>,
    },
    /// A user name or a password, to be read letter by letter.
    Credential {
        /// What it is.
        label: String,
        /// Letter by letter.
        value: String,
    },
    /// QR codes that belong side by side.
    Qrs(Vec<QrBlock>),
    /// One plain sentence.
    Sentence(String),
    /// A sentence that matters less.
    Note(String),
    /// A fact: label and value.
    Fact {
        /// What it is.
        label: String,
        /// Its value.
        value: String,
        /// The value is typed off the paper: it is shown letter by letter, and no sign stands for another.
        typed: bool,
    },
    /// A thin line between two parts.
    Rule,
    /// Small print.
    Small(String),
    /// What the house adds: its headline, its footer.
    Text(String),
    /// The picture of the house.
    Logo(Arc<super::look::Logo>),
}

/// A voucher in words, ready to be laid out on any paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The guest's language.
    pub language: Language,
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Puts `data` into the words of `language`.
    pub fn new(data: &VoucherData, language: Language) -> Result<Self, VoucherError> {
        Self::with(&mut Encoder::default(), data, language)
    }

    /// The same for many, on all processors: QR codes are most of the work.
    pub fn batch(data: &[VoucherData], language: Language) -> Result<Vec<Self>, VoucherError> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = data.len().div_ceil(threads).max(SMALLEST_SHARE);
        let in_order = |data: &[VoucherData]| -> Result<Vec<Self>, VoucherError> {
            let mut encoder = Encoder::default();
            data.iter()
                .map(|data| Self::with(&mut encoder, data, language))
                .collect()
        };
        let mut shares = data.chunks(share);
        let first = shares.next().unwrap_or_default();
        thread::scope(|scope| {
            let others: Vec<_> = shares
                .map(|share| scope.spawn(move || in_order(share)))
                .collect();
            let mut documents = in_order(first)?;
            for other in others {
                // Such a thread panics only where this one would have.
                documents.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok(documents)
        })
    }

    fn with(
        encoder: &mut Encoder,
        data: &VoucherData,
        language: Language,
    ) -> Result<Self, VoucherError> {
        let words = language.words();
        let mut blocks = vec![Block::Heading(clean(&data.location))];
        push_unless_empty(&mut blocks, &data.product, Block::Subheading);
        blocks.push(Block::Rule);
        blocks.extend(credentials(data, words));
        let codes = qr_blocks(encoder, data, words)?;
        if !codes.is_empty() {
            blocks.push(Block::Qrs(codes));
        }
        blocks.push(Block::Sentence(validity(data, words)));
        blocks.extend(data.use_by.as_ref().map(|by| {
            Block::Note(t!(
                words,
                "voucher-use-by",
                moment = words::moment(words, by)
            ))
        }));
        blocks.push(Block::Rule);
        blocks.extend(facts(data, language));
        blocks.push(Block::Rule);
        blocks.push(Block::Small(t!(
            words,
            "voucher-serial",
            serial = format!("{:06}", data.serial)
        )));
        blocks.push(Block::Small(t!(
            words,
            "voucher-issued",
            moment = words::moment(words, &data.issued_at)
        )));
        Ok(Self { language, blocks })
    }
}

pub(super) fn push_unless_empty(blocks: &mut Vec<Block>, text: &str, block: fn(String) -> Block) {
    let text = clean(text);
    if !text.is_empty() {
        blocks.push(block(text));
    }
}

fn credentials(data: &VoucherData, words: &Words) -> Vec<Block> {
    if data.is_code {
        return vec![Block::Code {
            label: t!(words, "voucher-code"),
            groups: groups(&data.username),
        }];
    }
    vec![
        Block::Credential {
            label: t!(words, "voucher-username"),
            value: visible(&data.username),
        },
        Block::Credential {
            label: t!(words, "voucher-password"),
            value: visible(&data.password),
        },
    ]
}

pub(super) fn groups(code: &str) -> Vec<String> {
    let characters: Vec<char> = code
        .chars()
        .filter(|c| *c != '-' && !is_stripped(*c) && !c.is_whitespace())
        .collect();
    characters
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect()
}

fn qr_blocks(
    encoder: &mut Encoder,
    data: &VoucherData,
    words: &Words,
) -> Result<Vec<QrBlock>, VoucherError> {
    let join = data.wifi.as_ref().map(|wifi| {
        let text = qr::wifi_string(&wifi.ssid, &wifi.password, wifi.security, wifi.hidden);
        ((Scanning::Join, t!(words, "voucher-qr-join")), text)
    });
    let log_in = data.login_url.as_ref().map(|template| {
        let text = qr::login_url(template, &data.username, &data.password);
        ((Scanning::LogIn, t!(words, "voucher-qr-log-in")), text)
    });
    let (captions, texts): (Vec<_>, Vec<_>) = [join, log_in].into_iter().flatten().unzip();
    let numbered = captions.len() > 1;
    let codes = encoder.of_one_size(&texts)?;
    let blocks = (1..)
        .zip(captions)
        .zip(codes)
        .map(|((number, (does, caption)), matrix)| QrBlock {
            does,
            caption: if numbered {
                format!("{number} {caption}")
            } else {
                caption
            },
            matrix,
        });
    Ok(blocks.collect())
}

pub(super) fn validity(data: &VoucherData, words: &Words) -> String {
    match &data.validity {
        Validity::FromFirstLogin { seconds } => {
            t!(
                words,
                "voucher-valid-from-first-login",
                duration = words::duration(words, *seconds)
            )
        }
        Validity::Until(until) => t!(
            words,
            "voucher-valid-until",
            moment = words::moment(words, until)
        ),
        Validity::Range { from, until } => t!(
            words,
            "voucher-valid-range",
            from = words::moment(words, from),
            until = words::moment(words, until)
        ),
        Validity::ToEndOfDay { seconds: 0 } => t!(words, "voucher-valid-first-day"),
        Validity::ToEndOfDay { seconds } => t!(
            words,
            "voucher-valid-end-of-day",
            duration = words::duration(words, *seconds)
        ),
        Validity::ToEndOfMonth { seconds: 0 } | Validity::MonthsToEndOfMonth { months: 0 } => {
            t!(words, "voucher-valid-first-month")
        }
        Validity::ToEndOfMonth { seconds } => t!(
            words,
            "voucher-valid-end-of-month",
            duration = words::duration(words, *seconds)
        ),
        Validity::Months { months } => t!(
            words,
            "voucher-valid-from-first-login",
            duration = months_text(words, *months)
        ),
        Validity::MonthsToEndOfMonth { months } => t!(
            words,
            "voucher-valid-end-of-month",
            duration = months_text(words, *months)
        ),
        Validity::OneLogin => t!(words, "voucher-valid-one-login"),
        Validity::Unlimited => t!(words, "voucher-valid-unlimited"),
    }
}

fn months_text(words: &Words, months: u32) -> String {
    t!(words, "voucher-months", count = months)
}

fn facts(data: &VoucherData, language: Language) -> Vec<Block> {
    let words = language.words();
    let wifi = data.wifi.iter().flat_map(|wifi| {
        let password = (wifi.security != WifiSecurity::Open)
            .then(|| (t!(words, "voucher-wifi-password"), &wifi.password));
        std::iter::once((t!(words, "voucher-network"), visible(&wifi.ssid)))
            .chain(password.map(|(label, value)| (label, visible(value))))
            .map(|(label, value)| (label, value, true))
    });
    let devices = (
        t!(words, "voucher-devices"),
        data.devices.to_string(),
        false,
    );
    let price = data.price.map(|money| {
        let price = words::price_in(language, &data.prices, money);
        (t!(words, "voucher-price"), price, false)
    });
    let guest = Some(clean(&data.user_id))
        .filter(|name| !name.is_empty())
        .map(|name| (t!(words, "voucher-guest"), name, false));
    wifi.chain([devices])
        .chain(price)
        .chain(guest)
        .map(|(label, value, typed)| Block::Fact {
            label,
            value,
            typed,
        })
        .collect()
}

/// Prose: characters that cannot be printed are dropped, white space of any kind is one space.
fn clean(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Something that is typed: what cannot be printed is dropped, but two spaces stay two spaces.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() && c != '\u{a0}' {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !is_stripped(*c))
        .collect()
}

/// Controls, and the marks that would turn the direction of what stands beside them (UAX 9, 2).
fn is_stripped(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use chrono::TimeZone as _;

    fn data() -> VoucherData {
        let noon = chrono_tz::Europe::Madrid
            .with_ymd_and_hms(2026, 7, 2, 12, 0, 0)
            .unwrap();
        VoucherData {
            location: "Hotel Miramar".into(),
            wifi: None,
            login_url: Some("http://wifi/?u={username}".into()),
            username: "K7MWQ4XPRA".into(),
            password: "K7MWQ4XPRA".into(),
            is_code: true,
            devices: 1,
            validity: Validity::Unlimited,
            use_by: None,
            price: None,
            prices: Prices::default(),
            serial: 1,
            user_id: String::new(),
            issued_at: noon,
            product: String::new(),
        }
    }

    #[test]
    fn every_validity_in_every_language() {
        let check = |validity: Validity, expected: [&str; 3]| {
            let data = VoucherData { validity, ..data() };
            let said = Language::ALL.map(|language| super::validity(&data, language.words()));
            assert_eq!(said, expected, "{:?}", data.validity);
        };
        let issued = data().issued_at;
        let days = |days: u64| days * 86400;
        #[rustfmt::skip]
        let table = [
            (Validity::FromFirstLogin { seconds: days(3) }, [
                "Valid for 3 days from the first login.",
                "Válido durante 3 días desde el primer acceso.",
                "Valido per 3 giorni dal primo accesso.",
            ]),
            (Validity::Until(issued), [
                "Valid until Thu 2 July 2026, 12:00.",
                "Válido hasta el jue 2 de julio de 2026, 12:00.",
                "Valido fino a gio 2 luglio 2026, ore 12:00.",
            ]),
            (Validity::Range { from: issued, until: issued + chrono::TimeDelta::days(2) }, [
                "Valid from Thu 2 July 2026, 12:00 until Sat 4 July 2026, 12:00.",
                "Válido desde el jue 2 de julio de 2026, 12:00 hasta el sáb 4 de julio de 2026, 12:00.",
                "Valido da gio 2 luglio 2026, ore 12:00 a sab 4 luglio 2026, ore 12:00.",
            ]),
            (Validity::ToEndOfDay { seconds: 0 }, [
                "Valid until the end of the day of the first login.",
                "Válido hasta el final del día del primer acceso.",
                "Valido fino alla fine del giorno del primo accesso.",
            ]),
            (Validity::ToEndOfDay { seconds: days(1) }, [
                "Valid for 1 day from the first login, then until the end of that day.",
                "Válido 1 día desde el primer acceso y hasta el final de ese día.",
                "Valido 1 giorno dal primo accesso, poi fino alla fine di quel giorno.",
            ]),
            (Validity::ToEndOfMonth { seconds: 0 }, [
                "Valid until the end of the month of the first login.",
                "Válido hasta el final del mes del primer acceso.",
                "Valido fino alla fine del mese del primo accesso.",
            ]),
            (Validity::ToEndOfMonth { seconds: days(10) }, [
                "Valid for 10 days from the first login, then until the end of that month.",
                "Válido 10 días desde el primer acceso y hasta el final de ese mes.",
                "Valido 10 giorni dal primo accesso, poi fino alla fine di quel mese.",
            ]),
            (Validity::Months { months: 1 }, [
                "Valid for 1 month from the first login.",
                "Válido durante 1 mes desde el primer acceso.",
                "Valido per 1 mese dal primo accesso.",
            ]),
            (Validity::Months { months: 6 }, [
                "Valid for 6 months from the first login.",
                "Válido durante 6 meses desde el primer acceso.",
                "Valido per 6 mesi dal primo accesso.",
            ]),
            (Validity::MonthsToEndOfMonth { months: 0 }, [
                "Valid until the end of the month of the first login.",
                "Válido hasta el final del mes del primer acceso.",
                "Valido fino alla fine del mese del primo accesso.",
            ]),
            (Validity::MonthsToEndOfMonth { months: 2 }, [
                "Valid for 2 months from the first login, then until the end of that month.",
                "Válido 2 meses desde el primer acceso y hasta el final de ese mes.",
                "Valido 2 mesi dal primo accesso, poi fino alla fine di quel mese.",
            ]),
            (Validity::OneLogin, [
                "Valid for one login.",
                "Válido para un solo acceso.",
                "Valido per un solo accesso.",
            ]),
            (Validity::Unlimited, [
                "Valid without a time limit.",
                "Válido sin límite de tiempo.",
                "Valido senza limiti di tempo.",
            ]),
        ];
        for (validity, expected) in table {
            check(validity, expected);
        }
    }

    #[test]
    fn a_batch_is_its_vouchers_one_by_one_in_order() {
        let batch: Vec<_> = (0..=3 * SMALLEST_SHARE as u64)
            .map(|serial| VoucherData {
                username: format!("K7MWQ{serial:05}"),
                serial,
                ..data()
            })
            .collect();
        let alone: Vec<_> = batch
            .iter()
            .map(|data| Document::new(data, Language::Italian).unwrap())
            .collect();
        assert_eq!(Document::batch(&batch, Language::Italian), Ok(alone));
        assert_eq!(Document::batch(&[], Language::Italian), Ok(Vec::new()));
    }

    #[test]
    fn one_code_that_is_too_long_refuses_the_batch() {
        let mut batch = vec![data(); 2 * SMALLEST_SHARE];
        batch.last_mut().unwrap().username = "x".repeat(2400);
        assert!(matches!(
            Document::batch(&batch, Language::English),
            Err(VoucherError::QrTooLong { .. })
        ));
    }
}
