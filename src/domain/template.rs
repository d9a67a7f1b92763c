//! Texts with places to fill in: `Welcome to {location}`.

/// Why a text cannot be used as a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A name between braces that stands for nothing here.
    #[error("{{{0}}} stands for nothing here")]
    Unknown(String),
    /// A brace without its partner.
    #[error("a {{ has no }}")]
    Open,
}

/// Fills in a template: each `{name}` becomes what `value` answers for it. A brace that no letter follows is a brace, so
/// that JSON can be written as it is.
pub fn fill(
    template: &str,
    mut value: impl FnMut(&str) -> Option<String>,
) -> Result<String, TemplateError> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        if !after.starts_with(char::is_alphabetic) {
            filled.push('{');
            rest = after;
            continue;
        }
        let (name, after) = after.split_once('}').ok_or(TemplateError::Open)?;
        if name.contains(['{', '\n']) {
            return Err(TemplateError::Open);
        }
        filled.push_str(&value(name).ok_or_else(|| TemplateError::Unknown(name.to_owned()))?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Whether a template has only names of this list.
pub fn check(template: &str, names: &[&str]) -> Result<(), TemplateError> {
    fill(template, |name| names.contains(&name).then(String::new)).map(drop)
}

/// The names in a template that can be filled in.
pub fn names(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    let _ = fill(template, |name| {
        names.push(name.to_owned());
        Some(String::new())
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(template: &str) -> Result<String, TemplateError> {
        fill(template, |name| match name {
            "code" => Some("ABCDE".to_owned()),
            "odd" => Some("{code}".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn names_are_filled_in_once() {
        #[rustfmt::skip]
        let table = [
            ("",                 Ok("")),
            ("Code {code}.",     Ok("Code ABCDE.")),
            ("{code}{code}",     Ok("ABCDEABCDE")),
            // What is filled in is text, not template.
            ("{odd}",            Ok("{code}")),
            ("{\"a\": \"{code}\"}", Ok("{\"a\": \"ABCDE\"}")),
            ("{{code}}",         Ok("{ABCDE}")),
            ("100 } {}",         Ok("100 } {}")),
            ("{Code}",           Err(TemplateError::Unknown("Code".to_owned()))),
            ("{who}",            Err(TemplateError::Unknown("who".to_owned()))),
            ("{code",            Err(TemplateError::Open)),
            ("{a {code}",        Err(TemplateError::Open)),
        ];
        for (template, expected) in table {
            assert_eq!(
                filled(template).as_deref(),
                expected.as_deref(),
                "{template}"
            );
        }
        assert_eq!(names("a {b} {c} {b}"), ["b", "c", "b"]);
        assert_eq!(
            check("{a} {b}", &["a"]),
            Err(TemplateError::Unknown("b".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn what_has_no_brace_stays(text in "[^{]*") {
            prop_assert_eq!(filled(&text), Ok(text.clone()));
        }
    }
}
