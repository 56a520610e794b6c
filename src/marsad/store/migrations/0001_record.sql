-- Reports and judgements are kept for ever; readings, statements and records can be made again from them.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    raw BLOB NOT NULL,
    raw_sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    source TEXT,
    published TEXT,
    language TEXT,
    reading TEXT NOT NULL
);
CREATE TABLE statement (
    report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    rule TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (report, place)
);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_kind ON statement (kind);
CREATE TABLE record (
    id TEXT PRIMARY KEY,
    sort TEXT NOT NULL,
    kind TEXT,
    since TEXT,
    until TEXT,
    places TEXT NOT NULL,
    form TEXT NOT NULL
);
CREATE INDEX record_sort ON record (sort, kind);
CREATE INDEX record_since ON record (since);
CREATE TABLE record_report (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    report TEXT NOT NULL,
    PRIMARY KEY (record, report)
);
CREATE INDEX record_report_report ON record_report (report);
CREATE TABLE failure (
    id TEXT PRIMARY KEY,
    raw BLOB NOT NULL,
    error TEXT NOT NULL
);
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
INSERT INTO state (name, value) VALUES ('revision', 0), ('folded', 0);
