//! What is typed of a printer: every field as text, so that nothing typed is lost, and what it means.

use crate::{
    delivery::print::Target,
    services::printing::{self, PrintError, Printer, Settings},
    voucher::{CodePage, Letters, Paper},
};
use std::path::PathBuf;
use uuid::Uuid;

/// What kind of place pages go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A queue of CUPS, or a printer that speaks IPP.
    #[default]
    Queue,
    /// A receipt printer on the network.
    Network,
    /// A receipt printer at a device file.
    Device,
    /// A folder for PDF files.
    Folder,
    /// A printer that is set up in Windows.
    Spooler,
}

/// A field that text is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What people call it.
    Name,
    /// Where it is.
    Place,
    /// Dots across.
    Dots,
    /// Moved to the right, in millimetres.
    Right,
    /// Moved down, in millimetres.
    Down,
    /// The first free label.
    Label,
    /// The number of the table of letters.
    Number,
    /// Another print server.
    Scheduler,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The use case would refuse it.
    Refused(PrintError),
    /// Another printer is called so.
    Taken,
    /// No number from 0 to 255.
    Number,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) paper: Paper,
    pub(super) dots: String,
    pub(super) cut: bool,
    pub(super) drawer: bool,
    pub(super) table: Option<CodePage>,
    pub(super) number: String,
    pub(super) right: String,
    pub(super) down: String,
    pub(super) label: String,
    pub(super) fallback: Option<Uuid>,
}

impl Kind {
    pub(super) fn of(target: &Target) -> Self {
        match target {
            Target::Queue { .. } => Self::Queue,
            Target::Network { .. } => Self::Network,
            Target::Device { .. } => Self::Device,
            Target::Folder { .. } => Self::Folder,
            Target::Spooler { .. } => Self::Spooler,
        }
    }

    /// Whether this computer can print there.
    pub(super) fn is_here(self) -> bool {
        cfg!(windows) || self != Self::Spooler
    }

    /// Whether it is a receipt printer, which takes rolls alone.
    pub(super) fn is_receipt(self) -> bool {
        matches!(self, Self::Network | Self::Device)
    }

    fn usual_paper(self) -> Paper {
        if self.is_receipt() {
            Paper::Receipt80
        } else {
            Paper::A4
        }
    }
}

impl Draft {
    /// Of a printer that is added.
    pub(super) fn new() -> Self {
        Self {
            paper: Kind::default().usual_paper(),
            cut: true,
            label: "1".to_owned(),
            right: "0".to_owned(),
            down: "0".to_owned(),
            ..Self::default()
        }
    }

    /// Of a printer that is changed.
    pub(super) fn of(printer: &Printer) -> Self {
        let settings = &printer.settings;
        let number = settings.letters.and_then(|letters| letters.number);
        Self {
            kind: Kind::of(&settings.target),
            name: settings.name.clone(),
            place: settings.target.place(),
            paper: settings.paper,
            dots: settings
                .dots
                .map(|dots| dots.to_string())
                .unwrap_or_default(),
            cut: settings.cut,
            drawer: settings.drawer,
            table: settings.letters.map(|letters| letters.table),
            number: number.map(|number| number.to_string()).unwrap_or_default(),
            right: millimetres(settings.right),
            down: millimetres(settings.down),
            label: (settings.first_free + 1).to_string(),
            fallback: settings.fallback,
        }
    }

    /// Another kind of place: its paper follows, where the one before does not go with it.
    pub(super) fn set_kind(&mut self, kind: Kind) {
        if self.kind == kind {
            return;
        }
        if self.kind.is_receipt() != kind.is_receipt() {
            self.set_paper(kind.usual_paper());
        }
        self.kind = kind;
        self.place.clear();
    }

    /// Another paper begins with its first label.
    pub(super) fn set_paper(&mut self, paper: Paper) {
        if self.paper != paper {
            self.paper = paper;
            "1".clone_into(&mut self.label);
            self.dots.clear();
        }
    }

    /// The papers that go with the place.
    pub(super) fn papers(&self) -> impl Iterator<Item = Paper> {
        let receipt = self.kind.is_receipt();
        Paper::ALL
            .into_iter()
            .filter(move |paper| !receipt || paper.is_roll())
    }

    /// Where it is, if what is typed can be a place.
    pub(super) fn target(&self) -> Result<Target, PrintError> {
        let place = self.place.trim();
        let path = || PathBuf::from(place);
        let target = match self.kind {
            Kind::Queue => Target::Queue {
                uri: place.to_owned(),
            },
            Kind::Network => {
                Target::network(place).ok_or_else(|| PrintError::Address(place.to_owned()))?
            }
            Kind::Device => Target::Device { path: path() },
            Kind::Folder => Target::Folder { path: path() },
            Kind::Spooler => Target::Spooler {
                printer: place.to_owned(),
            },
        };
        printing::check(&Settings::new("-", target.clone()), None)?;
        Ok(target)
    }

