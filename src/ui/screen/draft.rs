//! What is typed in a form, field by field as text: so that nothing typed is lost, whatever it is, and so that three
//! versions of one thing (as it was opened, as it is typed, as another desk saved it) can be laid side by side.

use crate::{
    domain::money::{Currency, Money, MoneyError},
    t,
    ui::{context::Context, widget::Verdict},
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The texts of the fields. A field that is not there is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft<F: Ord>(BTreeMap<F, String>);

impl<F: Ord + Clone> Draft<F> {
    /// With these texts.
    pub(super) fn new(texts: impl IntoIterator<Item = (F, String)>) -> Self {
        let mut draft = Self(BTreeMap::new());
        for (field, text) in texts {
            draft.set(field, text);
        }
        draft
    }

    /// What stands in a field.
    pub(super) fn get(&self, field: &F) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Types into a field.
    pub(super) fn set(&mut self, field: F, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            let _ = self.0.remove(&field);
        } else {
            let _ = self.0.insert(field, text);
        }
    }

    /// The fields that have text.
    pub(super) fn fields(&self) -> impl Iterator<Item = &F> {
        self.0.keys()
    }

    /// The fields that differ.
    pub(super) fn differing(&self, other: &Self) -> Vec<F> {
        let mut fields: Vec<_> = self.fields().chain(other.fields()).cloned().collect();
        fields.sort();
        fields.dedup();
        fields.retain(|field| self.get(field) != other.get(field));
        fields
    }
}

/// A draft, what it was opened on, and what another desk has saved meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit<F: Ord> {
    /// As it was opened, or as the newest version is that this desk knows of.
    pub(super) before: Draft<F>,
    /// As it is typed.
    pub(super) mine: Draft<F>,
    /// What another desk made of it meanwhile; while it is here, nothing is saved.
    contest: Option<Sides<F>>,
}

/// Two desks changed the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sides<F: Ord> {
    /// As the other desk saved it.
    theirs: Draft<F>,
    /// As it was typed here, so that a choice can be taken back.
    own: Draft<F>,
}

impl<F: Ord + Clone> Edit<F> {
    /// Opened on this.
    pub(super) fn of(before: Draft<F>) -> Self {
        Self {
            mine: before.clone(),
            before,
            contest: None,
        }
    }

    /// Something was typed that is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.before != self.mine
    }

    /// Another desk has saved it: what this desk did not touch becomes theirs, what both changed waits for a choice.
    pub(super) fn meanwhile(&mut self, theirs: Draft<F>) {
        let own = self.mine.clone();
        for field in self.before.differing(&theirs) {
            if self.mine.get(&field) == self.before.get(&field) {
                self.mine.set(field.clone(), theirs.get(&field));
            }
        }
        self.contest = Some(Sides { theirs, own });
    }

    /// What another desk changed waits for choices.
    pub(super) fn is_contested(&self) -> bool {
        self.contest.is_some()
    }

    /// The fields that the other desk changed; the choice of each is [`Edit::takes_theirs`].
    pub(super) fn contested(&self) -> Vec<F> {
        match &self.contest {
            Some(sides) => self.before.differing(&sides.theirs),
            None => Vec::new(),
        }
    }

    /// What stands in a field: on the other desk, and as it was typed here.
    pub(super) fn both(&self, field: &F) -> (&str, &str) {
        self.contest.as_ref().map_or(("", ""), |sides| {
            (sides.theirs.get(field), sides.own.get(field))
        })
    }

    /// Takes the other desk's value of a field, or the own one.
    pub(super) fn choose(&mut self, field: F, theirs: bool) {
        if let Some(sides) = &self.contest {
            let from = if theirs { &sides.theirs } else { &sides.own };
            let text = from.get(&field).to_owned();
            self.mine.set(field, text);
        }
    }

    /// Whether the draft has the other desk's value.
    pub(super) fn takes_theirs(&self, field: &F) -> bool {
        self.contest
            .as_ref()
            .is_some_and(|sides| sides.theirs.get(field) == self.mine.get(field))
    }

    /// The choices are made: from now on it is typed over what the other desk saved.
    pub(super) fn settle(&mut self) {
        if let Some(sides) = self.contest.take() {
            self.before = sides.theirs;
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It has to be filled.
    Empty,
    /// What it names was put away.
    PutAway,
    /// It is longer than so many characters.
    Long(usize),
    /// It has blanks where none may be.
    Blank,
    /// Something else has this code.
    Taken,
    /// It is no whole number.
    Whole,
    /// It is below zero.
    Negative,
    /// It is more than this.
    Most(u64),
    /// It is no number, with or without decimals.
    Number,
    /// It has more decimals than the currency.
    Decimals(u8),
    /// It is no tag of a language.
    Language,
    /// No attribute of a dictionary.
    Attribute,
    /// The attribute takes no such value; what it takes.
    Value(String),
}

impl Wrong {
    /// In words.
    pub(super) fn words(&self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::Empty => t!(words, "wrong-empty"),
            Self::PutAway => t!(words, "wrong-put-away"),
            Self::Long(max) => t!(words, "wrong-long", max = max.to_string()),
            Self::Blank => t!(words, "wrong-blank"),
            Self::Taken => t!(words, "wrong-taken"),
            Self::Whole | Self::Decimals(0) => t!(words, "wrong-whole"),
            Self::Negative => t!(words, "wrong-negative"),
            Self::Most(most) => t!(words, "wrong-most", most = context.number(*most)),
            Self::Number => t!(words, "wrong-number"),
            Self::Decimals(most) => t!(words, "wrong-decimals", most = most.to_string()),
            Self::Language => t!(words, "wrong-language"),
            Self::Attribute => t!(words, "wrong-attribute"),
            Self::Value(expected) => t!(words, "wrong-value", expected = expected.as_str()),
        }
    }

    /// As the verdict of its field.
    pub(super) fn verdict<'a>(&self, context: &Context) -> Verdict<'a> {
        Verdict::error(self.words(context))
    }
}

