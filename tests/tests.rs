//! Index of the tests.

/// The widgets as a receptionist uses them, without a display; and what draws them to PNG.
mod ui;
