-- Full-text search of words that are already without case and marks, and a judgement stays as it was put down.
UPDATE report SET number = came.place
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM report) AS came
    WHERE came.id = report.id;
CREATE UNIQUE INDEX report_number ON report (number);
CREATE TABLE report_words (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    found TSVECTOR NOT NULL
);
CREATE INDEX report_words_found ON report_words USING gin (found);
CREATE FUNCTION judgement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'judgements are only ever added'; END $$;
CREATE TRIGGER judgement_stays BEFORE UPDATE OR DELETE ON judgement
    FOR EACH ROW EXECUTE FUNCTION judgement_stays();
CREATE TRIGGER judgement_remains BEFORE TRUNCATE ON judgement
    FOR EACH STATEMENT EXECUTE FUNCTION judgement_stays();
