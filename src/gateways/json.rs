//! Fields of answers in JSON, whose types change from version to version and from vendor to vendor.

use serde_json::Value;

/// A field as text, whatever its type; nothing where it is missing.
pub(super) fn word(object: &Value, name: &str) -> String {
    match object.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

/// A yes or no as text; what is missing is no.
pub(super) fn flag(object: &Value, name: &str) -> &'static str {
    match object.get(name) {
        Some(Value::Bool(true)) => "true",
        _ => "false",
    }
}

/// A number for a request; what is none becomes nothing.
pub(super) fn number(text: &str) -> Value {
    text.parse::<u64>().map_or(Value::Null, Value::from)
}
