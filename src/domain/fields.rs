//! Extra fields of a ticket type: what is asked about the guest, how it is checked and in which form it is kept
//! (RULES T8, T9, TX27, section 2.1 "Access methods").

use super::{
    email::{EmailAddress, EmailError},
    phone::{Country, PhoneError, PhoneNumber},
    time,
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// Characters of a name or a free text at most: more than any name, less than what breaks a list.
pub const TEXT_MAX: usize = 500;

/// Characters of the label of a free field at most: what stands above a field without being cut.
pub const LABEL_MAX: usize = 40;

/// Fields of one ticket type at most: what a receptionist asks while a guest waits, and what a form shows.
pub const FIELDS_MAX: usize = 20;

/// Years that a living guest can have at most.
const AGE_MAX: i32 = 130;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldKind {
    /// E-mail address.
    Email,
    /// First name.
    FirstName,
    /// Surname.
    Surname,
    /// Date of birth, with the field's minimum age.
    Birthday,
    /// Gender.
    Gender,
    /// Mobile number.
    Mobile,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// Room number.
    Room,
    /// Number of an identity card or passport.
    Document,
    /// Anything else, by its label.
    Free(String),
}

/// A field that a ticket type asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What is asked.
    #[serde(rename = "field", with = "kind_by_key")]
    pub kind: FieldKind,
    /// Whether a ticket is refused without it (TX27).
    pub compulsory: bool,
    /// Years that a guest must have at least, for a birthday; 0 = any.
    #[serde(default)]
    pub minimum_age: u8,
}

/// Why a value is refused. Shown at its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Compulsory and empty (TX27).
    #[error("it is compulsory")]
    Required,
    /// The ticket type does not ask for it.
    #[error("this ticket type does not ask for it")]
    NotAsked,
    /// Too many characters.
    #[error("at most {max} characters")]
    TooLong {
        /// Allowed.
        max: usize,
    },
    /// No e-mail address.
    #[error(transparent)]
    Email(EmailError),
    /// No telephone number.
    #[error(transparent)]
    Phone(PhoneError),
    /// No date.
    #[error("this is no date: write it as 1980-05-31 or 31/05/1980")]
    NotADate,
    /// Born tomorrow, or more than 130 years ago.
    #[error("nobody who is alive was born on that day")]
    ImpossibleDate,
    /// Younger than the field allows.
    #[error("the guest must be {minimum} years old")]
    TooYoung {
        /// Years needed.
        minimum: u8,
    },
    /// None of the genders that are kept.
    #[error("write female, male or other")]
    NotAGender,
    /// No country.
    #[error("this is no country: write its two letters, as in ES")]
    NotACountry,
    /// Signs that no postal code, room or document number has.
    #[error("only letters, digits, blanks and - . / are possible here")]
    BadSigns,
}

/// Why a field of a ticket type cannot be as it was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldDefinitionError {
    /// A free field needs a label of 1 to [`LABEL_MAX`] characters without `:` and `=`.
    #[error("a free field needs a label of 1 to {LABEL_MAX} characters, without : and =")]
    BadLabel,
    /// Asked twice.
    #[error("the field `{0}` is there twice")]
    Twice(String),
    /// More than [`FIELDS_MAX`].
    #[error("a ticket type asks for at most {FIELDS_MAX} fields")]
    TooMany,
    /// After the name come `required`, `optional` or the minimum age of a birthday.
    #[error(
        "after the field's name come `required`, `optional` or, for a birthday, its minimum age: not `{0}`"
    )]
    BadOption(String),
    /// A minimum age at something else than a birthday.
    #[error("only a birthday has a minimum age")]
    AgeWithoutBirthday,
}

/// What the checks need to know of the house.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The local date.
    pub today: NaiveDate,
    /// Where the house is: numbers without a country code are of there.
    pub zone: time::Zone,
}

/// The refused fields, by key.
pub type FieldErrors = Vec<(String, FieldError)>;

/// The fields that have a meaning of their own, with their keys.
const KNOWN: [(&str, FieldKind); 10] = [
    ("email", FieldKind::Email),
    ("first_name", FieldKind::FirstName),
    ("surname", FieldKind::Surname),
    ("birthday", FieldKind::Birthday),
    ("gender", FieldKind::Gender),
    ("mobile", FieldKind::Mobile),
    ("postal_code", FieldKind::PostalCode),
    ("country", FieldKind::Country),
    ("room", FieldKind::Room),
    ("document", FieldKind::Document),
];

/// The genders that are kept.
pub const GENDERS: [&str; 3] = ["female", "male", "other"];

impl FieldKind {
    /// The fields that have a meaning of their own, in the order in which a form asks them.
    pub fn known() -> impl Iterator<Item = Self> {
        KNOWN.into_iter().map(|(_, kind)| kind)
    }

