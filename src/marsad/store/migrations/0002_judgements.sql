-- Judgements, how each report came, the order in which reports came, and more to find records by.
ALTER TABLE report ADD COLUMN how TEXT NOT NULL DEFAULT '{}';
ALTER TABLE report ADD COLUMN number INTEGER;
CREATE INDEX report_source ON report (source);
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL,
    statement TEXT NOT NULL,
    verdict TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL
);
CREATE INDEX judgement_statement ON judgement (statement);
CREATE INDEX judgement_report ON judgement (report);
DROP INDEX record_since;
ALTER TABLE record DROP COLUMN places;
ALTER TABLE record ADD COLUMN status TEXT;
ALTER TABLE record ADD COLUMN review TEXT NOT NULL DEFAULT 'unreviewed';
ALTER TABLE record ADD COLUMN at TEXT NOT NULL DEFAULT '9999';
ALTER TABLE record ADD COLUMN actors TEXT NOT NULL DEFAULT '';
CREATE INDEX record_at ON record (at, sort, id);
CREATE TABLE record_place (
    record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    x DOUBLE PRECISION,
    y DOUBLE PRECISION,
    z DOUBLE PRECISION,
    country TEXT,
    admin1 TEXT,
    PRIMARY KEY (record, number)
);
CREATE INDEX record_place_point ON record_place (lat, lon);
CREATE INDEX record_place_area ON record_place (country, admin1);
