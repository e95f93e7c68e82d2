"""Requests of alumni, and all rows that are about one of them."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from peewee import SQL, ForeignKeyField, fn

from mori.access.roles import Actor
from mori.accounts.models import Person
from mori.core.compiled import COUNTED
from mori.core.db import Model, literals
from mori.offices.models import Office

from ..imports.models import ImportRow
from ..models import Alumnus, AlumnusContact, AlumnusEvent
from ..queries import ids_with
from ..rules import AlumnusState, ContactKind
from .models import PrivacyRequest, PrivacyRequestEvent
from .rules import RequestState

PAGE = 30
Later = AlumnusEvent.alias("later")
DERIVED = frozenset({"alumnus_facet"})  # written anew from the record itself
OTHERS = frozenset({("import_row", "joins")})  # who it may be: nobody has decided yet


def request_by_key(key: str) -> PrivacyRequest | None:
    """A request with its office and whose it is."""
    found: PrivacyRequest | None = _requests().where(PrivacyRequest.key == key).get_or_none()
    return found


def request_by_token(token: str) -> PrivacyRequest | None:
    return PrivacyRequest.get_or_none(PrivacyRequest.token == token)


def _requests() -> Any:
    return (
        PrivacyRequest.select(PrivacyRequest, Alumnus, Office)
        .join(Alumnus)
        .switch(PrivacyRequest)
        .join(Office)
    )


def open_requests(
    office_id: int, after: tuple[dt.datetime, int] | None = None
) -> list[PrivacyRequest]:
    """What waits in an office, the soonest due first; one page and one more."""
    found = _open(_requests(), office_id)
    if after:
        moment, last_id = after
        found = found.where(
            PrivacyRequest.due_at >= moment,
            (PrivacyRequest.due_at > moment) | (PrivacyRequest.id > last_id),
        )
    return list(found.order_by(PrivacyRequest.due_at, PrivacyRequest.id).limit(PAGE + 1))


def closed_requests(office_id: int, before: int | None = None) -> list[PrivacyRequest]:
    """What was decided, the latest first; one page and one more."""
    found = _requests().where(
        PrivacyRequest.office == office_id, PrivacyRequest.state != RequestState.OPEN
    )
    if before is not None:
        found = found.where(PrivacyRequest.id < before)
    return list(found.order_by(PrivacyRequest.id.desc()).limit(PAGE + 1))


def waiting(actor: Actor, _at: dt.datetime) -> int:
    """How many wait in somebody's office, as far as a badge counts."""
    if actor.office_id is None:
        return 0
    found = _open(PrivacyRequest.select(PrivacyRequest.id), actor.office_id)
    return len(found.limit(COUNTED + 1))


def overdue_count(office_id: int, at: dt.datetime) -> int:
    found = _open(PrivacyRequest.select(PrivacyRequest.id), office_id)
    return len(found.where(PrivacyRequest.due_at <= at).limit(COUNTED + 1))


def _open(found: Any, office_id: int) -> Any:
    return found.where(
        PrivacyRequest.office == office_id,
        PrivacyRequest.state.in_(literals([RequestState.OPEN])),
    )


def requests_of(alumnus: Alumnus) -> list[PrivacyRequest]:
    """All that somebody asked, the latest first, those of records merged into theirs included."""
    return list(
        PrivacyRequest.select()
        .where(PrivacyRequest.alumnus.in_(list(ids_with([alumnus.id]))))
        .order_by(PrivacyRequest.id.desc())
    )


def closed_before(asked_before: dt.datetime, most: int) -> list[PrivacyRequest]:
    """Requests that are over, and older than this."""
    found = PrivacyRequest.select().where(
        PrivacyRequest.asked_at < asked_before, PrivacyRequest.state != RequestState.OPEN
    )
    return list(found.order_by(PrivacyRequest.id).limit(most))


def events_of(request_id: int) -> list[PrivacyRequestEvent]:
    return list(
        PrivacyRequestEvent.select(PrivacyRequestEvent, Person)
        .left_outer_join(Person, on=PrivacyRequestEvent.actor)
        .where(PrivacyRequestEvent.request == request_id)
        .order_by(PrivacyRequestEvent.id)
    )