    /// The name under which its value is kept: for a free field its label.
    pub fn key(&self) -> &str {
        match self {
            Self::Free(label) => label,
            known => KNOWN
                .iter()
                .find(|(_, kind)| kind == known)
                .map_or("", |(key, _)| key),
        }
    }

    /// The field of a key.
    pub fn of_key(key: &str) -> Self {
        let known = KNOWN.iter().find(|(known, _)| *known == key);
        known.map_or_else(|| Self::Free(key.to_owned()), |(_, kind)| kind.clone())
    }

    /// The value in the form in which it is kept; `Ok("")` for nothing typed.
    ///
    /// Control characters go, runs of blanks become one. Mobile numbers are kept in E.164, dates of birth in ISO 8601,
    /// countries as ISO 3166-1 alpha-2; rooms, documents and postal codes in capitals, so that they are found again.
    pub fn normal(&self, typed: &str, setting: &Setting) -> Result<String, FieldError> {
        let text = tidy(typed);
        if text.is_empty() {
            return Ok(text);
        }
        match self {
            Self::Email => EmailAddress::parse(&text)
                .map(|address| address.as_str().to_owned())
                .map_err(FieldError::Email),
            Self::Birthday => birthday(&text, setting.today),
            Self::Gender => gender(&text),
            Self::Mobile => mobile(&text, setting.zone),
            Self::Country => super::country::alpha2(&text)
                .map(str::to_owned)
                .ok_or(FieldError::NotACountry),
            Self::PostalCode => signs(&text, 16),
            Self::Room => signs(&text, 20),
            Self::Document => signs(&text, 40),
            Self::FirstName | Self::Surname | Self::Free(_) => within(text, TEXT_MAX),
        }
    }
}

impl Field {
    /// A field that may stay empty.
    pub fn optional(kind: FieldKind) -> Self {
        Self {
            kind,
            compulsory: false,
            minimum_age: 0,
        }
    }

    /// A field that must be filled.
    pub fn compulsory(kind: FieldKind) -> Self {
        Self {
            compulsory: true,
            ..Self::optional(kind)
        }
    }

    /// Checks one value and brings it to the form in which it is kept.
    pub fn check(&self, typed: &str, setting: &Setting) -> Result<String, FieldError> {
        let value = self.kind.normal(typed, setting)?;
        if value.is_empty() {
            return if self.compulsory {
                Err(FieldError::Required)
            } else {
                Ok(value)
            };
        }
        if self.kind == FieldKind::Birthday && self.minimum_age > 0 {
            let old_enough = value
                .parse()
                .is_ok_and(|born| age(born, setting.today) >= i32::from(self.minimum_age));
            if !old_enough {
                return Err(FieldError::TooYoung {
                    minimum: self.minimum_age,
                });
            }
        }
        Ok(value)
    }
}

/// Checks all that was typed against what a ticket type asks; gives the values to keep, or every field that is refused.
pub fn check_all(
    asked: &[Field],
    given: &[(String, String)],
    setting: &Setting,
) -> Result<BTreeMap<String, String>, FieldErrors> {
    let mut values = BTreeMap::new();
    let mut errors = Vec::new();
    for field in asked {
        let key = field.kind.key();
        // Given twice, the last one counts.
        let typed = given.iter().rev().find(|(name, _)| name == key);
        match field.check(typed.map_or("", |(_, value)| value), setting) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                let _ = values.insert(key.to_owned(), value);
            }
            Err(error) => errors.push((key.to_owned(), error)),
        }
    }
    for (name, value) in given {
        let is_asked = asked.iter().any(|field| field.kind.key() == name);
        if !is_asked && !tidy(value).is_empty() {
            errors.push((name.clone(), FieldError::NotAsked));
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

/// Whether these fields can stand in one ticket type.
pub fn check_definition(fields: &[Field]) -> Result<(), FieldDefinitionError> {
    if fields.len() > FIELDS_MAX {
        return Err(FieldDefinitionError::TooMany);
    }
    let mut seen = std::collections::HashSet::new();
    for field in fields {
        let key = field.kind.key();
        if let FieldKind::Free(label) = &field.kind {
            let length = label.chars().count();
            let plain = !label.contains([':', '=']) && tidy(label) == *label;
            if length == 0 || length > LABEL_MAX || !plain {
                return Err(FieldDefinitionError::BadLabel);
            }
        }
        if !seen.insert(key.to_lowercase()) {
            return Err(FieldDefinitionError::Twice(key.to_owned()));
        }
        if field.minimum_age > 0 && field.kind != FieldKind::Birthday {
            return Err(FieldDefinitionError::AgeWithoutBirthday);
        }
    }
    Ok(())
}

/// `name`, `name:required`, `birthday:required:18`: as the command line writes a field.
impl FromStr for Field {
    type Err = FieldDefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split(':');
        let name = tidy(parts.next().unwrap_or_default());
        let mut field = Self::optional(FieldKind::of_key(&name));
        for option in parts {
            match (option, option.parse::<u8>()) {
                ("required", _) => field.compulsory = true,
                ("optional", _) => field.compulsory = false,
                (_, Ok(age)) => field.minimum_age = age,
                _ => return Err(FieldDefinitionError::BadOption(option.to_owned())),
            }
        }
        check_definition(std::slice::from_ref(&field))?;
        Ok(field)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.key())?;
        if self.compulsory {
            f.write_str(":required")?;
        }
        if self.minimum_age > 0 {
            write!(f, ":{}", self.minimum_age)?;
        }
        Ok(())
    }
}

