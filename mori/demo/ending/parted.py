"""Two internships that were over before their time: one ended by the office, with the statement
of the days done, and one by its intern, whose statement has still to be made.
"""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.certificates.papers.operations import Wanted, make_paper
from mori.certificates.papers.queries import paper_by_id
from mori.certificates.signing.operations import sign_papers
from mori.certificates.statements.rules import PaperKind
from mori.core.clock import local_date, moment
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.proceedings import operations as proceedings
from mori.placements.proceedings.operations import Proposal
from mori.placements.proceedings.queries import proceeding_by_id
from mori.placements.proceedings.rules import ProceedingKind
from mori.placements.queries import placement_by_key
from mori.placements.resignations import operations as resignations

from ..stays import WEEK, Stay, stay_of

ENDED, RESIGNED = "Bima Peraga", "Tiara Seumpama"
NOWHERE = "http://127.0.0.1:8000"
FACTS = "Umpama: kampus meminta pesertanya kembali lebih awal, karena jadwal ujiannya dimajukan."
WORDS = "Umpama: benar, jadwal ujianku dimajukan. Terima kasih sudah membimbing."


def left_on(name: str, today: dt.date) -> dt.date | None:
    """The last day of who left some weeks ago, a Friday; of others none."""
    weeks = {ENDED: 3, RESIGNED: 2}.get(name)
    return today - (today.weekday() + 3) * DAY - (weeks - 1) * WEEK if weeks else None


def part_early(stay: Stay, coordinator: Person, today: dt.date) -> Stay:
    """What is left of a stay whose intern left some weeks ago; others stay as they are."""
    last_day = left_on(stay.each.name, today)
    if last_day is None:
        return stay
    if stay.each.name == ENDED:
        _end(stay, coordinator, last_day)
    else:
        _resign(stay, last_day)
    return stay_of(stay.each, stay.person, stay.office, stay.placement.id)


def _on(stay: Stay, day: dt.date) -> dt.datetime:
    return moment(day, dt.time(9), stay.office.zone)


def _end(stay: Stay, coordinator: Person, last_day: dt.date) -> None:
    """Asked ten days before its last one, answered, signed by a second, and over."""
    placement = _whole(stay.placement)
    proposal = Proposal(ProceedingKind.END, "campus", FACTS, last_day)
    asked_at, answered_at, signed_at, over_at = (
        _on(stay, last_day + days * DAY) for days in (-10, -8, -4, 1)
    )
    made = proceedings.propose(placement, proposal, new_key(), coordinator.id, asked_at, NOWHERE)
    proceedings.answer(made, WORDS, placement.person_id, answered_at, NOWHERE)
    row = proceeding_by_id(made.id)
    if row.signer_id:
        proceedings.sign(row, row.state, "", row.signer_id, signed_at, NOWHERE)
    proceedings.tend(NOWHERE, over_at)


def _resign(stay: Stay, last_day: dt.date) -> None:
    placement = _whole(stay.placement)
    said = (last_day, "Umpama: mulai bekerja.", new_key(), placement.person_id)
    resignations.resign(placement, *said, _on(stay, last_day - 7 * DAY), NOWHERE)
    resignations.end_resigned(NOWHERE, _on(stay, last_day + DAY))


def _whole(placement: Placement) -> Placement:
    found: Any = placement_by_key(placement.key)
    whole: Placement = found
    return whole


def state_days_done(office: Office, coordinator: Person, head: Person, at: dt.datetime) -> None:
    """The statement of whoever the office sent away, signed by its head."""
    joined = Placement.select().join(Person)
    row = joined.where(Placement.office == office.id, Person.name == ENDED).get_or_none()
    if row is None:
        return
    wanted = Wanted(PaperKind.LETTER, "id", local_date(at, office.zone))
    made = make_paper(_whole(row), wanted, new_key(), coordinator.id, at, NOWHERE)
    sign_papers([paper_by_id(made.id)], head.id, at)
