-- What accounts were sold. Saving a product or policy changes nothing for the guests who have it (RULES P38): each ticket
-- refers to a version of both, and versions are never changed. "Update the users" moves tickets to the newest version.

-- Product bodies (JSON) as they were at each change. A private version was made for one ticket alone: some of its values
-- were set by hand (a special ticket), and no update of users takes them away.
CREATE TABLE product_version (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    product  BLOB NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    private  INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX product_version_of ON product_version (product);
CREATE INDEX product_version_private ON product_version (id) WHERE private = 1;

-- Policy bodies likewise.
CREATE TABLE policy_version (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    policy  BLOB NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
    body    TEXT NOT NULL
) STRICT;
CREATE INDEX policy_version_of ON policy_version (policy);
CREATE INDEX policy_version_private ON policy_version (id) WHERE private = 1;

-- The current version; it only grows, so that an editor sees by it whether somebody else was quicker.
ALTER TABLE product ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE policy ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
INSERT INTO product_version (product, body) SELECT id, body FROM product;
INSERT INTO policy_version (policy, body) SELECT id, body FROM policy;
UPDATE product SET version = (SELECT id FROM product_version WHERE product = product.id);
UPDATE policy SET version = (SELECT id FROM policy_version WHERE policy = policy.id);

ALTER TABLE ticket ADD COLUMN product_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN policy_version INTEGER NOT NULL DEFAULT 0;
UPDATE ticket SET (product_version, policy_version) =
    (SELECT product.version, policy.version FROM product JOIN policy ON policy.id = product.policy
     WHERE product.id = ticket.product);

-- expires_at was set at the desk (an extension), not computed from the product: an update of users leaves it. The next
-- login or recharge that computes it takes the mark away.
ALTER TABLE ticket ADD COLUMN end_is_set INTEGER NOT NULL DEFAULT 0 CHECK (end_is_set IN (0, 1));

-- Work on many accounts that goes on after a crash: it moves its cursor in the transaction of each batch. Nothing refers to
-- the product: a job may outlive it.
CREATE TABLE job (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('users', 'policy')),
    product          BLOB    NOT NULL,
    product_version  INTEGER NOT NULL, -- what the accounts are brought to
    policy_version   INTEGER NOT NULL,
    actor            TEXT    NOT NULL,
    started_at       INTEGER NOT NULL,
    total            INTEGER NOT NULL, -- accounts counted at the start
    done             INTEGER NOT NULL DEFAULT 0, -- accounts looked at
    changed          INTEGER NOT NULL DEFAULT 0, -- accounts that were not up to date
    last_serial      INTEGER NOT NULL DEFAULT 0, -- tickets up to this serial are done
    ended_at         INTEGER,
    cancelled        INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1))
) STRICT;
CREATE INDEX job_running ON job (id) WHERE ended_at IS NULL;

-- The accounts of a product that can still change, in the order of a job; and how many live under which policy. All of
-- them are counted by the second.
CREATE INDEX ticket_live_of_product ON ticket (product, serial, policy_version) WHERE status < 2;
DROP INDEX ticket_of_product;
CREATE INDEX ticket_of_product ON ticket (product, policy_version);