/// What is wrong with which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistakes<F>(Vec<(F, Wrong)>);

impl<F: PartialEq + Clone> Mistakes<F> {
    /// None yet.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// The value, or a note of what is wrong with its field.
    pub(super) fn keep<T>(&mut self, field: F, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.0.push((field, wrong))).ok()
    }

    /// What is wrong with this field.
    pub(super) fn of(&self, field: &F) -> Option<&Wrong> {
        let (_, wrong) = self.0.iter().find(|(one, _)| one == field)?;
        Some(wrong)
    }

    /// The first field in which something is wrong.
    pub(super) fn first(&self) -> Option<&F> {
        self.0.first().map(|(field, _)| field)
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// All.
    #[cfg(test)]
    pub(super) fn all(&self) -> &[(F, Wrong)] {
        &self.0
    }
}

/// A whole number from 0 to `most`; nothing typed is 0.
pub(super) fn quantity(text: &str, most: u32) -> Result<i64, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(0);
    }
    let (negative, digits) = text
        .strip_prefix(['-', '−'])
        .map_or((false, text), |digits| (true, digits));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Whole);
    }
    if negative && digits.bytes().any(|digit| digit != b'0') {
        return Err(Wrong::Negative);
    }
    match digits.parse() {
        Ok(number) if number <= i64::from(most) => Ok(number),
        _ => Err(Wrong::Most(most.into())),
    }
}

/// A whole number that may be negative; nothing typed is 0.
pub(super) fn months(text: &str) -> Result<i32, Wrong> {
    let text = text.trim().replace('−', "-");
    if text.is_empty() {
        return Ok(0);
    }
    let digits = text.strip_prefix('-').unwrap_or(&text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Whole);
    }
    text.parse()
        .map_err(|_| Wrong::Most(i32::MAX.unsigned_abs().into()))
}

/// A number with a decimal point or comma that may be negative; nothing typed is 0.
pub(super) fn decimal(text: &str) -> Result<Decimal, Wrong> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    if text.is_empty() {
        return Ok(Decimal::ZERO);
    }
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let shape = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !shape || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Number);
    }
    if digits.bytes().filter(|byte| *byte == b'.').count() > 1 {
        return Err(Wrong::Number);
    }
    Decimal::from_str_exact(&text).map_err(|_| Wrong::Long(27))
}

/// An amount of money from zero, with a decimal point or comma; nothing typed is zero.
pub(super) fn amount(text: &str, currency: Currency) -> Result<Money, Wrong> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    if text.is_empty() {
        return Ok(Money::zero(currency));
    }
    match Money::parse(&text, currency) {
        Ok(money) if money.minor < 0 => Err(Wrong::Negative),
        Ok(money) => Ok(money),
        Err(MoneyError::TooPrecise { decimals, .. }) => Err(Wrong::Decimals(decimals)),
        Err(_)
            if text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.') =>
        {
            Err(Wrong::Most(i64::MAX.unsigned_abs() / 100))
        }
        Err(_) => Err(Wrong::Number),
    }
}

