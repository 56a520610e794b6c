"""Five short invented reports by four outlets about one strike and one convoy, each read by hand; as many as are asked for, days apart."""

from story import Story, day

from marsad.model.reading import Reading
from marsad.model.statement import Figure

RAQQA = {"name": "Raqqa", "kind": "admin1", "lat": 35.95, "lon": 39.0, "radius_km": 100.0}
STRIKE = (("a", "Monitor", "2017-05-05", 6), ("b", "Wire", "2017-05-06", 9), ("c", "Monitor", "2017-05-07", 11))


def strike(report: str, source: str, published: str, killed: int, happened: str = "2017-05-04") -> Story:
    s = Story(f"Warplanes hit Binnish and killed {killed} people, {source} said.", id=report, source=source, published=published)
    binnish = s.place("Binnish", lat=35.95, lon=36.71, admin1="Idlib")
    planes = s.actor("Warplanes", actor_id="air", kind="state_forces")
    s.say(
        "airstrike",
        f"Warplanes hit Binnish and killed {killed} people",
        "hit",
        who={"agent": planes},
        where={"at": binnish},
        figures=(Figure("killed", killed, killed, killed),),
        when=day(happened),
        by=source,
    )
    return s


def leaving() -> Story:
    text = (
        "Under the deal between the Falcon Movement and the army, a convoy of 20 buses left Qara for Raqqa on 5 May. The army holds Qara."
    )
    s = Story(text, id="d", source="Monitor", published="2017-05-05")
    falcon = s.actor("the Falcon Movement", actor_id="falcon", kind="rebel_group")
    army = s.actor("the army", actor_id="army", kind="state_forces")
    army_again = s.actor("The army", actor_id="army", kind="state_forces")
    convoy = s.actor("a convoy of 20 buses")
    qara, raqqa = s.place("Qara", lat=34.15, lon=36.74), s.place("Raqqa", **RAQQA)
    qara_again = s.place("Qara", 1, lat=34.15, lon=36.74)
    deal = s.say("agreement", "the deal between the Falcon Movement and the army", "deal", who={"party": [falcon, army]})
    s.say(
        "movement",
        "a convoy of 20 buses left Qara for Raqqa on 5 May",
        "left",
        who={"participant": [convoy, falcon]},
        where={"from": qara, "to": raqqa},
        figures=(Figure("buses", 20, 20, 20),),
        phase="departed",
        when=day("2017-05-05"),
        subject=convoy,
        part_of_agreement=deal,
    )
    s.say("control", "The army holds Qara", "holds", "ongoing", {"holder": army_again}, {"at": qara_again}, degree="full", change="held")
    return s


def arriving() -> Story:
    text = "Falcon Movement fighters reached Raqqa in 17 buses on 7 May, as agreed by the Falcon Movement and the army."
    s = Story(text, id="e", source="Wire", published="2017-05-08")
    falcon = s.actor("Falcon Movement", actor_id="falcon", kind="rebel_group")
    again = s.actor("the Falcon Movement", actor_id="falcon", kind="rebel_group")
    army = s.actor("the army", actor_id="army", kind="state_forces")
    raqqa = s.place("Raqqa", **RAQQA)
    deal = s.say("agreement", "as agreed by the Falcon Movement and the army", "agreed", who={"party": [again, army]}, by="Wire")
    s.say(
        "movement",
        "Falcon Movement fighters reached Raqqa in 17 buses on 7 May",
        "reached",
        who={"participant": falcon},
        where={"to": raqqa},
        figures=(Figure("buses", 17, 17, 17),),
        phase="arrived",
        when=day("2017-05-07"),
        part_of_agreement=deal,
        by="Wire",
    )
    return s


def readings() -> list[Reading]:
    return [*(strike(*told).reading() for told in STRIKE), leaving().reading(), arriving().reading()]
