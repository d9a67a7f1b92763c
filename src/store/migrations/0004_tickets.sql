-- Tickets whole: ticket types with their fields, batches, outside references, the guest register.

-- What the guest reads; empty = the name.
ALTER TABLE ticket_type ADD COLUMN label TEXT NOT NULL DEFAULT '';
-- Random characters of its codes, and what stands before them.
ALTER TABLE ticket_type ADD COLUMN code_length INTEGER NOT NULL DEFAULT 10;
ALTER TABLE ticket_type ADD COLUMN code_prefix TEXT NOT NULL DEFAULT '';
-- JSON of domain::fields::Field, in the order of the form.
ALTER TABLE ticket_type ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';
-- JSON of domain::ticket_type::Channel: those that are offered, and those of them that Enter means.
ALTER TABLE ticket_type ADD COLUMN channels TEXT NOT NULL DEFAULT '["print"]';
ALTER TABLE ticket_type ADD COLUMN preselected TEXT NOT NULL DEFAULT '["print"]';
ALTER TABLE ticket_type ADD COLUMN hotkey INTEGER CHECK (hotkey BETWEEN 1 AND 9);
UPDATE ticket_type SET preselected = '[]' WHERE print_on_issue = 0;
ALTER TABLE ticket_type DROP COLUMN print_on_issue;
-- So far the place on the desk was the key.
UPDATE ticket_type SET hotkey = position
WHERE archived = 0 AND position BETWEEN 1 AND 9
  AND id = (SELECT min(o.id) FROM ticket_type o WHERE o.archived = 0 AND o.position = ticket_type.position);
CREATE UNIQUE INDEX ticket_type_by_hotkey ON ticket_type (hotkey) WHERE archived = 0 AND hotkey IS NOT NULL;

-- Tickets that were issued together, under a name.
CREATE TABLE batch (
    id          BLOB PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    created_at  INTEGER NOT NULL,
    actor       TEXT    NOT NULL
) STRICT;
CREATE INDEX batch_by_created ON batch (created_at);

ALTER TABLE ticket ADD COLUMN batch BLOB REFERENCES batch (id);
CREATE INDEX ticket_of_batch ON ticket (batch, serial) WHERE batch IS NOT NULL;

-- How a source outside (a payment, a booking, a request of the REST interface) names what the ticket was issued for: the
-- same one twice gives one ticket (TX31).
ALTER TABLE ticket ADD COLUMN reference TEXT;
CREATE UNIQUE INDEX ticket_by_reference ON ticket (source, reference) WHERE reference IS NOT NULL;

-- The room among the extra fields, for "this room already has a live ticket".
ALTER TABLE ticket ADD COLUMN room TEXT GENERATED ALWAYS AS (json_extract(fields, '$.room')) VIRTUAL;
CREATE INDEX ticket_live_room ON ticket (room, serial) WHERE status < 2 AND room IS NOT NULL;

-- When the guest's data were taken off a ticket, and the tickets that still have them, by the end of their validity.
ALTER TABLE ticket ADD COLUMN erased_at INTEGER;
ALTER TABLE ticket ADD COLUMN ended_at INTEGER GENERATED ALWAYS AS (
    CASE status WHEN 2 THEN ifnull(lapses_at, first_login_at) WHEN 3 THEN cancelled_at END) VIRTUAL;
CREATE INDEX ticket_to_erase ON ticket (ended_at, serial)
WHERE erased_at IS NULL AND status >= 2 AND (user_id <> '' OR fields IS NOT NULL);

-- The guest register (T9): one row for the first accepted login of a ticket with extra fields.
CREATE TABLE guest (
    id             BLOB PRIMARY KEY,
    ticket         BLOB    NOT NULL UNIQUE REFERENCES ticket (id),
    registered_at  INTEGER NOT NULL,
    fields         TEXT    NOT NULL, -- JSON, as on the ticket; {} once erased
    search         TEXT    NOT NULL, -- every value and the user ID in small letters, each after a line feed
    erased_at      INTEGER
) STRICT;
CREATE INDEX guest_by_registered ON guest (registered_at);

-- Filters of the list that somebody gave a name.
CREATE TABLE saved_filter (
    name  TEXT PRIMARY KEY,
    body  TEXT NOT NULL -- JSON of store::Filter
) STRICT;
