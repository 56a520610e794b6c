-- The overview asks for counts by day, for places and for the first records of a sort: each from an index alone, without the forms.
CREATE INDEX record_time ON record (sort, at, id, kind);
CREATE INDEX record_what ON record (id, sort, kind);
DROP INDEX record_sort;
CREATE INDEX record_kind ON record (kind, at);
CREATE INDEX record_place_first ON record_place (record, number, shown, place_id, kind, lat, lon, radius_km);
