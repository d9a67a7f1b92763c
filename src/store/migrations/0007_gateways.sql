-- Gateways' own interfaces: how they are reached, what waits for them, how they stand.

-- How the interface is reached (JSON, domain::gateway::link::Link); NULL: a RADIUS client alone.
ALTER TABLE gateway ADD COLUMN link TEXT;
ALTER TABLE gateway ADD COLUMN link_password_sealed BLOB;
-- Tickets are kept there as users of its own.
ALTER TABLE gateway ADD COLUMN holds_users INTEGER NOT NULL DEFAULT 0 CHECK (holds_users IN (0, 1));

-- How the keeping of a gateway stands. `seq` is the last row of gateway_change that it has.
CREATE TABLE gateway_keeping (
    gateway  BLOB PRIMARY KEY REFERENCES gateway (id),
    seq      INTEGER NOT NULL,
    body     TEXT    NOT NULL -- JSON, domain::gateway::link::Keeping
) STRICT;

-- The outbox of all gateways in one: what changed that they must hear of, in its order and in the transaction of the change.
-- A gateway has heard of everything up to its `seq`, so that one change of a ticket is one row however many gateways
-- there are, and a gateway that was away catches up in order. Rows that all have heard of are forgotten.
CREATE TABLE gateway_change (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket  BLOB -- NULL: products, policies, the gateway itself
) STRICT;
CREATE INDEX gateway_change_of_ticket ON gateway_change (ticket, seq) WHERE ticket IS NOT NULL;

-- New tickets are noted by the program: an INSERT without a trigger needs no journal of its own (0001).
CREATE TRIGGER gateway_ticket AFTER UPDATE OF status, valid_from, expires_at, devices, total_seconds, total_bytes,
    baseline_seconds, baseline_bytes, credentials_sealed, product_version, policy_version ON ticket
WHEN EXISTS (SELECT 1 FROM gateway WHERE holds_users = 1 AND removed_at IS NULL) BEGIN
    INSERT INTO gateway_change (ticket) VALUES (new.id);
END;
CREATE TRIGGER gateway_new_product AFTER INSERT ON product BEGIN
    INSERT INTO gateway_change (ticket) VALUES (NULL);
END;
CREATE TRIGGER gateway_product AFTER UPDATE OF version, policy, archived ON product BEGIN
    INSERT INTO gateway_change (ticket) VALUES (NULL);
END;
CREATE TRIGGER gateway_policy AFTER UPDATE OF version, archived ON policy BEGIN
    INSERT INTO gateway_change (ticket) VALUES (NULL);
END;

-- Tickets that a gateway does not take as they are, and why: shown, and tried again at each look.
CREATE TABLE gateway_refusal (
    gateway  BLOB NOT NULL REFERENCES gateway (id),
    ticket   BLOB NOT NULL,
    why      TEXT NOT NULL, -- JSON
    PRIMARY KEY (ticket, gateway)
) STRICT, WITHOUT ROWID;
