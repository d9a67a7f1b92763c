//! A RouterOS export (`/ip hotspot user export`, or a whole `/export`): its lines, joined, split and unescaped.
//!
//! Understood are the menus in which guests are kept: `/ip hotspot user`, User Manager of version 7 (`/user-manager user`
//! with `/user-manager user-profile`) and of version 6 (`/tool user-manager user`). Other menus and other commands
//! than `add` are passed over: a whole export of a router may be given.

use super::{Found, Lines, number_of_bytes, seconds_of, yes};
use std::collections::HashMap;

/// What one `add` says, by property.
type Properties = HashMap<String, String>;

/// The menus that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Menu {
    HotspotUser,
    Manager7User,
    Manager7UserProfile,
    Manager6User,
    Other,
}

impl Menu {
    fn of(path: &str) -> Self {
        let path = path.trim_matches('/').replace('/', " ");
        match path.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["ip", "hotspot", "user"] => Self::HotspotUser,
            ["user-manager", "user"] => Self::Manager7User,
            ["user-manager", "user-profile"] => Self::Manager7UserProfile,
            ["tool", "user-manager", "user"] => Self::Manager6User,
            _ => Self::Other,
        }
    }
}

/// Whether a text looks like an export rather than a table.
pub(super) fn is_export(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .any(|line| line.starts_with('/') || line.starts_with("add ") || line == "add")
}

/// The users of an export, with the number of the line on which each begins.
pub(super) fn read(text: &str) -> Lines {
    // A file that begins with `add` was cut out of the menu of the hotspot's users.
    let mut menu = Menu::HotspotUser;
    let mut lines = Lines::default();
    let mut profiles: HashMap<String, String> = HashMap::new();
    for (number, line) in joined(text) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let command = match line.strip_prefix('/') {
            None => line,
            Some(rest) => {
                // The menu ends where its command begins; commands of one line carry both.
                let end = [" add ", " set ", " remove ", " print"]
                    .iter()
                    .filter_map(|command| rest.find(command))
                    .min()
                    .unwrap_or(rest.len());
                let (path, command) = rest.split_at_checked(end).unwrap_or((rest, ""));
                menu = Menu::of(path);
                command.trim_start()
            }
        };
        if menu == Menu::Other {
            continue;
        }
        let Some(properties) = command.strip_prefix("add") else {
            continue;
        };
        if !properties.is_empty() && !properties.starts_with(char::is_whitespace) {
            continue;
        }
        let Some(properties) = properties_of(properties) else {
            lines
                .broken
                .push((number, "a quotation mark is missing".to_owned()));
            continue;
        };
        if menu == Menu::Manager7UserProfile {
            if let (Some(user), Some(profile)) = (properties.get("user"), properties.get("profile"))
            {
                let _ = profiles.insert(user.clone(), profile.clone());
            }
            continue;
        }
        lines.found.push(found(number, menu, &properties));
    }
    for found in &mut lines.found {
        if found.profile.is_none() {
            found.profile = found
                .name
                .as_ref()
                .and_then(|name| profiles.get(name))
                .cloned();
        }
    }
    lines
}

fn found(number: usize, menu: Menu, properties: &Properties) -> Found {
    let text = |names: &[&str]| {
        let value = names.iter().find_map(|name| properties.get(*name));
        value.filter(|value| !value.is_empty()).cloned()
    };
    let profile = match menu {
        Menu::HotspotUser => Some(text(&["profile"]).unwrap_or_else(|| "default".to_owned())),
        _ => text(&["actual-profile", "profile", "group"]),
    };
    Found {
        line: number,
        name: text(&["name", "username"]),
        password: text(&["password"]),
        profile,
        comment: text(&["comment"]),
        disabled: properties.get("disabled").is_some_and(|value| yes(value)),
        used_seconds: text(&["uptime", "uptime-used"]).and_then(|text| seconds_of(&text)),
        upload: text(&["bytes-in", "upload-used"]).and_then(|text| number_of_bytes(&text)),
        download: text(&["bytes-out", "download-used"]).and_then(|text| number_of_bytes(&text)),
    }
}

