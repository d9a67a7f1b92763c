//! Names and stored numbers of the small enumerations, written down once.

/// The name is none of those that exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{given}`: one of {known}")]
pub struct UnknownName {
    /// What was asked for, in one word.
    pub what: &'static str,
    /// As it was given.
    pub given: String,
    /// Every name that exists.
    pub known: String,
}

/// Gives an enumeration its names (those of the command line and of JSON) and its stored numbers.
///
/// Stored numbers are for ever: a variant keeps its number, a new one takes the next.
macro_rules! names {
    ($type:ident, $what:literal, { $($variant:ident = $code:literal $name:literal),+ $(,)? }) => {
        impl $type {
            /// Every variant, in the order of its stored number.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in JSON and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The number under which it is stored.
            pub const fn code(self) -> u8 {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The variant of a stored number.
            pub const fn from_code(code: u8) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::domain::names::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(crate::domain::names::UnknownName {
                        what: $what,
                        given: text.to_owned(),
                        known: [$($name),+].join(", "),
                    }),
                }
            }
        }
    };
}

pub(super) use names;
