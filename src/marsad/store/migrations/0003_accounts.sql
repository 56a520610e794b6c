-- Who may open the page, and in which order statements wait for a person.
CREATE TABLE account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    made TEXT NOT NULL,
    state TEXT NOT NULL
);
ALTER TABLE statement ADD COLUMN urgency DOUBLE PRECISION NOT NULL DEFAULT 0;
CREATE INDEX statement_urgency ON statement (urgency DESC, report, place);
