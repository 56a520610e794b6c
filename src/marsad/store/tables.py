"""The tables of the SQL store, as SQLAlchemy Core names them; `migrations/` makes them."""

from sqlalchemy import BigInteger, Column, Double, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

REPORT = Table(
    "report",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("number", Integer),  # in the order in which reports came
    Column("raw", LargeBinary),
    Column("raw_sha256", Text),
    Column("text_sha256", Text),
    Column("source", Text),
    Column("published", Text),
    Column("language", Text),
    Column("how", Text),  # how it came, as JSON
    Column("reading", Text),  # the Reading in its fixed form, as JSON, without its statements
)
REPORT_WORDS = Table(
    "report_words",
    METADATA,
    Column("report", Text),
    Column("words", Text),
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
    Column("urgency", Double),  # what waits longest for a person comes last
    Column("form", Text),
)
ACCOUNT = Table(
    "account",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text),
    Column("password", Text),
    Column("made", Text),
    Column("state", Text),
)
JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Text),
    Column("statement", Text),
    Column("verdict", Text),
    Column("hash", Text),
    Column("form", Text),  # all of it, number and hashes too, as the JSON that was sealed has it
)
RECORD = Table(
    "record",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sort", Text),
    Column("kind", Text),
    Column("status", Text),
    Column("review", Text),
    Column("since", Text),
    Column("until", Text),
    Column("at", Text),
    Column("actors", Text),
    Column("form", Text),
)
RECORD_PLACE = Table(
    "record_place",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text),
    Column("shown", Text),
    Column("place_id", Text),
    Column("kind", Text),
    Column("radius_km", Double),
    Column("lat", Double),
    Column("lon", Double),
    Column("x", Double),
    Column("y", Double),
    Column("z", Double),
    Column("country", Text),
    Column("admin1", Text),
)
RECORD_REPORT = Table("record_report", METADATA, Column("record", Text, primary_key=True), Column("report", Text, primary_key=True))
BRIEF = Table("brief", METADATA, Column("report", Text, primary_key=True), Column("unit", Text), Column("standing", Text))
MARK = Table("mark", METADATA, Column("mark", BigInteger, primary_key=True), Column("report", Text, primary_key=True))
WAITING = Table("waiting", METADATA, Column("report", Text, primary_key=True))  # for the fold
FAILURE = Table("failure", METADATA, Column("id", Text, primary_key=True), Column("raw", LargeBinary), Column("error", Text))
SECRET = Table("secret", METADATA, Column("name", Text, primary_key=True), Column("value", Text))
STATE = Table("state", METADATA, Column("name", Text, primary_key=True), Column("value", Integer))
