-- Requests from the addresses of gateways that could not be believed, since the last one that could: mostly the secret was
-- changed on one side alone. Written down so that whoever explains it knows of it, in another process too.
CREATE TABLE gateway_doubt (
    gateway   BLOB    NOT NULL REFERENCES gateway (id),
    unsigned  INTEGER NOT NULL CHECK (unsigned IN (0, 1)), -- 1: without Message-Authenticator; 0: signed with another secret
    requests  INTEGER NOT NULL,
    at        INTEGER NOT NULL, -- of the last one
    PRIMARY KEY (gateway, unsigned)
) STRICT, WITHOUT ROWID;
