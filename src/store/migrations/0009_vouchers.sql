-- Tickets whose code a gateway chooses.

-- The ticket has the code that this gateway chose. Without a row it still has one of ours, which is good for nothing there.
CREATE TABLE gateway_voucher (
    ticket  BLOB    NOT NULL,
    gateway BLOB    NOT NULL REFERENCES gateway (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (ticket, gateway)
) STRICT, WITHOUT ROWID;
