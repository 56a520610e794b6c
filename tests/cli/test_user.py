import json

from tests.cli.conftest import Marsad

WORDS = b"four quiet words here\n"


def test_an_account_is_made_listed_changed_and_closed(marsad: Marsad, tmp_path):
    store = ("--store", f"sqlite:///{tmp_path / 'a.db'}")
    assert marsad("user", "add", "amal", "--role", "reviewer", *store, given=WORDS).returncode == 0
    assert marsad("user", "change", "amal", "--role", "releaser", "--close", *store).stderr.strip() == b"marsad: amal: releaser, closed"
    (line,) = marsad("user", "list", "--json", *store).stdout.splitlines()
    said = json.loads(line)
    assert (said["name"], said["role"], said["state"]) == ("amal", "releaser", "closed")
    assert "password" not in said


def test_what_cannot_be_is_one_line_of_advice(marsad: Marsad, tmp_path):
    store = ("--store", f"sqlite:///{tmp_path / 'a.db'}")
    for arguments, words in (
        (("add", "amal", "--role", "king"), b"no role is called 'king'"),
        (("add", "amal"), b"no good password"),
        (("change", "amal", "--close"), b"nobody has this name"),
        (("change", "amal"), b"nothing to change"),
    ):
        if arguments[0] == "change":
            marsad("user", "add", "basim", *store, given=WORDS)
        ran = marsad("user", *arguments, *store, given=b"short\n")
        assert ran.returncode == 2
        assert words in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
