//! Innkeeper: guest Wi-Fi from the front desk.
//!
//! # Map
//!
//! Each part uses only what stands to its right; a test (`tests/layers`) holds this.
//!
//! ```text
//! main → ui, cli → services → store, radius, gateways, voucher, delivery, licensing → domain
//!                  └────────────────── i18n: words ──────────────────┘
//! ```
//!
//! - [`domain`]: the rules: products, policies, tickets, allowances, the second at which an account must stop, the
//!   checks at login. Pure: no clock, no I/O, no SQL, no packet, no widget, so it cannot fail on the outside world.
//! - [`store`]: SQLite, the only place that knows our tables. One writer with group commit; secrets sealed, codes found
//!   by keyed hash. It knows no rule: what is due or allowed is decided in the domain and handed in.
//! - [`radius`]: packets, dictionary, the server and the Disconnect client; the only place that knows octets. It asks
//!   whatever implements [`radius::service::Service`] and knows no ticket.
//! - [`gateways`]: the controllers' own interfaces: what should be there, what is there, the plan between the two. It is
//!   given values and answers values; it knows no ticket, no store and no clock.
//! - [`voucher`]: one document model, one layout, drawn as PDF and as pixels. It knows no printer and no store.
//! - [`delivery`]: printers, mail servers, SMS gateways. It knows no ticket and no outbox: it is given a page or a text and
//!   says what became of it.
//! - [`licensing`]: signed papers, keys and whom to trust; what a licence means is a rule of the domain.
//! - [`services`]: use cases, the only place that joins the parts; and the [engine](services::engine), which is the
//!   RADIUS server on the store with the watch over time and changes.
//! - [`cli`] and [`ui`]: the faces. Neither holds a rule; only `ui` knows iced.
//! - [`i18n`]: words, checked by the compiler. The receptionist's language and the guest's are two different ones.
//!
//! # Invariants
//!
//! - Every change is one transaction that also appends to the event log. What must reach a gateway is a row of the
//!   outbox written in that same transaction; nothing leaves before the commit, and each row is carried out at least once.
//! - What was acknowledged to somebody outside (a printed ticket, an accounting record, the first Accept of a ticket)
//!   is on the disk before it is acknowledged. `kill -9` loses none of it.
//! - The RADIUS path answers from memory. Only the store's writer thread changes that memory for good, in the order of
//!   the commits, so memory and tables never disagree for longer than a commit.
//! - Accounting counters only grow: a repeated, late or reordered record changes nothing.
//! - Whichever process changes something, the engine knows within 200 ms and the screens with it: both follow commits.
//! - The window never waits: whatever can block is a task.

pub mod cli;
pub mod delivery;
pub mod domain;
pub mod gateways;
pub mod i18n;
pub mod licensing;
pub mod radius;
pub mod services;
pub mod store;
pub mod ui;
pub mod voucher;