/// A free field is told from the others by its key alone: no label may be one of theirs.
mod kind_by_key {
    use super::FieldKind;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(kind: &FieldKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.key())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<FieldKind, D::Error> {
        String::deserialize(from).map(|key| FieldKind::of_key(&key))
    }
}

/// A sign that turns the direction of writing, and of what stands beside it; or the mark that only begins a file.
pub(super) fn turns_writing(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Without control characters and outer blanks, each run of blanks one blank: what can be printed on one line. The
/// signs that turn the direction of writing go too, as they reach beyond the field; those that join letters stay.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    // A line feed or a tabulator parts words.
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}'));
    for part in parts {
        let before = tidy.len();
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        let start = tidy.len();
        tidy.extend(
            part.chars()
                .filter(|c| !c.is_control() && !turns_writing(*c)),
        );
        if tidy.len() == start {
            tidy.truncate(before);
        }
    }
    tidy
}

/// Years between two days.
fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i32::from(before_birthday)
}

fn birthday(text: &str, today: NaiveDate) -> Result<String, FieldError> {
    let born = date(text).ok_or(FieldError::NotADate)?;
    if born > today || age(born, today) > AGE_MAX {
        return Err(FieldError::ImpossibleDate);
    }
    Ok(born.format("%Y-%m-%d").to_string())
}

/// A date as people write it: year first, or day first.
pub fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.', ' ']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let number = |text: &str| -> Option<u32> {
        (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(
        i32::try_from(number(year)?).ok()?,
        number(month)?,
        number(day)?,
    )
}

fn gender(text: &str) -> Result<String, FieldError> {
    let lower = text.to_lowercase();
    let found = GENDERS
        .iter()
        .find(|gender| **gender == lower || (lower.len() == 1 && gender.starts_with(&lower)));
    found
        .map(|gender| (*gender).to_owned())
        .ok_or(FieldError::NotAGender)
}

fn mobile(text: &str, zone: time::Zone) -> Result<String, FieldError> {
    let home = Country::of_zone(zone.name());
    PhoneNumber::parse(text, home)
        .map(|number| number.as_str().to_owned())
        .map_err(FieldError::Phone)
}

fn signs(text: &str, max: usize) -> Result<String, FieldError> {
    let plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || " -./".contains(c));
    if !plain {
        return Err(FieldError::BadSigns);
    }
    within(text.to_uppercase(), max)
}

