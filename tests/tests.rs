//! Index of the tests.

/// The voucher as other programs read it: poppler, zbar.
mod voucher;
// The RADIUS server over real sockets: codec vectors, malformed packets, duplicates, methods, radclient as peer.
mod radius;
