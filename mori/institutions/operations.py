"""Keeping an office's institutions: proposing, correcting and confirming them; their contacts."""

import csv
import datetime as dt
from pathlib import Path
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.core.db import db, new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.core.texts.folding import folded
from mori.links.operations import forget_row

from . import queries
from .models import (
    Institution,
    InstitutionContact,
    InstitutionEvent,
    InstitutionName,
    InstitutionType,
    Region,
)
from .rules import CONTACT, MOVES, NEW, ContactRole

FOLDER = Path(__file__).parent
NAME_MOST = 120


class Facts(NamedTuple):
    """What an office may correct about an institution."""

    name: str
    type_id: int | None
    region_id: int | None
    address: str


class Reach(NamedTuple):
    """Whom the office calls there, and how."""

    role: ContactRole
    name: str
    phone: str
    email: str
    note: str


@writing()
def institution_for(
    office_id: int, said: str, which: str, actor_id: int | None, at: dt.datetime
) -> Institution:
    """The institution somebody meant by what they wrote; unknown ones are proposed.

    ``which`` is the key of the one they chose, ``NEW`` with the name, or nothing.
    """
    found = _chosen(office_id, said, which) or _propose(office_id, said, actor_id, at)
    learn_name(found, said)
    return found


def _chosen(office_id: int, said: str, which: str) -> Institution | None:
    chosen = queries.institution_by_key(which)
    if chosen and chosen.office_id == office_id:
        return chosen.standing
    called = queries.those_called(office_id, said)
    own = [each for each in called if each.name_folded == folded(said)]
    if len(called) > 1 and not own and not which.startswith(NEW):
        raise Refused(_("Several institutions go by this name. Write it in full."))
    return next(iter(own or called), None)


def _propose(office_id: int, said: str, actor_id: int | None, at: dt.datetime) -> Institution:
    name = " ".join(said.split())
    try:
        with db.atomic():
            made = Institution.create(
                office=office_id, name=name, name_folded=folded(name)[:NAME_MOST], made_at=at
            )
    except IntegrityError:  # another request proposed it meanwhile
        return queries.those_called(office_id, said)[0]
    learn_name(made, name)
    record(made.id, "propose", actor_id, at)
    return made


def learn_name(institution: Institution, text: str) -> None:
    """Keep a spelling, so that it is found by it from now on."""
    InstitutionName.insert(
        office=institution.office_id,
        institution=institution.id,
        text=text,
        text_folded=folded(text)[:NAME_MOST],
    ).on_conflict_ignore().execute()


def confirm_institution(institution: Institution, actor_id: int, at: dt.datetime) -> None:
    """Take it from a proposal into the office's own list."""
    advance(institution, MOVES, "confirm", actor_id, at)


@writing()
def change_institution(
    institution: Institution,
    facts: Facts,
    other_name: str,
    seen: str,
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Correct what is known of it, and add a further name; earlier names stay."""
    current = hold(institution.id)
    if current.seen != seen:
        raise changed_meanwhile()
    require_free_name(current, facts.name)
    write_facts(current.id, facts)
    for text in filter(None, (facts.name, other_name)):
        learn_name(current, text)
    record(current.id, "change", actor_id, at)


def require_free_name(institution: Institution, name: str, *leaving: int) -> None:
    """Refuse the name of another one; those in ``leaving`` stop standing for themselves."""
    taken = queries.those_called(institution.office_id, name)
    if any(
        each.name_folded == folded(name) and each.id not in (institution.id, *leaving)
        for each in taken
    ):
        raise Refused(_("Another institution has this name. Merge the two instead."))


def write_facts(institution_id: int, facts: Facts) -> None:
    """Give an institution these facts, its name also as it is sorted."""
    columns = {
        Institution.name: facts.name,
        Institution.name_folded: folded(facts.name)[:NAME_MOST],
        Institution.type: facts.type_id,
        Institution.region: facts.region_id,
        Institution.address: facts.address,
    }
    Institution.update(columns).where(Institution.id == institution_id).execute()


def hold(institution_id: int) -> Institution:
    """A row lock until the transaction ends; returns the row as it is now."""
    Institution.update(state=Institution.state).where(Institution.id == institution_id).execute()
    return queries.institution_by_id(institution_id)


@writing()
def add_contact(
    institution: Institution, reach: Reach, token: str, actor_id: int, at: dt.datetime
) -> None:
    """Keep somebody to call; the same form again changes nothing."""
    if queries.contact_by_token(token):
        return
    InstitutionContact.create(token=token or new_key(), institution=institution, **reach._asdict())
    record(institution.id, "add_contact", actor_id, at)


@writing()
def change_contact(
    contact: InstitutionContact, reach: Reach, actor_id: int, at: dt.datetime
) -> None:
    """Correct whom to call, and how."""
    InstitutionContact.update(reach._asdict()).where(InstitutionContact.id == contact.id).execute()
    record(contact.institution_id, "set_contact", actor_id, at)


@writing()
def remove_contact(contact: InstitutionContact, actor_id: int, at: dt.datetime) -> None:
    """Call somebody no longer: what is kept of them goes, and links given to them end."""
    forget_row(CONTACT, contact.key, actor_id, at)
    InstitutionContact.delete().where(InstitutionContact.id == contact.id).execute()
    record(contact.institution_id, "drop_contact", actor_id, at)


def record(
    institution_id: int, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to an institution's history."""
    InstitutionEvent.create(
        institution=institution_id, verb=verb, actor=actor_id, at=at, note=note[:300]
    )


@writing()
def load_types_and_regions() -> None:
    """Offer the kinds of types.csv and the regions of regions.csv; those already there stay."""
    known = queries.known_codes(InstitutionType)
    for position, row in enumerate(_rows("types.csv")):
        if row["code"] not in known:
            InstitutionType.create(
                code=row["code"], label=row["id"], label_en=row["en"], position=position
            )
    rows = _rows("regions.csv")
    _add_regions([row for row in rows if not row["province"]])
    _add_regions([row for row in rows if row["province"]])


def _add_regions(rows: list[dict[str, str]]) -> None:
    known = queries.known_codes(Region)
    new = [
        {
            "code": row["code"],
            "province": known.get(row["province"]),
            "name": row["name"],
            "name_folded": folded(row["name"]),
        }
        for row in rows
        if row["code"] not in known
    ]
    if new:
        Region.insert_many(new).execute()


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
