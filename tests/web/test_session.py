from dataclasses import replace

from marsad.model.account import Account
from marsad.web.session import Person, Session, Sessions

AMAL = Account("amal", "reviewer", "$argon2id$one", "2026-01-01T00:00:00+00:00")


def test_a_cookie_comes_back_as_it_was_given():
    sessions = Sessions()
    session = sessions.opened(AMAL)
    assert sessions.read(sessions.written(session)) == session
    assert session.name == "amal"


def test_a_cookie_of_another_key_or_changed_by_a_letter_is_none():
    sessions = Sessions()
    written = sessions.written(sessions.fresh())
    assert Sessions().read(written) is None
    other = "A" if written[3] != "A" else "B"
    assert sessions.read(written[:3] + other + written[4:]) is None
    assert sessions.read(None) is None
    assert sessions.read("") is None


def test_a_new_password_closes_the_session():
    sessions = Sessions()
    session = sessions.opened(AMAL)
    assert session.mark == sessions.mark(AMAL)
    assert session.mark != sessions.mark(replace(AMAL, password="$argon2id$two"))


def test_a_token_is_of_one_session_alone():
    sessions = Sessions()
    mine, other = sessions.fresh(), sessions.fresh()
    assert sessions.knows(mine, sessions.token(mine))
    assert not sessions.knows(other, sessions.token(mine))
    assert not sessions.knows(mine, "")
    assert not sessions.knows(mine, "naïve \udc80")


def test_logging_in_begins_a_session_of_another_id():
    sessions = Sessions()
    assert sessions.opened(AMAL).id != sessions.fresh().id


def test_a_role_may_what_those_below_it_may():
    assert Person("amal", "releaser").may("reviewer")
    assert not Person("amal", "reader").may("reviewer")
    assert Session("x").name is None