/// A code: visible characters without blanks, not one of `taken`.
pub(super) fn code(text: &str, max: usize, taken: &[&str]) -> Result<String, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        Err(Wrong::Empty)
    } else if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Err(Wrong::Blank)
    } else if text.chars().count() > max {
        Err(Wrong::Long(max))
    } else if taken.contains(&text) {
        Err(Wrong::Taken)
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_type_them() {
        #[rustfmt::skip]
        let whole = [
            ("", Ok(0)), (" 60 ", Ok(60)), ("0", Ok(0)), ("-0", Ok(0)),
            ("abc", Err(Wrong::Whole)), ("1,5", Err(Wrong::Whole)), ("1.5", Err(Wrong::Whole)), ("-", Err(Wrong::Whole)),
            ("-1", Err(Wrong::Negative)), ("−1", Err(Wrong::Negative)), ("+1", Err(Wrong::Whole)),
            ("4294967295", Ok(4_294_967_295)), ("4294967296", Err(Wrong::Most(4_294_967_295))),
            ("99999999999999999999999", Err(Wrong::Most(4_294_967_295))),
        ];
        for (text, wanted) in whole {
            assert_eq!(quantity(text, u32::MAX), wanted, "{text:?}");
        }
        #[rustfmt::skip]
        let decimals = [
            ("", Ok("0")), ("1,5", Ok("1.5")), ("1.5", Ok("1.5")), ("-0,5", Ok("-0.5")), (",5", Ok("0.5")),
            ("1e3", Err(Wrong::Number)), ("x", Err(Wrong::Number)), ("1.2.3", Err(Wrong::Number)), ("-", Err(Wrong::Number)),
            ("99999999999999999999999999999999", Err(Wrong::Long(27))),
        ];
        for (text, wanted) in decimals {
            let wanted = wanted.map(|number: &str| number.parse::<Decimal>().unwrap());
            assert_eq!(decimal(text), wanted, "{text:?}");
        }
        #[rustfmt::skip]
        let whole_months = [
            ("", Ok(0)), ("-1", Ok(-1)), ("12", Ok(12)), ("1,5", Err(Wrong::Whole)), ("x", Err(Wrong::Whole)),
            ("9999999999", Err(Wrong::Most(2_147_483_647))),
        ];
        for (text, wanted) in whole_months {
            assert_eq!(months(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn amounts_as_people_type_them() {
        let euro = Currency(*b"EUR");
        let check = |text, wanted: Result<i64, Wrong>| {
            assert_eq!(
                amount(text, euro).map(|money| money.minor),
                wanted,
                "{text:?}"
            );
        };
        check("", Ok(0));
        check("9,99", Ok(999));
        check("9.9", Ok(990));
        check("-1", Err(Wrong::Negative));
        check("ten", Err(Wrong::Number));
        check("1.005", Err(Wrong::Decimals(2)));
        check(
            "99999999999999999999",
            Err(Wrong::Most(i64::MAX.unsigned_abs() / 100)),
        );
    }

    #[test]
    fn codes() {
        let check = |text, wanted: Result<&str, Wrong>| {
            assert_eq!(
                code(text, 5, &["old"]),
                wanted.map(str::to_owned),
                "{text:?}"
            );
        };
        check(" new ", Ok("new"));
        check("", Err(Wrong::Empty));
        check("a b", Err(Wrong::Blank));
        check("toolong", Err(Wrong::Long(5)));
        check("old", Err(Wrong::Taken));
    }

    #[test]
    fn what_the_other_desk_changed_is_taken_unless_both_did() {
        let draft = |texts: [&str; 3]| {
            Draft::new(
                texts
                    .into_iter()
                    .enumerate()
                    .map(|(at, text)| (at, text.to_owned())),
            )
        };
        let mut edit = Edit::of(draft(["a", "b", "c"]));
        edit.mine = draft(["a", "mine", "mine too"]);
        edit.meanwhile(draft(["theirs", "theirs too", "c"]));
        assert_eq!(edit.mine, draft(["theirs", "mine", "mine too"]));
        assert_eq!(edit.contested(), [0, 1]);
        assert!(edit.takes_theirs(&0) && !edit.takes_theirs(&1));
        assert_eq!(edit.both(&1), ("theirs too", "mine"));
        edit.choose(1, true);
        assert!(edit.takes_theirs(&1));
        edit.choose(1, false);
        edit.settle();
        assert_eq!(edit.before, draft(["theirs", "theirs too", "c"]));
        assert!(edit.contested().is_empty() && edit.is_changed());
    }
}
