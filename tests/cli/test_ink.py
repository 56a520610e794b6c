from marsad.cli.ink import ink


def test_what_is_appended_keeps_its_own_style():
    line = ink("bold", "bold").append(" plain").append(" red", "red")
    assert line.plain == "bold plain red"
    assert line.style == ""
    assert [(s.start, s.end, s.style) for s in line.spans] == [(0, 4, "bold"), (10, 14, "red")]
