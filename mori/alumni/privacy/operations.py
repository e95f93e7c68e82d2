"""What alumni ask of their own data, and what is done about it."""

import datetime as dt
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.accounts.queries import person_by_id, person_by_key
from mori.contributions.finals.operations import unlist_studies
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.links.operations import forget_row
from mori.notifications.operations import forget_addresses
from mori.safeguarding.lasting.operations import note_lasting

from ..consents.operations import end_questions, hold
from ..finding.operations import refresh
from ..imports.models import ImportBlock, ImportRow
from ..imports.row_rules import EMPTY
from ..models import Alumnus, AlumnusContact, AlumnusEvent, Consent
from ..queries import alumnus_by_key, ids_with
from ..rules import ALUMNUS, AlumnusState
from ..rules import MOVES as ALUMNUS_MOVES
from . import queries
from .models import PrivacyRequest, PrivacyRequestEvent
from .queries import About
from .rules import MOVES, RequestKind, RequestState, RequestWay, columns_to, due_at

NOTE = 300
NOBODY = "–"  # instead of a name


class Asked(NamedTuple):
    """What somebody wants, and how they said so."""

    kind: RequestKind
    text: str
    way: RequestWay


@writing()
def ask(
    alumnus: Alumnus, asked: Asked, token: str, noted_by: int | None, at: dt.datetime
) -> PrivacyRequest:
    """Keep what somebody asks; the same form again is the same request.

    What needs nobody's judgment is done at once.
    """
    head = hold(alumnus)
    if made := queries.request_by_token(token):
        return made
    if head.state == AlumnusState.ERASED:
        raise Refused(_("This record is erased already."))
    _require_no_other(head, asked.kind)
    request = PrivacyRequest.create(
        token=token,
        office=head.office_id,
        alumnus=head.id,
        **asked._asdict(),
        noted_by=noted_by,
        asked_at=at,
        due_at=due_at(asked.kind, at),
    )
    PrivacyRequestEvent.create(request=request.id, verb="ask", actor=noted_by, at=at)
    if asked.kind.is_done_at_once:
        settle(request, "", noted_by, at)
    return request


def _require_no_other(alumnus: Alumnus, kind: RequestKind) -> None:
    """One erasure at a time; of corrections there may be several."""
    waiting = (each for each in queries.requests_of(alumnus) if each.state.is_open)
    if kind.is_erasure and any(each.kind.is_erasure for each in waiting):
        raise Refused(_("Erasure is asked for already, and waits to be done."))


def take_back(request: PrivacyRequest, actor_id: int | None, at: dt.datetime) -> None:
    """They changed their mind before anybody decided."""
    _decide(request, "take_back", "", actor_id, at)


def refuse(request: PrivacyRequest, why: str, actor_id: int, at: dt.datetime) -> None:
    """Not done, and they are told why."""
    _decide(request, "refuse", why, actor_id, at)


@writing()
def settle(request: PrivacyRequest, answer: str, actor_id: int | None, at: dt.datetime) -> None:
    """Do what was asked, and say so; a correction was made in the record before."""
    _decide(request, "settle", answer, actor_id, at)
    alumnus = hold(request.alumnus)
    if request.kind == RequestKind.RESTRICTION:
        _restrict(alumnus, True, actor_id, at)
    elif request.kind == RequestKind.LIFTING:
        _restrict(alumnus, False, actor_id, at)
    elif request.kind == RequestKind.ERASURE and actor_id:  # somebody of the office does it
        erase(alumnus, actor_id, at)


def _decide(
    request: PrivacyRequest, verb: str, answer: str, actor_id: int | None, at: dt.datetime
) -> None:
    advance(
        request,
        MOVES,
        verb,
        actor_id,
        at,
        answer[:NOTE],
        decided_by=actor_id,
        decided_at=at,
        answer=answer,
    )


