"""Nothing is called complete while a fact is missing, and what is missing is named."""

import datetime as dt
import random
from dataclasses import asdict, replace

import pytest

from mori.encounters.clocks.rules import DaysOff, readings
from mori.encounters.readiness.rules import Identity, Part, facts, readiness
from mori.encounters.rules import Answer, Channel, Happened, Note
from tests.encounters.making import BUDI, WHOLE

TODAY = dt.date(2026, 12, 10)
SEED, NOTES = 19, 10_000
OFF = DaysOff()
# By the fact's code, what makes it missing; of facts that may be missing in several ways, each.
BROKEN = {
    **{name: [{name: None if name == "birth_on" else ""}] for name in asdict(BUDI)},
    **{name: [{name: ""}] for name in ("service", "agency", "story", "complained_to", "channel")},
    **{name: [{name: ""}] for name in ("loss", "wish")},
    "served_on": [{"served_on": None}],
    "complained_on": [{"complained_on": None}],
    "unsettled": [{"answer": ""}, {"answer": "settled"}],
    "two_years": [{"served_on": dt.date(2024, 12, 9)}],
    "power": [{"is_own": own, "has_power": power} for own in ("", "no") for power in ("", "no")],
    "trouble": [{"happened": ()}, {"happened": ("fine",)}],
    "in_court": [{"in_court": ""}, {"in_court": "yes"}],
    "reported_before": [{"reported_before": ""}, {"reported_before": "yes"}],
}


def ready(note, identity=BUDI, today=TODAY):
    return readiness(note, identity, readings(note, today, OFF))


def changed(values, note=WHOLE, identity=BUDI):
    of_person = {name: value for name, value in values.items() if hasattr(BUDI, name)}
    of_note = {name: value for name, value in values.items() if not hasattr(BUDI, name)}
    return replace(note, **of_note), replace(identity, **of_person)


def test_a_whole_note_lacks_nothing_and_is_not_weak():
    found = ready(WHOLE)

    assert found.is_complete
    assert not found.weak
    assert found.there == found.asked == len(BROKEN)


@pytest.mark.parametrize("code", [each.code for each in facts() if each.part is not Part.WEAK])
def test_each_fact_that_is_taken_away_is_named(code):
    for values in BROKEN[code]:
        found = ready(*changed(values))

        assert not found.is_complete
        assert [each.code for each in found.missing] == [code]


def made_up(dice):
    """A note and a person, of whom anything may be missing; seldom all is there."""
    luck = dice.choice((0.5, 0.9, 0.99, 1))
    some = lambda value, nothing="": value if dice.random() < luck else nothing  # noqa: E731
    day = dt.date(2024, 6, 1) + dt.timedelta(days=dice.randrange(900))
    kinds = [each.value for each in Happened]
    note = Note(
        service=some("Akta"),
        agency=some("Dinas Contoh"),
        served_on=some(day, None),
        happened=tuple(dice.sample(kinds, dice.choice((0, 1, 1, 2)))),
        story=some("Cerita. " * dice.randrange(1, 40)),
        loss=some("Rugi waktu."),
        wish=some("Diselesaikan."),
        complained_on=some(day + dt.timedelta(days=dice.randrange(60)), None),
        complained_to=some("atasan"),
        channel=some(dice.choice([each.value for each in Channel])),
        has_slip=dice.choice(("", "yes", "no")),
        received_on=dice.choice((None, day)),
        answer=some(dice.choice([each.value for each in Answer])),
        is_own=some(dice.choice(("yes", "yes", "yes", "no"))),
        has_power=some(dice.choice(("yes", "no"))),
        in_court=some(dice.choice(("no", "no", "no", "yes"))),
        reported_before=some(dice.choice(("no", "no", "no", "yes"))),
    )
    values = {name: some(value, None if name == "birth_on" else "") for name, value in PERSON}
    return note, Identity(**values)


PERSON = list(asdict(BUDI).items())


def is_whole(note, identity):
    """The same facts, said once more and otherwise than in the rows."""
    said = [note.service, note.agency, note.story, note.loss, note.wish, note.complained_to]
    is_young = note.served_on and note.served_on.replace(year=note.served_on.year + 2) >= TODAY
    return (
        all(said)
        and all(asdict(identity).values())
        and bool(note.channel and note.complained_on and is_young)
        and note.answer in ("none", "slow", "other_way", "no_cure")
        and "yes" in (note.is_own, note.has_power)
        and set(note.happened) - {"fine"} != set()
        and (note.in_court, note.reported_before) == ("no", "no")
    )


def test_of_ten_thousand_notes_none_is_called_complete_while_a_fact_is_missing():
    dice = random.Random(SEED)
    whole = 0

    for _ in range(NOTES):
        note, identity = made_up(dice)
        if f"{note.served_on}"[-1:] == "2" and f"{note.served_on}".endswith("02-29"):
            continue
        found = ready(note, identity)
        assert found.is_complete is is_whole(note, identity), (note, identity)
        assert bool(found.missing) is not found.is_complete
        if found.is_complete:
            whole += 1
            code = dice.choice(list(BROKEN))
            less = ready(*changed(dice.choice(BROKEN[code]), note, identity))
            assert [each.code for each in less.missing] == [code]

    assert whole > 200  # both sides were met


@pytest.mark.parametrize(
    ("values", "weakness"),
    [
        ({"channel": "said"}, "oral"),
        ({"has_slip": "no"}, "no_slip"),
        ({"received_on": None}, "no_receipt_day"),
        ({"received_on": TODAY - dt.timedelta(days=6)}, "within_14"),
        ({"answer": "no_cure", "declared_complete_on": TODAY}, "within_60"),
        ({"asked_on": dt.date(2026, 12, 1)}, "your_turn"),
        ({"complained_on": dt.date(2026, 12, 3)}, "late_complaint"),
        ({"story": "Saya rugi."}, "short_story"),
        ({"proofs": ()}, "no_proofs"),
    ],
)
def test_what_is_weak_is_said_and_stops_nobody(values, weakness):
    found = ready(replace(WHOLE, **values))

    assert weakness in [each.code for each in found.weak]
    assert found.is_complete


def test_no_row_promises_that_the_ombudsman_takes_it():
    said = " ".join(text for each in facts() for text in each.said.values())

    assert "diterima oleh Ombudsman" not in said
    assert "accepted" not in said
