//! Which computer a Location runs on.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A computer, by a digest of what its system calls it: tells two apart and names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Machine(pub [u8; 16]);

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|one| write!(f, "{one:02x}"))
    }
}