def alumni(ids: Collection[int]) -> list[Alumnus]:
    return list(Alumnus.select().where(Alumnus.id.in_(list(ids))))


def addresses_of_nobody_else(alumnus_ids: Collection[int]) -> list[str]:
    """Mail addresses of theirs at which nobody with an account, and no other alumnus, is met."""
    mine = AlumnusContact.alumnus.in_(list(alumnus_ids))
    rows = AlumnusContact.select().where(mine, AlumnusContact.kind == ContactKind.MAIL)
    values = {row.value for row in rows}
    others = AlumnusContact.select().where(~mine, AlumnusContact.value.in_(list(values)))
    accounts = Person.select(Person.email).where(Person.email.in_(list(values)))
    return sorted(values - {row.value for row in others} - {row.email for row in accounts})


def withdrawn_with_contacts(withdrawn_before: dt.datetime, most: int) -> list[int]:
    """Who withdrew before a moment and came not back, and is still reachable in the records."""
    found = (
        Alumnus.select(Alumnus.id)
        .join(AlumnusEvent)
        .switch(Alumnus)
        .join(AlumnusContact)
        .where(
            AlumnusEvent.verb.in_(literals(["withdraw"])),
            AlumnusEvent.at < withdrawn_before,
            Alumnus.state == AlumnusState.WITHDRAWN,
            fn.NOT(fn.EXISTS(_withdrew_again(withdrawn_before))),
        )
        .distinct()
        .limit(most)
    )
    return [row.id for row in found]


def _withdrew_again(since: dt.datetime) -> Any:
    """That somebody withdrew once more, lately: their days count from then."""
    return Later.select(SQL("1")).where(
        Later.alumnus == Alumnus.id, Later.verb == "withdraw", Later.at >= since
    )


class About(NamedTuple):
    """A table with rows about alumni, and which of its rows those are."""

    model: type[Model]
    where: Any

    @property
    def name(self) -> str:
        return str(self.model._meta.table_name)


def tables_about(alumnus_ids: Collection[int]) -> Iterator[About]:
    """Each table that points to alumni, and those that point to these, the deepest first.

    Read from the models: a table that begins to point to an alumnus is among them at once.
    """
    ids = list(alumnus_ids)
    pointing = _pointing_to(Alumnus)
    for model, fields in pointing.items():
        mine = model.select(model.id).where(_any_of(fields, ids))
        for below, belonging in _pointing_to(model).items():
            if below is not model and below not in pointing:
                yield About(below, _any_of(belonging, mine))
    for model, fields in pointing.items():
        yield About(model, _any_of(fields, ids))
    yield About(Alumnus, Alumnus.id.in_(ids))


def _pointing_to(model: Any) -> dict[Any, list[ForeignKeyField]]:
    found: dict[Any, list[ForeignKeyField]] = {}
    for field, pointing in model._meta.backrefs.items():
        name = pointing._meta.table_name
        if pointing is not model and name not in DERIVED and (name, field.name) not in OTHERS:
            found.setdefault(pointing, []).append(field)
    return dict(sorted(found.items(), key=lambda each: each[0]._meta.table_name))


def _any_of(fields: list[ForeignKeyField], ids: Any) -> Any:
    wanted = fields[0].in_(ids)
    for field in fields[1:]:
        wanted |= field.in_(ids)
    return wanted


def rows_joining(alumnus_ids: Collection[int]) -> list[int]:
    """Rows of lists that were found, or said, to be theirs, and did not become theirs yet."""
    theirs = ImportRow.joins.in_(list(alumnus_ids))
    first = [row.id for row in ImportRow.select(ImportRow.id).where(theirs)]
    more = ImportRow.select(ImportRow.id).where(ImportRow.joins_row.in_(first))
    return first + [row.id for row in more]


def rows_of(about: About) -> list[dict[str, Any]]:
    """The rows themselves, as the columns hold them."""
    found: Any = about.model.select().where(about.where).order_by(about.model.id)
    return list(found.dicts())


def name_of(model: Any, column: str, value: Any) -> str:
    """What a region, an institution or a unit is called that a row points to."""
    found = model._meta.fields[column].rel_model.get_or_none(id=value) if value else None
    return str(found.name) if found else ""
