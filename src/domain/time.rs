//! Instants are UTC; wall clocks exist only together with the zone of the Location (RULES A28, "implementation trap").

/// A point in time. Whole seconds where a rule made it; never compared by wall clock.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// A zone of the tz database, for instance `Europe/Madrid`.
pub type Zone = chrono_tz::Tz;
