-- Licences, from the request to the last notice.

-- What the Location keeps about its licences (JSON of domain::licence::Licence), sealed as a whole. A row of the old table
-- `licence` is carried over by the first program that opens the folder, because SQL cannot seal; after that it is empty.
CREATE TABLE licence_held (
    location  BLOB PRIMARY KEY REFERENCES location (id),
    sealed    BLOB NOT NULL
) STRICT;

-- The log of the six notices, by term.
CREATE TABLE licence_notice (
    ends_at  INTEGER NOT NULL, -- of the term
    notice   TEXT    NOT NULL, -- domain::licence::Notice
    at       INTEGER NOT NULL, -- when it was sent, or found to be missed
    missed   INTEGER NOT NULL CHECK (missed IN (0, 1)),
    PRIMARY KEY (ends_at, notice)
) STRICT, WITHOUT ROWID;

-- The distributor's side: requests in, licences out. `body` is JSON (domain::licence), `paper` what was signed.
CREATE TABLE licence_request (
    id           BLOB PRIMARY KEY,
    location     BLOB    NOT NULL,
    received_at  INTEGER NOT NULL,
    signer       BLOB    NOT NULL, -- the key of the Location
    body         TEXT    NOT NULL,
    paper        BLOB    NOT NULL
) STRICT;
CREATE INDEX licence_request_of_location ON licence_request (location, received_at);

CREATE TABLE licence_issued (
    id         BLOB PRIMARY KEY,
    request    BLOB    NOT NULL REFERENCES licence_request (id),
    location   BLOB    NOT NULL,
    issued_at  INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    paper      BLOB    NOT NULL
) STRICT;
CREATE INDEX licence_issued_of_location ON licence_issued (location, issued_at);
CREATE INDEX licence_issued_of_request ON licence_issued (request);

-- What Locations reported of themselves; the newest of each.
CREATE TABLE licence_report (
    location  BLOB PRIMARY KEY,
    made_at   INTEGER NOT NULL,
    body      TEXT    NOT NULL
) STRICT;
