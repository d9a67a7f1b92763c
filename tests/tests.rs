//! Index of the tests.

/// The voucher as other programs read it: poppler, zbar.
mod voucher;
/// The widgets as a receptionist uses them, without a display; and what draws them to PNG.
mod ui;
