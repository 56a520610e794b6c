"""An invented report with three convoys, two agreements and a contradiction about who holds the border, read by hand."""

from story import Story, day

from marsad.model.reading import Reading
from marsad.model.statement import Figure

TEXT = (
    "The monitor learned that the convoy with hundreds of Falcon Movement members and their families goes on towards Raqqa province, "
    "which the Falcon Movement mostly holds. The convoy, which left the Qara crossing at dawn, is still inside Homs province. "
    "It is expected in Raqqa province tonight. Buses had gathered on 4 May on the Qara heights to carry out the second step of the deal, "
    "after the Falcon Movement gave back the bodies it had. As a result the army holds the whole border strip except for the Wadi area. "
    "Once the Falcon Movement members leave, the army would hold the whole border strip except for the Wadi area.\n"
    "On 20 April tens of buses with fighters of the Cedar Brigades reached Jayrud. That convoy of 30 buses carried at least 900 people, "
    "including 120 fighters, and had come in from Lebanon through Maalula. The buses were bound for Jayrud. Both were part of the deal "
    "signed on 2 April, under which the people of the Maalula hills leave in exchange for the captives of the Party held by the Nour Army, "
    "and under which a convoy of at least 5 thousand people, hundreds of them Nour Army fighters, arrived in Idlib."
)


