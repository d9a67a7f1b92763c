-- The first schema.
--
-- Instants are UTC, in milliseconds since 1970 (INTEGER). Money is in minor units; its currency is the Location's.
-- Volumes are bytes, durations seconds. Ids are UUIDv7 as 16-byte blobs. A column ending in _sealed holds
-- XChaCha20-Poly1305 (nonce first); one ending in _hash holds HMAC-SHA256 under the key of the data folder, by which a
-- secret is found without being readable.

-- One site. This version keeps exactly one row.
CREATE TABLE location (
    id                    BLOB PRIMARY KEY,
    name                  TEXT    NOT NULL,
    time_zone             TEXT    NOT NULL,
    currency              TEXT    NOT NULL,
    sector                TEXT    NOT NULL CHECK (sector IN ('hospitality', 'other')),
    rooms                 INTEGER,
    aps                   INTEGER,
    language              TEXT    NOT NULL DEFAULT 'en',
    ssid                  TEXT,
    wifi_password_sealed  BLOB,
    login_url             TEXT,
    -- The next ticket's serial; only ever grows, so a serial is never reused (TX14).
    next_serial           INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Terms of the Location's licence. The evaluation term is written by `init`.
CREATE TABLE licence (
    location    BLOB    NOT NULL REFERENCES location (id),
    starts_at   INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL,
    evaluation  INTEGER NOT NULL CHECK (evaluation IN (0, 1))
) STRICT;

-- Options shared by products. `body` is the policy's JSON (domain::policy::Policy).
CREATE TABLE policy (
    id        BLOB PRIMARY KEY,
    code      TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    archived  INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;
-- A code names one policy; an archived one gives its code back.
CREATE UNIQUE INDEX policy_by_code ON policy (code) WHERE archived = 0;

-- What a guest may use. `body` is the product's JSON (domain::product::Product). A product in use is archived, not deleted.
CREATE TABLE product (
    id        BLOB PRIMARY KEY,
    code      TEXT    NOT NULL,
    policy    BLOB    NOT NULL REFERENCES policy (id),
    body      TEXT    NOT NULL,
    archived  INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX product_by_code ON product (code) WHERE archived = 0;
CREATE INDEX product_of_policy ON product (policy);

-- The desk's tiles.
CREATE TABLE ticket_type (
    id                BLOB PRIMARY KEY,
    name              TEXT    NOT NULL,
    format            TEXT    NOT NULL CHECK (format IN ('single', 'variable', 'special')),
    product           BLOB    NOT NULL REFERENCES product (id),
    price             INTEGER NOT NULL,
    price_per_day     INTEGER,
    devices           INTEGER NOT NULL CHECK (devices >= 1),
    credentials       TEXT    NOT NULL CHECK (credentials IN ('code', 'pair')),
    use_within_days   INTEGER NOT NULL,
    print_on_issue    INTEGER NOT NULL DEFAULT 1,
    user_id_required  INTEGER NOT NULL,
    position          INTEGER NOT NULL,
    archived          INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX ticket_type_by_name ON ticket_type (name) WHERE archived = 0;
CREATE INDEX ticket_type_of_product ON ticket_type (product);

-- What was issued, with the account that it owns: they are one to one, and the list reads both in one go.
CREATE TABLE ticket (
    id                      BLOB PRIMARY KEY,
    serial                  INTEGER NOT NULL UNIQUE,
    created_at              INTEGER NOT NULL,
    user_id                 TEXT    NOT NULL,
    user_id_lower           TEXT    NOT NULL, -- for the filter: NOCASE would know the letters of English only
    kind                    INTEGER NOT NULL, -- order of domain::ticket::Kind
    source                  INTEGER NOT NULL, -- order of domain::ticket::Source
    ticket_type             BLOB REFERENCES ticket_type (id),
    price                   INTEGER NOT NULL,
    devices                 INTEGER NOT NULL,
    -- 0 no use, 1 in use, 2 expired, 3 cancelled. A row whose lapses_at has passed counts as expired even before the
    -- sweep has written it.
    status                  INTEGER NOT NULL DEFAULT 0,
    valid_from              INTEGER,
    valid_until             INTEGER,
    use_by                  INTEGER,
    first_login_at          INTEGER,
    expires_at              INTEGER,
    -- When the ticket leaves No use or In use by itself: use_by, valid_until or expires_at, whichever counts now.
    lapses_at               INTEGER,
    cancelled_at            INTEGER,
    cancel_reason           TEXT,
    fields                  TEXT, -- extra fields as JSON, NULL when none

    connections             INTEGER NOT NULL DEFAULT 0,
    session_seconds         INTEGER NOT NULL DEFAULT 0,
    upload_bytes            INTEGER NOT NULL DEFAULT 0,
    download_bytes          INTEGER NOT NULL DEFAULT 0,

    account                 BLOB    NOT NULL UNIQUE,
    product                 BLOB    NOT NULL REFERENCES product (id),
    product_assigned_at     INTEGER NOT NULL,
    product_first_login_at  INTEGER,
    -- Lifetime counters when the product was assigned: totals count from there.
    baseline_seconds        INTEGER NOT NULL DEFAULT 0,
    baseline_bytes          INTEGER NOT NULL DEFAULT 0,
    -- Total allowance of the product plus what a recharge took over; NULL = infinite.
    total_seconds           INTEGER,
    total_bytes             INTEGER,
    -- HMAC of the user name in its look-up form.
    username_hash           BLOB    NOT NULL,
    credentials_sealed      BLOB    NOT NULL
) STRICT;

-- Credentials identify one ticket among the live ones of the Location (TX26): 0 no use, 1 in use.
CREATE UNIQUE INDEX ticket_live_username ON ticket (username_hash) WHERE status < 2;
-- The filters of RULES T20. Ranges come from an index of their own; what has few values (type, status, devices,
-- connections) is held in memory, three bytes a ticket, and ticket_facets is what that is read from (store/facets.rs).
CREATE INDEX ticket_by_created ON ticket (created_at, serial);
CREATE INDEX ticket_by_user_id ON ticket (user_id_lower, serial);
CREATE INDEX ticket_by_first_login ON ticket (first_login_at, serial) WHERE first_login_at IS NOT NULL;
CREATE INDEX ticket_by_username ON ticket (username_hash, serial);
CREATE INDEX ticket_facets ON ticket (serial, kind, status, devices, connections);
-- The sweep that writes Expired, and the tickets that it has yet to write.
CREATE INDEX ticket_by_lapse ON ticket (lapses_at, serial) WHERE status < 2 AND lapses_at IS NOT NULL;
-- Whether a product or ticket type is in use.
CREATE INDEX ticket_of_product ON ticket (product);
CREATE INDEX ticket_of_ticket_type ON ticket (ticket_type) WHERE ticket_type IS NOT NULL;

-- Which tickets changed in a facet, in the order of the changes: by this every process keeps what it holds in memory
-- true, whoever changed it. The sweep forgets old rows; whoever is that far behind reads all anew. New tickets are no
-- rows here: whoever follows knows them by their serials, and an INSERT without a trigger needs no journal of its own.
CREATE TABLE ticket_change (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    serial  INTEGER NOT NULL
) STRICT;
CREATE TRIGGER ticket_changed AFTER UPDATE OF kind, status, devices, connections ON ticket BEGIN
    INSERT INTO ticket_change (serial) VALUES (new.serial);
END;

-- RADIUS clients, later more.
CREATE TABLE gateway (
    id               BLOB PRIMARY KEY,
    name             TEXT    NOT NULL,
    vendor           TEXT    NOT NULL,
    network          TEXT    NOT NULL, -- address/prefix
    secret_sealed    BLOB    NOT NULL,
    disconnect_port  INTEGER NOT NULL,
    send_disconnect  INTEGER NOT NULL,
    allow_missing_ma INTEGER NOT NULL,
    swap_octets      INTEGER NOT NULL,
    interim_seconds  INTEGER NOT NULL,
    -- Tickets keep their sessions after a gateway is gone; its secret is emptied.
    removed_at       INTEGER
) STRICT;
CREATE UNIQUE INDEX gateway_by_name ON gateway (name) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX gateway_by_network ON gateway (network) WHERE removed_at IS NULL;

-- One accounting session of one device.
CREATE TABLE session (
    id                  BLOB PRIMARY KEY,
    account             BLOB    NOT NULL,
    gateway             BLOB    NOT NULL,
    gateway_address     TEXT    NOT NULL,
    acct_session_id     TEXT    NOT NULL,
    username_sealed     BLOB    NOT NULL, -- as typed: mostly the code itself
    mac                 INTEGER, -- 48 bits
    calling_station_id  TEXT    NOT NULL,
    ip                  TEXT,
    nas                 TEXT    NOT NULL,
    started_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    ended_at            INTEGER,
    cause               TEXT,
    seconds             INTEGER NOT NULL,
    upload              INTEGER NOT NULL,
    download            INTEGER NOT NULL,
    disconnect          TEXT
) STRICT;
CREATE INDEX session_of_account ON session (account, started_at, id);
CREATE INDEX session_open_of_account ON session (account) WHERE ended_at IS NULL;
-- Open sessions are few; everything that looks for them uses this index.
CREATE INDEX session_open ON session (gateway, acct_session_id) WHERE ended_at IS NULL;

-- Usage with its time: seconds and bytes of an account on a local day, so that every window can be summed (Q41).
CREATE TABLE usage (
    account   BLOB    NOT NULL,
    day       INTEGER NOT NULL, -- local date as days since 1 January of year 1 (chrono's num_days_from_ce)
    seconds   INTEGER NOT NULL,
    upload    INTEGER NOT NULL,
    download  INTEGER NOT NULL,
    PRIMARY KEY (account, day)
) STRICT, WITHOUT ROWID;

-- Refused logins, kept so that "why can't my guest get on?" has an answer. The user name is kept only where it belongs
-- to no ticket: then it is a typing mistake and no secret.
CREATE TABLE refusal (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    gateway   BLOB,
    account   BLOB,
    username  TEXT,
    mac       INTEGER,
    reason    TEXT    NOT NULL -- JSON of domain::login::Refusal
) STRICT;
CREATE INDEX refusal_of_account ON refusal (account, at) WHERE account IS NOT NULL;

-- Who did what, when: the audit trail, and the feed that screens and engine follow.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    actor    TEXT    NOT NULL,
    kind     TEXT    NOT NULL, -- for instance ticket.issued
    subject  BLOB,             -- id of what changed
    before   TEXT,             -- JSON
    after    TEXT              -- JSON
) STRICT;
CREATE INDEX event_of_subject ON event (subject, seq) WHERE subject IS NOT NULL;


-- What must reach somebody outside, written in the transaction of the change that causes it. Carried out at least once.
CREATE TABLE outbox (
    id          BLOB PRIMARY KEY, -- also the idempotency key
    kind        TEXT    NOT NULL, -- for instance disconnect
    subject     BLOB    NOT NULL,
    body        TEXT    NOT NULL, -- JSON
    created_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    done_at     INTEGER,
    answer      TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;

-- Small settings by name.
CREATE TABLE setting (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;
