-- What the names of records outside are made with, so that nobody who has only a report can make them.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
