-- What the fold knows of each report, what reports are found by that may tell of one thing, and the reports that wait to be folded.
CREATE TABLE brief (
    report TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    standing TEXT NOT NULL
);
CREATE TABLE mark (
    mark BIGINT NOT NULL,
    report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    PRIMARY KEY (mark, report)
);
CREATE INDEX mark_report ON mark (report);
CREATE TABLE waiting (report TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE);
INSERT INTO waiting (report) SELECT id FROM report;
INSERT INTO state (name, value) VALUES ('basis', 0);
