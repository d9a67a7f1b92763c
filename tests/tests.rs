//! Index of the tests: one binary, as linking is what integration tests cost here.

/// The RADIUS server over real sockets: codec vectors, malformed packets, duplicates, methods, radclient as peer.
mod radius;
/// The widgets and screens as a receptionist uses them, without a display; and what draws them to PNG.
mod ui;
/// The voucher as other programs read it: poppler, zbar.
mod voucher;