def _restrict(alumnus: Alumnus, is_restricted: bool, actor_id: int | None, at: dt.datetime) -> None:
    """Keep, but neither show nor use; those merged into this one too."""
    ids = list(ids_with([alumnus.id]))
    Alumnus.update(is_restricted=is_restricted, revision=Alumnus.revision + 1).where(
        Alumnus.id.in_(ids)
    ).execute()
    if is_restricted:
        end_questions(alumnus, at)
    verb = "restrict" if is_restricted else "lift"
    AlumnusEvent.create(alumnus=alumnus.id, verb=verb, actor=actor_id, at=at)
    refresh(ids)


@writing()
def forget_closed(asked_before: dt.datetime, most: int) -> int:
    """Throw away requests that were decided long ago; how many."""
    ids = [each.id for each in queries.closed_before(asked_before, most)]
    PrivacyRequestEvent.delete().where(PrivacyRequestEvent.request.in_(ids)).execute()
    PrivacyRequest.delete().where(
        PrivacyRequest.id.in_(ids), PrivacyRequest.state != RequestState.OPEN
    ).execute()
    return len(ids)


@writing()
def erase(alumnus: Alumnus, actor_id: int, at: dt.datetime) -> None:
    """Leave nothing by which somebody is known; what the law keeps stands elsewhere, and stays."""
    alumnus = hold(alumnus)  # perhaps another record's since it was looked at
    ids = list(ids_with([alumnus.id]))
    rows = queries.alumni(ids)
    end_questions(alumnus, at)
    forget_addresses(queries.addresses_of_nobody_else(ids))
    Consent.update(withdrawn_at=at).where(
        Consent.alumnus.in_(ids), Consent.withdrawn_at.is_null()
    ).execute()
    for about in queries.tables_about(ids):
        _empty(about)
    _empty_rows(queries.rows_joining(ids))
    Alumnus.update(name=NOBODY, name_folded=NOBODY).where(Alumnus.id.in_(ids)).execute()
    for row in rows:
        forget_row(ALUMNUS, row.key, actor_id, at, named=NOBODY)
        if row.person_id:
            unlist_studies(row.person_id, at)
        if row.state != AlumnusState.ERASED:
            advance(row, ALUMNUS_MOVES, "erase", actor_id, at, revision=row.revision + 1)
    refresh(ids)
    note_lasting("alumnus", {"alumnus": alumnus.key, "actor": person_by_id(actor_id).key})


def erase_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After a copy was restored in which they still are."""
    alumnus = alumnus_by_key(said["alumnus"])
    if alumnus and alumnus.state != AlumnusState.ERASED:
        erase(alumnus, person_by_key(said["actor"]).id, at)


def _empty_rows(ids: list[int]) -> None:
    """Rows of lists that would have become theirs: taken over later, they bring nothing back."""
    ImportBlock.delete().where(ImportBlock.row.in_(ids)).execute()
    ImportRow.update(packed=EMPTY, corrected="", why="[]").where(ImportRow.id.in_(ids)).execute()


def _empty(about: About) -> None:
    """Delete the rows of a table, or blank what the table of fields says."""
    if columns_to("row", about.name):
        about.model.delete().where(about.where).execute()
    elif blank := columns_to("blank", about.name):
        about.model.update({column: _blank(about.model, column) for column in blank}).where(
            about.where
        ).execute()


def _blank(model: Any, column: str) -> Any:
    if column == "packed":  # the row of a list stays a row, with nothing in it
        return EMPTY
    if column in ("before", "after"):  # of a merge: JSON, which whoever undoes it reads
        return "{}"
    field = model._meta.fields[column]
    if field.default is not None and not callable(field.default):
        return field.default
    return None if field.null else ""


@writing()
def forget_contacts(withdrawn_before: dt.datetime, most: int) -> int:
    """Throw away the addresses of people who withdrew long ago; how many people."""
    ids = queries.withdrawn_with_contacts(withdrawn_before, most)
    AlumnusContact.delete().where(AlumnusContact.alumnus.in_(ids)).execute()
    Alumnus.update(address="", revision=Alumnus.revision + 1).where(Alumnus.id.in_(ids)).execute()
    refresh(ids)
    return len(ids)
