CREATE TABLE report (
    id TEXT PRIMARY KEY,
    raw_sha256 TEXT NOT NULL,
    raw BLOB NOT NULL,
    form TEXT NOT NULL
);
