//! Vouchers of tickets: what stands on them, drawn to a file.

use super::{Actor, Error, Result};
use crate::{
    domain::{
        expiry,
        product::Product,
        ticket::{self, Ticket},
        time::Instant,
    },
    i18n::Language,
    store::{Reader, Store},
    voucher::{Paper, Renderer, VoucherData},
};
use serde_json::json;
use std::path::Path;
