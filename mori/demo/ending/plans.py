"""Learning plans of invented interns: none, a draft, asked, agreed, sent back, changed again."""

import datetime as dt
from itertools import cycle

from mori.accounts.models import Person
from mori.core.workdays import DAY
from mori.guidance.plans import operations, queries
from mori.guidance.plans.models import LearningPlan
from mori.guidance.plans.rules import Wanted
from mori.links.models import SignedLink
from mori.links.rules import Hand
from mori.logbook.models import Entry
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key

from ..links import NOWHERE, publish

HOUR = 60
FIRST = (
    Wanted("", "Hukum administrasi negara", 90 * HOUR),
    Wanted("", "Penulisan laporan", 45 * HOUR),
    Wanted("", "Komunikasi dengan warga", 30 * HOUR),
)
LATER = (*FIRST[:2], Wanted("", "Etika pelayanan publik", 45 * HOUR))
HAND = Hand("Bapak Anwar Contoh", "", "0812-0000-7102")
STATES = {  # how far the plan of each has come
    "Annisa Contoh": "agree",
    "Rizky Misalkan": "make",
    "Farah Umpamanya": "agree",
    "Putri Misalkan": "ask",
    "Misalwan": "send_back",
    "Intan Contoh": "change",
}


def plan_learning(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """Write the plans of an office's interns, as far as each has come."""
    placements = (
        Placement.select(Placement, Person)
        .join(Person)
        .where(Placement.office == office)
        .order_by(Placement.id)
    )
    for each in placements:
        if each.person.name in STATES:
            _plan(placement_by_key(each.key) or each, STATES[each.person.name], coordinator, at)


def _plan(placement: Placement, verb: str, coordinator: Person, at: dt.datetime) -> None:
    plan = operations.save_plan(placement, FIRST, 0, placement.person_id, at - 9 * DAY)
    _name_outcomes(placement, plan, at)
    if verb == "make":
        return
    operations.note_look(plan, 1, placement.spans[-1].supervisor_id, at - 8 * DAY)
    link = _ask(plan, coordinator, at - 7 * DAY)
    whole = queries.plan_by_key(plan.key) or plan
    if verb == "ask":
        publish(link)
    if verb == "send_back":
        words = "Mohon tambahkan etika pelayanan publik, 45 jam."
        operations.send_plan_back(whole, 1, HAND.name, words, at - 6 * DAY)
    elif verb != "ask":
        operations.agree_to_plan(whole, 1, HAND.name, at - 6 * DAY)
    if verb == "change":
        wanted = [
            each._replace(key=row.key)
            for each, row in zip(LATER, queries.outcomes_of(plan.id), strict=True)
        ]
        operations.save_plan(placement, wanted, 1, placement.person_id, at - 2 * DAY)


def _ask(plan: LearningPlan, coordinator: Person, at: dt.datetime) -> SignedLink:
    whole = queries.plan_by_key(plan.key) or plan
    return operations.ask_campus(whole, HAND, 1, plan.key, coordinator.id, at, NOWHERE).link


def _name_outcomes(placement: Placement, plan: LearningPlan, at: dt.datetime) -> None:
    """Let two of three entries name an outcome, in turn."""
    keys = cycle([*(each.key for each in queries.outcomes_of(plan.id)[:2]), ""])
    for entry in Entry.select().where(Entry.placement == placement).order_by(Entry.day):
        if key := next(keys):
            operations.keep_outcome(entry.id, key, at)
            Entry.update(has_mentions=True).where(Entry.id == entry.id).execute()
