-- Full-text search of words that are already without case and marks, and a judgement stays as it was put down.
UPDATE report SET number = rowid;
CREATE UNIQUE INDEX report_number ON report (number);
CREATE VIRTUAL TABLE report_words USING fts5(report UNINDEXED, words, tokenize = 'ascii');
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER judgement_remains BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'judgements are only ever added'); END;