    /// What is typed means; else what is wrong with which field, the first one first.
    pub(super) fn read(
        &self,
        taken: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Settings, Vec<(Field, Wrong)>> {
        let mut wrong = Vec::new();
        let target = self
            .target()
            .map_err(|error| wrong.push((Field::Place, Wrong::Refused(error))));
        // Each field is weighed in a printer that is good but for it.
        let folder = || Target::Folder { path: "/".into() };
        let good = || Settings::new("-", folder());
        let name = self.name.trim().to_lowercase();
        let mut others = taken.into_iter();
        if others.any(|other| other.as_ref().to_lowercase() == name) {
            wrong.push((Field::Name, Wrong::Taken));
        } else if let Err(error) = printing::check(&Settings::new(&self.name, folder()), None) {
            wrong.push((Field::Name, Wrong::Refused(error)));
        }
        let number = match self.number.trim() {
            "" => None,
            text => text
                .parse()
                .map_err(|_| wrong.push((Field::Number, Wrong::Number)))
                .ok(),
        };
        let dots = match self.dots.trim() {
            "" => None,
            text => text
                .parse()
                .ok()
                .filter(|dots| {
                    let dots = Some(*dots);
                    printing::check(&Settings { dots, ..good() }, None).is_ok()
                })
                .or_else(|| {
                    wrong.push((Field::Dots, Wrong::Refused(PrintError::Dots)));
                    None
                }),
        };
        let mut offset = |text: &str, field| {
            let right = tenths(text).filter(|right| {
                let right = *right;
                printing::check(&Settings { right, ..good() }, None).is_ok()
            });
            right.unwrap_or_else(|| {
                wrong.push((field, Wrong::Refused(PrintError::Offset)));
                0
            })
        };
        let (right, down) = (
            offset(&self.right, Field::Right),
            offset(&self.down, Field::Down),
        );
        let most = self.paper.per_page();
        let label = self.label.trim().parse::<usize>().ok();
        // A page of its own has no labels to count.
        let label = label.filter(|label| (1..=most).contains(label) || most == 1);
        if label.is_none() && most > 1 {
            let error = PrintError::FirstLabel(most);
            wrong.push((Field::Label, Wrong::Refused(error)));
        }
        let target = match target {
            Ok(target) if wrong.is_empty() => target,
            _ => return Err(wrong),
        };
        Ok(Settings {
            dots: dots.filter(|_| self.paper.is_roll()),
            cut: self.cut,
            drawer: self.drawer,
            right,
            down,
            fallback: self.fallback,
            letters: self
                .table
                .filter(|_| self.kind.is_receipt())
                .map(|table| Letters { table, number }),
            first_free: label.map_or(0, |label| label.clamp(1, most) - 1),
            paper: self.paper,
            ..Settings::new(&self.name, target)
        })
    }
}

/// Tenths of a millimetre as people write them: `-1.5`.
fn millimetres(tenths: i16) -> String {
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// Millimetres with a point or a comma, in tenths; nothing typed is 0. None if it is no such number.
fn tenths(text: &str) -> Option<i16> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    if text.is_empty() {
        return Some(0);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    if !is_number(whole) || !is_number(rest) || rest.len() != 1 {
        return None;
    }
    let tenths: i16 = format!("{whole}{rest}").parse().ok()?;
    Some(if negative { -tenths } else { tenths })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    #[test]
    fn millimetres_as_people_write_them() {
        for (text, expected) in [
            ("", Some(0)),
            ("0", Some(0)),
            ("1.5", Some(15)),
            ("-1,5", Some(-15)),
            ("−0.3", Some(-3)),
            ("12", Some(120)),
            ("1.55", None),
            ("x", None),
            ("1.", None),
            ("99999999", None),
        ] {
            assert_eq!(tenths(text), expected, "{text:?}");
        }
        for tenths in [-200, -15, -3, 0, 3, 10, 200] {
            assert_eq!(super::tenths(&millimetres(tenths)), Some(tenths));
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let good = Draft {
            name: "Desk".to_owned(),
            kind: Kind::Network,
            place: "192.168.1.50".to_owned(),
            paper: Paper::Receipt80,
            ..Draft::new()
        };
        let none: [&str; 0] = [];
        let settings = good.read(none).unwrap();
        assert_eq!(settings.target.place(), "192.168.1.50:9100");
        assert_eq!(settings.name, "Desk");
        let check = |change: fn(&mut Draft), taken: &[&str], expected| {
            let mut draft = good.clone();
            change(&mut draft);
            let wrong = draft.read(taken).unwrap_err();
            let fields: Vec<_> = wrong.iter().map(|(field, _)| *field).collect();
            assert_eq!(fields, [expected]);
        };
        assert_eq!(
            Draft::new().read(none).unwrap_err().len(),
            2,
            "place and name"
        );
        check(|draft| draft.name.clear(), &[], Field::Name);
        check(|_| {}, &["desk"], Field::Name);
        check(|draft| draft.place.clear(), &[], Field::Place);
        check(|draft| draft.place = "a b".to_owned(), &[], Field::Place);
        check(|draft| draft.dots = "many".to_owned(), &[], Field::Dots);
        check(|draft| draft.dots = "5000".to_owned(), &[], Field::Dots);
        check(|draft| draft.number = "256".to_owned(), &[], Field::Number);
        check(|draft| draft.down = "abc".to_owned(), &[], Field::Down);
        check(
            |draft| {
                draft.set_kind(Kind::Folder);
                draft.place = "relative".to_owned();
            },
            &[],
            Field::Place,
        );
        check(
            |draft| {
                draft.set_kind(Kind::Folder);
                draft.place = "/tmp".to_owned();
                draft.set_paper("l7160".parse().unwrap());
                draft.label = "22".to_owned();
            },
            &[],
            Field::Label,
        );
    }
}
