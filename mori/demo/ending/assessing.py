"""How the invented interns are assessed: most of what is over is locked, some is in between."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.accounts.models import Person
from mori.core.clock import moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.evaluation.assessments import operations, queries
from mori.evaluation.assessments.operations import Given, Said
from mori.evaluation.assessments.rows import Round
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.queries import aspects_of

from ..stays import Stay

LEFT_ALONE = 7 * DAY  # so fresh, it still waits for everybody
# Whose moment stands where it shows something; everything else that is over is locked.
SPECIAL = {
    ("Gazali Peraga", Moment.FINAL): "one_sent",  # the other has been silent for long
    ("Wahyu Misalkan", Moment.FINAL): "one_sent",  # and has no second reviewer
    ("Rangga Seumpama", Moment.FINAL): "differing",
    ("Dimas Umpama", Moment.MIDDLE): "discussed",
    ("Nadia Teladan", Moment.MIDDLE): "reopened",
    ("Intan Contoh", Moment.MIDDLE): "draft",
}
PRAISE = "Terus berkembang dan senang bertanya."
OWN_WORDS = "Saya paling banyak belajar menjelaskan syarat laporan dengan kata sederhana."
SENTENCE = "Baik sekali di unit terakhir, tetapi baru terbiasa setelah beberapa minggu."


class Marker(NamedTuple):
    """Who gives marks, and how high on the scale: in tenths of it."""

    person_id: int
    tenths: int


def assess_interns(
    stays: Sequence[Stay], coordinator: Person, today: dt.date, at: dt.datetime
) -> None:
    """Let everybody assess what is over."""
    placements = queries.placements_of([stay.placement.id for stay in stays])
    for rounds in queries.rounds_of(placements).values():
        for number, each in enumerate(rounds):
            wanted = SPECIAL.get((each.placement.person.name, each.moment), "locked")
            is_over = each.occasion.last <= today - LEFT_ALONE or wanted != "locked"
            if each.occasion.last <= today and is_over and each.moment is not Moment.REPORT:
                when = min(at, moment(each.occasion.last, dt.time(15), each.placement.office.zone))
                _bring(each, wanted, number, coordinator, when)


def _bring(each: Round, wanted: str, number: int, coordinator: Person, at: dt.datetime) -> None:
    """Bring a round as far as it is wanted."""
    one, *others = [
        Marker(person, 7 + (number + place) % 2) for place, person in enumerate(each.reviewer_ids)
    ]
    if wanted == "draft":
        operations.save_draft(each, _said(each, one.tenths), one.person_id, 0, at)
        return
    _send(each, Marker(each.person_id, 8), OWN_WORDS, at)
    _send(each, one._replace(tenths=9) if wanted == "differing" else one, PRAISE, at)
    if wanted == "one_sent":
        return
    for other in others:
        _send(each, other._replace(tenths=3) if wanted == "differing" else other, "", at)
    if wanted == "differing":
        _propose(each, one.person_id, at)
        return
    operations.discuss_assessment(each, one.person_id, at)
    if wanted != "discussed":
        operations.lock_assessment(each, one.person_id, at)
    if wanted == "reopened":
        operations.reopen_assessment(each, "Dua nilai tertukar.", coordinator.id, at)


def _send(each: Round, who: Marker, words: str, at: dt.datetime) -> None:
    said = _said(each, who.tenths)._replace(words=words)
    operations.send_marking(each, said, who.person_id, 0, new_key(), at)


def _said(each: Round, tenths: int) -> Said:
    marks = each.scheme.scale.marks
    value = marks[(len(marks) - 1) * tenths // 10]
    return Said({aspect.id: Given(value) for aspect in aspects_of(each.scheme.id)}, "")


def _propose(each: Round, proposer_id: int, at: dt.datetime) -> None:
    first = aspects_of(each.scheme.id)[0]
    value = each.scheme.scale.marks[len(each.scheme.scale.marks) // 2]
    operations.propose_value(each, first.id, value, SENTENCE, proposer_id, at)
