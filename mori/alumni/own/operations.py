"""What alumni themselves say: of their data, and of what it is used for."""

import datetime as dt
from collections.abc import Collection

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.core.texts.folding import folded
from mori.institutions.queries import region_by_code

from ..consents.operations import hold, keep_answer, keep_consents, note_answer
from ..finding.operations import refresh
from ..models import Alumnus, AlumnusContact, AlumnusSkill, Engagement
from ..queries import ids_with
from ..records.operations import add_contact, record
from ..records.rules import name_columns, named
from ..rules import LIVING, Agreed, AlumnusState, ConsentWay, ContactKind
from . import queries
from .rules import Place, Said


@writing()
def correct(alumnus: Alumnus, said: Said, seen: str, at: dt.datetime) -> None:
    """Let somebody say what is right; it is an answer too. The same again does nothing.

    ``seen`` is what their form showed: what changed since is not overwritten.
    """
    head = hold(alumnus)
    before = queries.said_of(head)
    changed = said.changed_from(before)
    if head.state not in LIVING or (changed and before.seen != seen):
        raise changed_meanwhile()
    if changed:
        _write(head, before, said, at)
        record(head.id, "put_right", None, at, ", ".join(changed))
    if head.state != AlumnusState.WITHDRAWN:
        keep_answer(head, None, at)
    refresh([head.id])


def _write(head: Alumnus, before: Said, said: Said, at: dt.datetime) -> None:
    group = list(ids_with([head.id]))
    if said.name != before.name:
        Alumnus.update(**name_columns(named(said.name))).where(Alumnus.id == head.id).execute()
    if (said.region_code, said.address) != (before.region_code, before.address):
        region = region_by_code(said.region_code) if said.region_code else None
        # Else what a record merged into this one says would show through.
        Alumnus.update(region=None, address="").where(Alumnus.id.in_(group)).execute()
        columns = {"region": region, "address": said.address}
        Alumnus.update(**columns).where(Alumnus.id == head.id).execute()
    _write_contacts(head, group, ContactKind.PHONE, before.phones, said.phones)
    _write_contacts(head, group, ContactKind.MAIL, before.mails, said.mails)
    _write_skills(head, group, before.skills, said.skills)
    if said.place != before.place:
        _write_place(head, said.place, at)
    Alumnus.update(revision=Alumnus.revision + 1).where(Alumnus.id == head.id).execute()


def _write_contacts(
    head: Alumnus,
    group: list[int],
    kind: ContactKind,
    before: Collection[str],
    after: Collection[str],
) -> None:
    """Those left out go; an address written anew is tried again, though mail came back there."""
    theirs = (AlumnusContact.alumnus.in_(group), AlumnusContact.kind == kind)
    gone, new = [*{*before} - {*after}], [each for each in after if each not in before]
    AlumnusContact.delete().where(*theirs, AlumnusContact.value.in_(gone)).execute()
    AlumnusContact.update(bounced_at=None).where(*theirs, AlumnusContact.value.in_(new)).execute()
    for each in new:
        add_contact(head.id, kind, each)


def _write_skills(
    head: Alumnus, group: list[int], before: Collection[str], after: Collection[str]
) -> None:
    if before == after:
        return
    AlumnusSkill.delete().where(AlumnusSkill.alumnus.in_(group)).execute()
    for text in after:
        AlumnusSkill.create(alumnus=head, text=text, text_folded=folded(text)[:60])


def _write_place(head: Alumnus, said: Place | None, at: dt.datetime) -> None:
    """Somebody who is elsewhere was there until now; a word put right changes no dates."""
    found = queries.place_of(head)
    is_same = found and said and folded(said.name) == found.name_folded
    if found and not is_same:
        until = f"{local_date(at, head.office.zone):%Y-%m}"
        Engagement.update(until=until).where(Engagement.id == found.id).execute()
    if said is None:
        return
    columns = {**said._asdict(), "name_folded": folded(said.name)[:120]}
    if found and is_same:
        Engagement.update(**columns).where(Engagement.id == found.id).execute()
    else:
        Engagement.create(alumnus=head, made_at=at, **columns)


@writing()
def confirm(alumnus: Alumnus, seen: str, at: dt.datetime) -> None:
    """All that the page showed is right."""
    head = hold(alumnus)
    if queries.said_of(head).seen != seen:
        raise changed_meanwhile()
    note_answer(head, None, at)


@writing()
def agree(
    alumnus: Alumnus, to: Collection[Agreed], way: ConsentWay, locale: str, at: dt.datetime
) -> None:
    """Agree to something: whoever does is in touch with the office."""
    head = hold(alumnus)
    if head.state == AlumnusState.WITHDRAWN:
        raise Refused(_("You had stopped everything. Take part again first, then choose."))
    if head.state != AlumnusState.CONFIRMED or head.unanswered:
        keep_answer(head, None, at)
    keep_consents(head, to, way, locale, at)
    refresh([head.id])


@writing()
def answer_farewell(alumnus: Alumnus, to: Collection[Agreed], locale: str, at: dt.datetime) -> None:
    """Keep what somebody chose when they left; whoever answered before keeps that answer."""
    head = hold(alumnus)
    if head.state == AlumnusState.INVITED:
        keep_answer(head, None, at)
        keep_consents(head, to, ConsentWay.FAREWELL, locale, at)
        refresh([head.id])
