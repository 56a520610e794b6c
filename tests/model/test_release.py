from marsad.model.release import Release, ReportAbout, StatementAbout


def statement(report: str, name: str) -> StatementAbout:
    return StatementAbout(id=name, report=report, kind="shelling", status="happened")


def release() -> Release:
    event = {"record": "event", "id": "e1", "statements": ["s1", "s2"], "reports": ["late", "early", "withheld"]}
    claim = {"record": "claim", "id": "e1a", "event": "e1", "report": "late", "statements": ["s1"], "reports": ["late"]}
    known = [statement("late", "s1"), statement("early", "s1"), statement("early", "s2")]
    return Release(
        records=(event, {"record": "movement", "id": "m1", "statements": [], "reports": []}),
        claims=(claim, {**claim, "event": "e2"}),
        reports={"late": ReportAbout(id="late", published="2017-03-09"), "early": ReportAbout(id="early", published="2017-03-08")},
        statements={(s.report, s.id): s for s in known},
    )


def test_records_are_found_by_their_sort():
    assert [r["id"] for r in release().sort("movement")] == ["m1"]


def test_the_statements_of_a_record_are_those_of_all_its_reports_and_of_a_claim_those_of_its_own():
    whole = release()
    assert [(s.report, s.id) for s in whole.statements_of(whole.records[0])] == [("late", "s1"), ("early", "s1"), ("early", "s2")]
    assert [(s.report, s.id) for s in whole.statements_of(whole.claims[0])] == [("late", "s1")]


def test_the_reports_of_a_record_come_in_the_order_of_publication_without_those_withheld():
    whole = release()
    assert [r.id for r in whole.reports_of(whole.records[0])] == ["early", "late"]


def test_claims_are_those_of_one_event():
    assert [c["event"] for c in release().claims_of("e1")] == ["e1"]
