-- What a map needs to know of the places of a record: how they are written, what they are, and how far the true spot may be from the point.
ALTER TABLE record_place ADD COLUMN shown TEXT;
ALTER TABLE record_place ADD COLUMN place_id TEXT;
ALTER TABLE record_place ADD COLUMN kind TEXT;
ALTER TABLE record_place ADD COLUMN radius_km DOUBLE PRECISION;
CREATE INDEX report_published ON report (published);
