-- Tickets that are kept at gateways: how their sessions there are heard of.

-- What a gateway's own counters of a ticket said when they were last read, and what stands between them and what was
-- accounted here: a gateway that lost its counters counts from zero again, and nothing is charged twice.
CREATE TABLE gateway_count (
    gateway          BLOB    NOT NULL REFERENCES gateway (id),
    ticket           BLOB    NOT NULL,
    seconds          INTEGER NOT NULL,
    upload           INTEGER NOT NULL,
    download         INTEGER NOT NULL,
    missing_seconds  INTEGER NOT NULL, -- accounted here and not in the counter; may be negative
    missing_upload   INTEGER NOT NULL,
    missing_download INTEGER NOT NULL,
    PRIMARY KEY (ticket, gateway)
) STRICT, WITHOUT ROWID;