fn within(text: String, max: usize) -> Result<String, FieldError> {
    if text.chars().count() > max {
        Err(FieldError::TooLong { max })
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use proptest::prelude::*;

    fn setting() -> Setting {
        Setting {
            today: NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(),
            zone: chrono_tz::Europe::Madrid,
        }
    }

    #[test]
    fn each_field_has_its_normal_form() {
        use FieldKind as K;
        #[rustfmt::skip]
        let good = [
            (K::Email,      " Ana@Example.ORG ",     "Ana@example.org"),
            (K::FirstName,  " Ana\u{7}\tMaría\n",    "Ana María"),
            (K::Surname,    "O'Brien-Müller",        "O'Brien-Müller"),
            (K::Surname,    "\u{202E}עמית",          "עמית"),
            (K::Birthday,   "31/05/1980",            "1980-05-31"),
            (K::Birthday,   "1980-05-31",            "1980-05-31"),
            (K::Birthday,   "1.2.2000",              "2000-02-01"),
            (K::Birthday,   "29/02/2024",            "2024-02-29"),
            (K::Gender,     "F",                     "female"),
            (K::Gender,     "Other",                 "other"),
            (K::Mobile,     "600 11 22 33",          "+34600112233"),
            (K::Mobile,     "+44 7700 900123",       "+447700900123"),
            (K::PostalCode, "sw1a 1aa",              "SW1A 1AA"),
            (K::Country,    "es",                    "ES"),
            (K::Room,       " b  12 ",               "B 12"),
            (K::Document,   "x-1234567.z",           "X-1234567.Z"),
            (K::Free("Plate".into()), "=1+1",        "=1+1"),
            (K::Email,      " \t ",                  ""),
        ];
        for (kind, typed, kept) in good {
            let normal = kind.normal(typed, &setting());
            assert_eq!(normal.as_deref(), Ok(kept), "{kind:?} {typed:?}");
            // Kept, read and kept again it is the same.
            assert_eq!(
                kind.normal(kept, &setting()).as_deref(),
                Ok(kept),
                "{kind:?}"
            );
        }
        #[rustfmt::skip]
        let bad = [
            (K::Email,      "ana"),
            (K::Email,      "ana@localhost"),
            (K::Email,      "a na@example.org"),
            (K::Birthday,   "05/31/1980"),
            (K::Birthday,   "29/02/2023"),
            (K::Birthday,   "31/05/80"),
            (K::Birthday,   "2026-07-02"),
            (K::Birthday,   "1890-01-01"),
            (K::Birthday,   "yesterday"),
            (K::Gender,     "x"),
            (K::Mobile,     "12"),
            (K::Mobile,     "call me"),
            (K::Country,    "Spain"),
            (K::Room,       "12;DROP"),
            (K::Document,   "<b>"),
        ];
        for (kind, typed) in bad {
            assert!(
                kind.normal(typed, &setting()).is_err(),
                "{kind:?} {typed:?}"
            );
        }
        let long = "ñ".repeat(TEXT_MAX + 1);
        assert_eq!(
            K::Surname.normal(&long, &setting()),
            Err(FieldError::TooLong { max: TEXT_MAX })
        );
    }

    #[test]
    fn ages() {
        let field: Field = "birthday:18".parse().unwrap();
        let check = |born: &str| field.check(born, &setting()).is_ok();
        assert!(check("2008-07-01"), "eighteen today");
        assert!(!check("2008-07-02"), "eighteen tomorrow");
        assert!(check(""), "not compulsory");
        // Born on a leap day: a year older on 1 March.
        let setting = |month, day| Setting {
            today: NaiveDate::from_ymd_opt(2026, month, day).unwrap(),
            ..setting()
        };
        assert!(field.check("2008-02-29", &setting(2, 28)).is_err());
        assert!(field.check("2008-02-29", &setting(3, 1)).is_ok());
    }

    #[test]
    fn tx27() {
        let asked: Vec<Field> = ["first_name:required", "country"]
            .map(|text| text.parse().unwrap())
            .to_vec();
        let check = |given: &[(&str, &str)]| {
            let given: Vec<_> = given
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect();
            check_all(&asked, &given, &setting())
        };
        assert_eq!(
            check(&[]).unwrap_err(),
            [("first_name".to_owned(), FieldError::Required)]
        );
        assert_eq!(
            check(&[("first_name", " "), ("country", "Mars"), ("room", "1")]).unwrap_err(),
            [
                ("first_name".to_owned(), FieldError::Required),
                ("country".to_owned(), FieldError::NotACountry),
                ("room".to_owned(), FieldError::NotAsked),
            ],
            "all of them are told at once"
        );
        let kept = check(&[("first_name", "Ana"), ("first_name", "Bea")]).unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept.get("first_name").map(String::as_str), Some("Bea"));
    }

    #[test]
    fn definitions() {
        for text in [
            "",
            ":required",
            "a=b",
            "email:soon",
            "room:18",
            "birthday:300",
        ] {
            assert!(text.parse::<Field>().is_err(), "{text:?}");
        }
        for text in [
            "email",
            "email:required",
            "birthday:required:18",
            "Matrícula:required",
        ] {
            let field: Field = text.parse().unwrap();
            assert_eq!(field.to_string(), text);
            let json = serde_json::to_string(&field).unwrap();
            assert_eq!(serde_json::from_str::<Field>(&json).unwrap(), field);
        }
        let twice = ["Room", "room"].map(|text| text.parse().unwrap());
        assert!(
            check_definition(&twice).is_err(),
            "told apart by case alone"
        );
    }

    proptest! {
        #[test]
        fn what_is_tidy_stays_so_and_prints_on_one_line(text in ".{0,600}") {
            let once = tidy(&text);
            prop_assert_eq!(&tidy(&once), &once);
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }

        #[test]
        fn what_a_field_keeps_it_keeps(text in ".{0,30}", kind in 0_usize..10) {
            let kind = FieldKind::known().nth(kind).unwrap();
            if let Ok(kept) = kind.normal(&text, &setting()) {
                prop_assert_eq!(kind.normal(&kept, &setting()), Ok(kept));
            }
        }
    }
}
