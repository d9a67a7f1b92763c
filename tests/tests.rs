//! Index of the tests.

/// Every worked example of the rules has a test under its number.
mod examples;
/// Gateways: mock controllers, proof that they are honest, and the drivers against them and against real peers.
mod gateways;
/// Who may know whom (DESIGN's layers), read from the sources.
mod layers;
/// E-mail and SMS to real peers: a mail server whose mailbox is read, Kannel with its fake SMSC.
mod messages;
/// Printing to real peers: CUPS, a recorder of ESC/POS, printers that fail.
mod printing;
/// The RADIUS server over real sockets: codec vectors, malformed packets, duplicates, methods, radclient as peer.
mod radius;
/// The program from outside: the whole story, every command, what goes wrong, `kill -9`.
mod story;
/// The widgets as a receptionist uses them, without a display; and what draws them to PNG.
mod ui;
/// The voucher as other programs read it: poppler, zbar.
mod voucher;
/// The three word files against each other and against the sources.
mod words;