def three_convoys() -> Story:
    s = Story(TEXT, published="2017-05-05", source="Monitor")
    falcon = s.actor("Falcon Movement", actor_id="falcon", kind="rebel_group")
    falcon_holds = s.actor("Falcon Movement", 1, actor_id="falcon", kind="rebel_group")
    falcon_gave = s.actor("Falcon Movement", 2, actor_id="falcon", kind="rebel_group")
    falcon_leave = s.actor("Falcon Movement", 3, actor_id="falcon", kind="rebel_group")
    families = s.actor("their families", kind="civilians")
    convoy = s.actor("the convoy with hundreds of Falcon Movement members", name="convoy")
    the_convoy = s.actor("The convoy", like=convoy)
    it = s.actor("It is", like=the_convoy)
    buses = s.thing("Buses")
    army = s.actor("the army", actor_id="army", kind="state_forces")
    army_would = s.actor("the army", 1, actor_id="army", kind="state_forces")
    cedar = s.actor("Cedar Brigades", actor_id="cedar", kind="rebel_group")
    tens = s.actor("tens of buses with fighters of the Cedar Brigades")
    that = s.actor("That convoy", like=tens)
    the_buses = s.actor("The buses", like=tens)
    people = s.actor("the people of the Maalula hills", kind="civilians")
    party = s.actor("the Party", actor_id="party", kind="political_militia")
    nour = s.actor("the Nour Army", actor_id="nour", kind="rebel_group")
    captives = s.actor("the captives of the Party", kind="unknown")
    third = s.actor("a convoy of at least 5 thousand people")
    raqqa = {"name": "Raqqa", "kind": "admin1", "lat": 35.95, "lon": 39.0, "radius_km": 100.0}
    raqqa_1, raqqa_2 = s.place("Raqqa province", **raqqa), s.place("Raqqa province", 1, **raqqa)
    crossing = s.place("the Qara crossing", lat=34.15, lon=36.7, kind="crossing")
    homs = s.place("Homs province", kind="admin1", lat=34.7, lon=38.0, radius_km=90.0)
    heights = s.place("the Qara heights", lat=34.2, lon=36.6, kind="mountain", radius_km=15.0)
    border, border_2 = s.place("the whole border strip", name="border strip"), s.place("the whole border strip", 1, name="border strip")
    wadi, wadi_2 = s.place("the Wadi area"), s.place("the Wadi area", 1)
    jayrud, jayrud_2 = s.place("Jayrud", lat=33.8, lon=36.74), s.place("Jayrud", 1, lat=33.8, lon=36.74)
    lebanon = s.place("Lebanon", kind="country", lat=33.9, lon=35.9, radius_km=120.0, country="LB")
    maalula = s.place("Maalula", lat=33.84, lon=36.55)
    hills = s.place("the Maalula hills", lat=33.85, lon=36.53, kind="mountain")
    idlib = s.place("Idlib", lat=35.93, lon=36.63, kind="admin1", radius_km=50.0)

    s.say(
        "movement",
        "the convoy with hundreds of Falcon Movement members and their families goes on towards Raqqa province",
        "goes on",
        "ongoing",
        {"participant": [falcon, families]},
        {"to": raqqa_1},
        (Figure("fighters", 100, None, 999),),
        phase="under_way",
        subject=convoy,
    )
    s.say(
        "control",
        "which the Falcon Movement mostly holds",
        "holds",
        "ongoing",
        {"holder": falcon_holds},
        {"at": raqqa_1},
        degree="mostly",
        change="held",
    )
    s.say(
        "movement",
        "which left the Qara crossing at dawn",
        "left",
        who={"participant": the_convoy},
        where={"from": crossing},
        phase="departed",
        when=day("2017-05-05"),
        subject=the_convoy,
    )
    s.say("movement", "is still inside Homs province", "is still", "ongoing", where={"within": homs}, phase="at", subject=the_convoy)
    s.say(
        "movement",
        "It is expected in Raqqa province tonight",
        "expected",
        "expected",
        {"participant": it},
        {"to": raqqa_2},
        phase="expected",
        when=day("2017-05-05"),
        subject=it,
    )
    deal_1 = s.say("agreement", "the deal,", "deal")
    s.say(
        "movement",
        "Buses had gathered on 4 May on the Qara heights",
        "gathered",
        where={"at": heights},
        phase="gathered",
        when=day("2017-05-04"),
        subject=buses,
        part_of_agreement=deal_1,
        step=2,
    )
    s.say("handover", "the Falcon Movement gave back the bodies it had", "gave back", who={"giver": falcon_gave}, part_of_agreement=deal_1)
    s.say(
        "control",
        "the army holds the whole border strip except for the Wadi area",
        "holds",
        who={"holder": army},
        where={"at": border, "except": wadi},
        degree="full",
        change="gained",
    )
    leave = s.say(
        "movement",
        "the Falcon Movement members leave",
        "leave",
        "conditional",
        {"participant": falcon_leave},
        phase="departed",
        subject=convoy,
    )
    s.say(
        "control",
        "the army would hold the whole border strip except for the Wadi area",
        "hold",
        "conditional",
        {"holder": army_would},
        {"at": border_2, "except": wadi_2},
        degree="full",
        change="gained",
        condition=leave,
    )
    deal_2 = s.say("agreement", "the deal signed on 2 April", "signed", when=day("2017-04-02"))
    reached = s.say(
        "movement",
        "tens of buses with fighters of the Cedar Brigades reached Jayrud",
        "reached",
        who={"participant": cedar},
        where={"to": jayrud},
        figures=(Figure("buses", 10, None, 99),),
        phase="arrived",
        when=day("2017-04-20"),
        subject=tens,
    )
    carried = (Figure("buses", 30, 30, 30), Figure("people", 900, None, None), Figure("fighters", 120, 120, 120, None, 1))
    s.say(
        "movement",
        "That convoy of 30 buses carried at least 900 people, including 120 fighters",
        "carried",
        figures=carried,
        phase="carrying",
        subject=that,
    )
    s.say(
        "movement",
        "had come in from Lebanon through Maalula",
        "come in",
        where={"from": lebanon, "via": maalula},
        phase="passed",
        subject=that,
    )
    s.say("movement", "The buses were bound for Jayrud", "bound", "ongoing", where={"to": jayrud_2}, phase="under_way", subject=the_buses)
    s.change(reached, part_of_agreement=deal_2)
    out = s.say(
        "movement",
        "the people of the Maalula hills leave",
        "leave",
        "planned",
        {"participant": people},
        {"from": hills},
        part_of_agreement=deal_2,
        phase="departed",
    )
    back = s.say(
        "handover",
        "the captives of the Party held by the Nour Army",
        "captives",
        "planned",
        {"target": captives, "holder": nour},
        part_of_agreement=deal_2,
    )
    s.change(out, against=back)
    s.change(back, against=out)
    of_whom = (Figure("people", 5000, None, None), Figure("fighters", 100, None, 999, None, 0))
    s.say(
        "movement",
        "a convoy of at least 5 thousand people, hundreds of them Nour Army fighters, arrived in Idlib",
        "arrived",
        who={"participant": nour},
        where={"to": idlib},
        figures=of_whom,
        phase="arrived",
        subject=third,
        part_of_agreement=deal_2,
    )
    assert party
    return s


def reading() -> Reading:
    return three_convoys().reading()
