//! A list of names as a spreadsheet puts it on the clipboard: one guest a line.

use crate::{
    domain::{
        fields::{self, FieldKind},
        time::Instant,
    },
    services::{
        Error,
        issue::{BATCH_MAX, House, Quote, Request},
    },
};

/// What stands in a column of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// Whom the ticket is for.
    UserId,
    /// An extra field of the ticket type.
    Field(FieldKind),
    /// Nothing that a ticket keeps.
    Ignored,
}

/// A line of the list.
#[derive(Debug)]
pub struct NameLine {
    /// Its number in what was pasted, from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// What it asks for.
    pub request: Request,
    /// What would be issued for it, or why nothing would.
    pub verdict: Result<Quote, Error>,
}

/// A pasted list, understood.
#[derive(Debug)]
pub struct NameList {
    /// What each column is taken for. Change one and parse again with [`parse_names`].
    pub columns: Vec<Column>,
    /// The heads, if the first line is one.
    pub heads: Option<Vec<String>>,
    /// The lines with something in them.
    pub lines: Vec<NameLine>,
}

impl NameList {
    /// The requests of the lines that can be issued.
    pub fn good(&self) -> Vec<Request> {
        let good = self.lines.iter().filter(|line| line.verdict.is_ok());
        good.map(|line| line.request.clone()).collect()
    }

    /// The lines that cannot.
    pub fn bad(&self) -> impl Iterator<Item = &NameLine> {
        self.lines.iter().filter(|line| line.verdict.is_err())
    }
}

/// Understands a pasted list: `template` is the request of which each line fills user ID and extra fields. Without
/// `columns`, they are recognised by their heads, or else taken in the order of the form.
pub fn parse_names(
    house: &House,
    now: Instant,
    template: &Request,
    text: &str,
    columns: Option<Vec<Column>>,
) -> NameList {
    let rows = rows_of(text);
    let first = rows.first().map(|(_, cells)| cells.clone());
    let by_head = first.as_deref().and_then(|cells| heads(house, cells));
    let heads = by_head.is_some().then(|| first.unwrap_or_default());
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let columns = columns
        .or(by_head)
        .unwrap_or_else(|| in_order(house, width));
    let lines = rows
        .into_iter()
        .skip(usize::from(heads.is_some()))
        // One more than a batch takes: the list is then refused as a whole, and nobody on it is lost.
        .take(BATCH_MAX as usize + 1)
        .map(|(number, cells)| {
            let request = request_of(&columns, &cells, template);
            NameLine {
                number,
                verdict: house.quote(now, &request),
                request,
                cells,
            }
        })
        .collect();
    NameList {
        columns,
        heads,
        lines,
    }
}

/// The text of a file that a spreadsheet saved: UTF-8, UTF-16 with its mark ("Unicode text"), or else Windows-1252.
pub fn text_of(bytes: &[u8]) -> String {
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).skip(1);
        let units = units.filter_map(|two| two.try_into().ok().map(pair));
        char::decode_utf16(units)
            .map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // The letters of western Europe stand at their Latin-1 places; what Windows put into 80–9F is of no name
            // but for a few letters, which are named here.
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x8a => 'Š',
        0x8c => 'Œ',
        0x8e => 'Ž',
        0x91 | 0x92 => '’',
        0x9a => 'š',
        0x9c => 'œ',
        0x9e => 'ž',
        0x9f => 'Ÿ',
        other => char::from(other),
    }
}

fn request_of(columns: &[Column], cells: &[String], template: &Request) -> Request {
    let mut request = template.clone();
    let mut user_id: Vec<&str> = Vec::new();
    for (column, cell) in columns.iter().zip(cells) {
        match column {
            Column::UserId => user_id.push(cell),
            Column::Field(kind) => request.fields.push((kind.key().to_owned(), cell.clone())),
            Column::Ignored => {}
        }
    }
    let typed = user_id.join(" ");
    if !typed.trim().is_empty() {
        request.user_id = typed;
    } else if request.user_id.is_empty() {
        // A list of first names and surnames says whom the tickets are for.
        let value = |kind: FieldKind| {
            let of = |(key, value): &(String, String)| (key == kind.key()).then(|| value.clone());
            request.fields.iter().rev().find_map(of).unwrap_or_default()
        };
        let names = [
            value(FieldKind::Room),
            value(FieldKind::FirstName),
            value(FieldKind::Surname),
        ];
        request.user_id = fields::tidy(&names.join(" "));
    }
    request
}

/// The columns by the heads of the first line: it is one if a cell of it names something that the ticket keeps, and no
/// cell looks like a value.
fn heads(house: &House, cells: &[String]) -> Option<Vec<Column>> {
    let columns: Vec<Column> = cells.iter().map(|cell| column_of(house, cell)).collect();
    let known = columns.iter().any(|column| *column != Column::Ignored);
    let plain = cells
        .iter()
        .all(|cell| !cell.contains('@') && !cell.chars().any(|c| c.is_ascii_digit()));
    (known && plain).then_some(columns)
}