/// Lines with their continuations: a line that ends in `\` goes on in the next, whose indentation does not count.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut joined: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        // An even number of them is an escaped backslash at the end.
        let slashes = line.len() - line.trim_end_matches('\\').len();
        let goes_on = slashes % 2 == 1;
        let part = if goes_on {
            line.strip_suffix('\\').unwrap_or(line)
        } else {
            line
        };
        match joined.last_mut().filter(|_| open) {
            Some((_, whole)) => whole.push_str(part.trim_start()),
            None => joined.push((number, part.to_owned())),
        }
        open = goes_on;
    }
    joined
}

/// `name=value name="value with blanks" !flag`: the properties; none where a quotation mark is never closed.
fn properties_of(text: &str) -> Option<Properties> {
    let mut properties = Properties::new();
    let mut rest = text.chars().peekable();
    loop {
        while rest.next_if(|one| one.is_whitespace()).is_some() {}
        let mut name = String::new();
        while let Some(one) = rest.next_if(|one| *one != '=' && !one.is_whitespace()) {
            name.push(one);
        }
        if rest.peek().is_none() {
            return Some(properties);
        }
        if rest.next_if_eq(&'=').is_none() {
            continue;
        }
        let mut value = String::new();
        let quoted = rest.next_if_eq(&'"').is_some();
        loop {
            match rest.next() {
                None if quoted => return None,
                None => break,
                Some('"') if quoted => break,
                Some('\\') => value.extend(escaped(&mut rest)),
                Some(one) if !quoted && one.is_whitespace() => break,
                Some(one) => value.push(one),
            }
        }
        let _ = properties.insert(name, value);
    }
}

/// What stands after a backslash: one of the letters of RouterOS, two hexadecimal digits (an octet of the character set
/// of the router, of which the first half is ASCII and the rest is read as Latin-1), or the sign itself.
fn escaped(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    let one = rest.next()?;
    Some(match one {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '_' | 'a' | 'b' | 'f' | 'v' => ' ',
        _ => {
            let second = rest.peek().copied().and_then(|two| two.to_digit(16));
            match (hex(one), second) {
                (Some(high), Some(low)) => {
                    let _ = rest.next();
                    char::from_u32(high * 16 + low)?
                }
                _ => one,
            }
        }
    })
}

/// RouterOS writes the digits of octets in capitals; small letters are other escapes.
fn hex(one: char) -> Option<u32> {
    one.to_digit(16).filter(|_| !one.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;

    #[test]
    fn quotes_escapes_and_continuations() {
        let text = "# 2026-05-01 12:00:00 by RouterOS 7.15\r\n/ip hotspot user\r\nadd comment=\"Room \\\"12\\\" \\\\ caf\\E9\" \\\r\n    disabled=no name=ana password=\"p w\\$1\" \\\r\n    profile=1h\r\nadd name=bob\r\n";
        let lines = read(text);
        assert!(lines.broken.is_empty());
        let [ana, bob] = lines.found.as_slice() else {
            panic!("two users: {lines:?}")
        };
        assert_eq!((ana.line, ana.name.as_deref()), (3, Some("ana")));
        assert_eq!(ana.password.as_deref(), Some("p w$1"));
        assert_eq!(ana.comment.as_deref(), Some("Room \"12\" \\ café"));
        assert_eq!(ana.profile.as_deref(), Some("1h"));
        assert_eq!((bob.line, bob.profile.as_deref()), (6, Some("default")));
    }

    #[test]
    fn menus() {
        let text = "/interface bridge\nadd name=bridge1\n/ip/hotspot/user add name=one profile=a\n/ip hotspot user profile\nadd name=1h\n/ip hotspot user\nset [ find default=yes ] comment=x\nadd name=two\n/tool user-manager user\nadd customer=admin username=three actual-profile=b\n/user-manager user\nadd name=four\nadd name=five group=g\n/user-manager user-profile\nadd user=four profile=c\n";
        let found: Vec<_> = read(text)
            .found
            .into_iter()
            .map(|one| (one.line, one.name.unwrap(), one.profile.unwrap()))
            .collect();
        let expected = [
            (3, "one", "a"),
            (8, "two", "default"),
            (10, "three", "b"),
            (12, "four", "c"),
            (13, "five", "g"),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(line, name, profile)| (line, name.to_owned(), profile.to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_open_quote_is_one_broken_line() {
        let lines = read("/ip hotspot user\nadd name=\"ana\nadd name=bob\n");
        assert_eq!(lines.broken.len(), 1);
        assert_eq!(lines.broken[0].0, 2);
        assert_eq!(lines.found.len(), 1);
    }
}
