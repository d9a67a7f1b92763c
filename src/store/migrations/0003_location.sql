-- The Location as the seeds' domain: authentication, products on sale, recharges, notices.

-- Authentication mode (domain::location::AuthMode), and what the modes without registration need.
ALTER TABLE location ADD COLUMN auth_mode TEXT NOT NULL DEFAULT 'operator_registration';
ALTER TABLE location ADD COLUMN shared_name TEXT;
ALTER TABLE location ADD COLUMN simple_password_sealed BLOB;
ALTER TABLE location ADD COLUMN free_product BLOB REFERENCES product (id);
-- Money: separators of prices, and the tax rate included in them, in thousandths of a per cent.
ALTER TABLE location ADD COLUMN decimal_separator TEXT NOT NULL DEFAULT 'default';
ALTER TABLE location ADD COLUMN thousands_separator TEXT NOT NULL DEFAULT 'default';
ALTER TABLE location ADD COLUMN tax_thousandths INTEGER NOT NULL DEFAULT 0 CHECK (tax_thousandths BETWEEN 0 AND 100000);
-- Check-out on the wall of the Location, in minutes from midnight; and the minutes after it.
ALTER TABLE location ADD COLUMN check_out_min INTEGER NOT NULL DEFAULT 660 CHECK (check_out_min BETWEEN 0 AND 1439);
ALTER TABLE location ADD COLUMN grace_min INTEGER NOT NULL DEFAULT 0 CHECK (grace_min BETWEEN 0 AND 1440);
-- Grows with each change of the row by a person.
ALTER TABLE location ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- What the Location has settled of a product. Without any row every product is offered at its list price.
CREATE TABLE location_product (
    product      BLOB    PRIMARY KEY REFERENCES product (id),
    purchasable  INTEGER NOT NULL CHECK (purchasable IN (0, 1)),
    assignable   INTEGER NOT NULL CHECK (assignable IN (0, 1)),
    price        INTEGER NOT NULL CHECK (price >= 0),
    frequency    TEXT    NOT NULL,
    position     INTEGER NOT NULL
) STRICT;

-- Automatic free users (source 7) are hidden from the issued list: facets tell them apart, and their few or many
-- serials are counted by an index of their own.
DROP INDEX ticket_facets;
CREATE INDEX ticket_facets ON ticket (serial, kind, status, devices, connections, source);
CREATE INDEX ticket_automatic ON ticket (serial) WHERE source = 7;

-- Notices of upcoming expiry: the expiry for which one was decided (sent, or found to be none). Another expiry, by
-- whomever it is written, puts the ticket back into the index, so the sweep looks at nothing else.
ALTER TABLE ticket ADD COLUMN noticed_expiry INTEGER;
CREATE INDEX ticket_to_notice ON ticket (expires_at)
    WHERE status = 1 AND expires_at IS NOT NULL AND noticed_expiry IS NOT expires_at;

-- Recharges and subscriptions

-- Period, anchor and paid periods of an account held by subscription (JSON of domain::subscription::Subscription); NULL
-- = its product was bought once.
ALTER TABLE ticket ADD COLUMN subscription TEXT;

-- The products that an account has held, the last row being the one that it holds now. Written from its first recharge
-- on; before that the ticket itself says all. `product` is the product's JSON as it was, so that removing a product
-- leaves the history.
CREATE TABLE assignment (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    account            BLOB    NOT NULL,
    product            TEXT    NOT NULL,
    at                 INTEGER NOT NULL,
    actor              TEXT    NOT NULL,
    price              INTEGER NOT NULL,
    recovered_seconds  INTEGER NOT NULL,
    recovered_bytes    INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_of_account ON assignment (account, id);

-- Payments of subscriptions that were taken in, by the reference of whoever sent them: the same one counts once.
CREATE TABLE renewal (
    reference  TEXT    PRIMARY KEY,
    account    BLOB    NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

-- When something was last heard from a gateway, and from addresses that no gateway has.
CREATE TABLE contact (
    gateway  BLOB,
    address  TEXT,
    at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_of_gateway ON contact (gateway) WHERE gateway IS NOT NULL;
CREATE UNIQUE INDEX contact_of_address ON contact (address) WHERE address IS NOT NULL;
