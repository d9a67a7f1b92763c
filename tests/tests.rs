//! Index of the tests.

// The RADIUS server over real sockets: codec vectors, malformed packets, duplicates, methods, radclient as peer.
mod radius;
