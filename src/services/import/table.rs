//! A table of users as WinBox, User Manager and tools around MikroTik write it: CSV with a head, parted by comma,
//! semicolon or tab.

use super::{Found, Lines, number_of_bytes, seconds_of, yes};

/// What a column holds, by the names that go round for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Password,
    Profile,
    Comment,
    Disabled,
    Uptime,
    Upload,
    Download,
}

impl Column {
    fn of(head: &str) -> Option<Self> {
        let head: String = head
            .trim()
            .trim_start_matches('\u{feff}')
            .to_lowercase()
            .chars()
            .map(|one| if matches!(one, '-' | '_') { ' ' } else { one })
            .collect();
        Some(match head.as_str() {
            "name" | "user" | "username" | "user name" | "login" | "code" | "voucher" => Self::Name,
            "password" | "pass" | "pwd" => Self::Password,
            "profile" | "user profile" | "actual profile" | "group" | "plan" => Self::Profile,
            "comment" | "note" | "remarks" => Self::Comment,
            "disabled" => Self::Disabled,
            "uptime" | "uptime used" => Self::Uptime,
            "bytes in" | "upload" | "upload used" => Self::Upload,
            "bytes out" | "download" | "download used" => Self::Download,
            _ => return None,
        })
    }
}

/// The users of a table; nothing but a broken first line where its head names no user.
pub(super) fn read(text: &str) -> Lines {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    let delimiter = [b';', b'\t']
        .into_iter()
        .filter(|sign| count(*sign) > 0)
        .max_by_key(|sign| count(*sign))
        .filter(|sign| count(*sign) >= count(b','))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut lines = Lines::default();
    let mut columns: Option<Vec<Option<Column>>> = None;
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                lines
                    .broken
                    .push((usize::try_from(line).unwrap_or(1), error.to_string()));
                continue;
            }
        };
        line = line_of(text, record.position(), (&mut counted, line));
        let Some(columns) = &columns else {
            let named: Vec<_> = record.iter().map(Column::of).collect();
            if !named.contains(&Some(Column::Name)) {
                let why = "the first line must name the columns: name, password, profile";
                lines.broken.push((line, why.to_owned()));
                return lines;
            }
            columns = Some(named);
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |wanted: Column| {
            let place = columns.iter().position(|column| *column == Some(wanted))?;
            let text = record.get(place)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        lines.found.push(Found {
            line,
            name: cell(Column::Name),
            password: cell(Column::Password),
            profile: cell(Column::Profile),
            comment: cell(Column::Comment),
            disabled: cell(Column::Disabled).is_some_and(|text| yes(&text)),
            used_seconds: cell(Column::Uptime).and_then(|text| seconds_of(&text)),
            upload: cell(Column::Upload).and_then(|text| number_of_bytes(&text)),
            download: cell(Column::Download).and_then(|text| number_of_bytes(&text)),
        });
    }
    lines
}

/// The line on which a record begins: the reader counts the end of a line that CRLF ends with the next record, and empty
/// lines before a record with it. `counted` octets are known to lie before line `line`.
fn line_of(
    text: &str,
    position: Option<&csv::Position>,
    (counted, line): (&mut usize, usize),
) -> usize {
    let octets = text.as_bytes();
    let start = position.map_or(0, csv::Position::byte);
    let mut end = usize::try_from(start).unwrap_or(usize::MAX).max(*counted);
    while octets
        .get(end)
        .is_some_and(|octet| matches!(octet, b'\r' | b'\n'))
    {
        end += 1;
    }
    let passed = octets.get(*counted..end).unwrap_or_default();
    *counted = end;
    let text = String::from_utf8_lossy(passed);
    line + text.matches('\n').count()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;

    #[test]
    fn heads_and_delimiters() {
        for text in [
            "Name,Password,Profile,Uptime\nana,\"p,1\",1h,00:20:00\n",
            "\u{feff}username;password;profile;uptime-used\r\nana;p,1;1h;20m\r\n",
            "Comment\tUser\tpass\tgroup\tUPTIME\nx\tana\tp,1\t1h\t1200\n",
        ] {
            let lines = read(text);
            assert!(lines.broken.is_empty(), "{lines:?}");
            let one = &lines.found[0];
            assert_eq!(
                (one.line, one.name.as_deref(), one.password.as_deref()),
                (2, Some("ana"), Some("p,1"))
            );
            assert_eq!(
                (one.profile.as_deref(), one.used_seconds),
                (Some("1h"), Some(1200))
            );
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = ["name,profile", "", "ana,\"a", "b\"", "eva,c", ""].join(end);
            let found: Vec<_> = read(&text).found.into_iter().map(|one| one.line).collect();
            assert_eq!(found, [3, 5]);
        }
    }

    #[test]
    fn no_head_no_users() {
        let lines = read("ana,secret,1h\n");
        assert_eq!((lines.found.len(), lines.broken.len()), (0, 1));
    }
}
