"""The tables of the SQL store, as SQLAlchemy Core names them; `migrations/` makes them."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

REPORT = Table(
    "report",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("raw", LargeBinary),
    Column("raw_sha256", Text),
    Column("text_sha256", Text),
    Column("source", Text),
    Column("published", Text),
    Column("language", Text),
    Column("reading", Text),  # the Reading in its fixed form, as JSON, without its statements
)
STATEMENT = Table(
    "statement",
    METADATA,
    Column("report", Text, primary_key=True),
    Column("place", Integer, primary_key=True),  # in the order of the Reading
    Column("id", Text),
    Column("kind", Text),
    Column("status", Text),
    Column("rule", Text),
    Column("form", Text),
)
RECORD = Table(
    "record",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sort", Text),
    Column("kind", Text),
    Column("since", Text),
    Column("until", Text),
    Column("places", Text),
    Column("form", Text),
)
RECORD_REPORT = Table("record_report", METADATA, Column("record", Text, primary_key=True), Column("report", Text, primary_key=True))
FAILURE = Table("failure", METADATA, Column("id", Text, primary_key=True), Column("raw", LargeBinary), Column("error", Text))
STATE = Table("state", METADATA, Column("name", Text, primary_key=True), Column("value", Integer))
