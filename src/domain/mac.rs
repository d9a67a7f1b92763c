//! MAC addresses, in whatever dress a gateway sends them.

use serde::{Deserialize, Serialize};

/// A 48-bit MAC address. Compared after normalisation: `AA-BB-CC-00-11-22`, `aabb.cc00.1122` are one device (LX03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mac(pub [u8; 6]);
