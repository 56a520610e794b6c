from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import AccountError
from marsad.jobs.accounts import add_account, change_account, known_account
from marsad.store.base import Store
from marsad.store.door import open_store

WORDS = "four quiet words here"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as opened:
        yield opened


def test_only_the_right_password_opens_an_account(store: Store):
    add_account(store, "amal", "reviewer", WORDS)
    found = known_account(store, "amal", WORDS)
    assert found is not None
    assert found.role == "reviewer"
    assert known_account(store, "amal", WORDS + ".") is None
    assert known_account(store, "basim", WORDS) is None


def test_the_password_itself_is_nowhere_in_the_file(store: Store, tmp_path: Path):
    add_account(store, "amal", "reader", WORDS)
    assert all(WORDS.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_name_is_taken_once(store: Store):
    add_account(store, "amal", "reader", WORDS)
    with pytest.raises(AccountError, match="an account has this name"):
        add_account(store, "amal", "admin", WORDS)


@pytest.mark.parametrize("password", ["short", "", "x" * 1001, "amal.alhourani"])
def test_a_poor_password_is_refused(store: Store, password: str):
    with pytest.raises(AccountError, match="no good password"):
        add_account(store, "amal.alhourani", "reader", password)


@pytest.mark.parametrize("name", ["", "a b", "<script>", "x" * 65, "a\nb"])
def test_what_is_no_name_is_refused(store: Store, name: str):
    with pytest.raises(AccountError, match="no name"):
        add_account(store, name, "reader", WORDS)


def test_a_closed_account_stays_and_opens_nothing(store: Store):
    add_account(store, "amal", "reader", WORDS)
    change_account(store, "amal", closed=True)
    assert known_account(store, "amal", WORDS) is None
    change_account(store, "amal", closed=False, role="admin", password=WORDS + "!")
    found = known_account(store, "amal", WORDS + "!")
    assert found is not None
    assert found.role == "admin"
    assert known_account(store, "amal", WORDS) is None


def test_nobody_can_be_changed(store: Store):
    with pytest.raises(AccountError, match="nobody has this name"):
        change_account(store, "amal", role="admin")