/// What a head means, in the languages of the window.
fn column_of(house: &House, head: &str) -> Column {
    const USER: [&str; 15] = [
        "user id",
        "user_id",
        "userid",
        "user",
        "name",
        "guest",
        "usuario",
        "huésped",
        "nombre completo",
        "utente",
        "ospite",
        "nome completo",
        "full name",
        "cliente",
        "id",
    ];
    #[rustfmt::skip]
    const KNOWN: [(FieldKind, &[&str]); 10] = [
        (FieldKind::Email, &["e-mail", "email", "mail", "correo", "correo electrónico", "posta elettronica"]),
        (FieldKind::FirstName, &["first name", "firstname", "given name", "nombre", "nome", "vorname"]),
        (FieldKind::Surname, &["surname", "last name", "lastname", "family name", "apellido", "apellidos", "cognome"]),
        (FieldKind::Birthday, &["birthday", "date of birth", "birth date", "fecha de nacimiento", "nacimiento", "data di nascita"]),
        (FieldKind::Gender, &["gender", "sex", "género", "sexo", "genere", "sesso"]),
        (FieldKind::Mobile, &["mobile", "phone", "telephone", "cell", "móvil", "teléfono", "cellulare", "telefono"]),
        (FieldKind::PostalCode, &["postal code", "postcode", "zip", "zip code", "código postal", "cap"]),
        (FieldKind::Country, &["country", "país", "paese", "nazione"]),
        (FieldKind::Room, &["room", "room number", "habitación", "camera", "stanza"]),
        (FieldKind::Document, &["document", "passport", "id card", "documento", "pasaporte", "dni", "passaporto"]),
    ];
    let wanted = fields::tidy(head).to_lowercase();
    let asked = house.ticket_type.fields.iter();
    let exact = asked
        .clone()
        .find(|field| field.kind.key().to_lowercase() == wanted);
    if let Some(field) = exact {
        return Column::Field(field.kind.clone());
    }
    // What an export of this program calls them, and what people do.
    let means = |(kind, names): &(FieldKind, &[&str])| {
        kind.key() == wanted || names.contains(&wanted.as_str())
    };
    for (kind, names) in KNOWN {
        if means(&(kind.clone(), names)) && house.ticket_type.asks(&kind) {
            return Column::Field(kind);
        }
    }
    // A house that asks no name and no room takes them for the user ID.
    let is_name = KNOWN.iter().any(|known| {
        let (FieldKind::FirstName | FieldKind::Surname | FieldKind::Room) = known.0 else {
            return false;
        };
        means(known)
    });
    if USER.contains(&wanted.as_str()) || is_name {
        Column::UserId
    } else {
        Column::Ignored
    }
}

/// Without heads: one column is the user ID, more are the user ID and the fields in the order of the form. Where nothing
/// is asked, all belong to the user ID: a room and a name, a surname and a first name.
fn in_order(house: &House, width: usize) -> Vec<Column> {
    let fields = house.ticket_type.fields.iter();
    if fields.len() == 0 {
        return vec![Column::UserId; width.max(1)];
    }
    let mut columns = vec![Column::UserId];
    columns.extend(fields.map(|field| Column::Field(field.kind.clone())));
    columns.resize(width.max(1), Column::Ignored);
    columns
}

/// The lines with something in them, each with its number and its cells. Parted by the tabulator if there is one, as
/// spreadsheets paste it, else by the semicolon or the comma; cells in quotes may hold any of them, and line feeds.
fn rows_of(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.trim_start_matches('\u{FEFF}');
    let head = text.split(['\n', '\r']).next().unwrap_or_default();
    let separator = ['\t', ';', ',']
        .into_iter()
        .find(|separator| head.contains(*separator))
        .unwrap_or('\t');
    let mut rows = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut line, mut began) = (false, 1, 1);
    let mut signs = text.chars().peekable();
    let mut end_row = |cells: &mut Vec<String>, cell: &mut String, began: usize| {
        cells.push(fields::tidy(&std::mem::take(cell)));
        let row = std::mem::take(cells);
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push((began, row));
        }
    };
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                let _ = signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            // Of "\r\n" the line feed ends the line; alone, as old spreadsheets write it, the return does.
            '\r' if signs.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                line += 1;
                if quoted {
                    cell.push(' ');
                } else {
                    end_row(&mut cells, &mut cell, began);
                    began = line;
                }
            }
            _ if sign == separator && !quoted => {
                cells.push(fields::tidy(&std::mem::take(&mut cell)));
            }
            _ => cell.push(sign),
        }
    }
    end_row(&mut cells, &mut cell, began);
    rows
}
