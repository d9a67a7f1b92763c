//! Index of the tests.

/// The voucher as other programs read it: poppler, zbar.
mod voucher;
