-- Delivery: printers, and the state of what the outbox carries to guests.

-- How a row of the outbox stands. 'under_way' is written before anything leaves, so that after a crash it is known that
-- something may have left. `job` is what the other side calls it: by this it is asked what became of it.
ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'under_way', 'delivered', 'failed', 'cancelled'));
ALTER TABLE outbox ADD COLUMN job TEXT;
UPDATE outbox SET state = 'delivered' WHERE done_at IS NOT NULL;
-- A ticket shows its deliveries.
CREATE INDEX outbox_of_subject ON outbox (subject, created_at);
-- What is listed by kind, newest first.
CREATE INDEX outbox_of_kind ON outbox (kind, created_at);

-- Which tickets a row is about that is about several, such as a sheet of cards.
CREATE TABLE outbox_ticket (
    ticket  BLOB NOT NULL,
    row     BLOB NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    PRIMARY KEY (ticket, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_ticket_of_row ON outbox_ticket (row);

-- The printers of the house. `body` is JSON (domain::printer::Printer); `position` 1 is the default.
CREATE TABLE printer (
    id        BLOB PRIMARY KEY,
    name      TEXT    NOT NULL UNIQUE,
    body      TEXT    NOT NULL,
    position  INTEGER NOT NULL
) STRICT;

-- Pictures of the house by name, such as its logo: PNG files, made small enough for paper.
CREATE TABLE picture (
    name     TEXT PRIMARY KEY,
    content  BLOB NOT NULL
) STRICT;
