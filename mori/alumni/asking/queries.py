"""Whom an office asks next, who never answered, and where mail came back."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.accounts.queries import people_granted
from mori.core.db import literals
from mori.links.models import SignedLink
from mori.notifications.models import Message

from ..models import Alumnus, AlumnusContact
from ..own.rules import OWN
from ..rules import IN_TOUCH, AlumnusState, ContactKind
from .rules import ANSWER_WITHIN, MOST_UNANSWERED, REFUSED_LATELY, YEAR

AT_ONCE = 100
Merged = Alumnus.alias("merged")
MAILED = "signed link "  # how the messages that bring links begin to be named


def asker_of(office_id: int) -> Person | None:
    """In whose name an office asks: a coordinator who is there; without one nobody is asked."""
    return next(iter(people_granted(office_id, "link.change")), None)


def due_to_ask(office_id: int, at: dt.datetime, most: int) -> list[Alumnus]:
    """Those who answered once, and were neither asked nor heard of for a year."""
    since = at - YEAR
    return list(
        _standing()
        .where(
            Alumnus.office == office_id,
            Alumnus.state.in_(literals({AlumnusState.CONFIRMED})),
            ~Alumnus.is_restricted,
            ~fn.EXISTS(_restricted_among_merged()),
            Alumnus.unanswered < MOST_UNANSWERED,
            Alumnus.answered_at <= since,
            Alumnus.asked_at.is_null() | (Alumnus.asked_at <= since),
            fn.EXISTS(_mails(AlumnusContact.bounced_at.is_null())),
        )
        .order_by(Alumnus.answered_at, Alumnus.id)
        .limit(most)
    )


def _restricted_among_merged() -> Any:
    """What one record of a person may not be used for, none may."""
    return Merged.select(Merged.id).where(Merged.merged_into == Alumnus.id, Merged.is_restricted)


def silent(at: dt.datetime) -> list[Alumnus]:
    """Those who left three questions unanswered, a few."""
    return list(
        _in_touch()
        .where(Alumnus.unanswered >= MOST_UNANSWERED, Alumnus.asked_at <= at - ANSWER_WITHIN)
        .limit(AT_ONCE)
    )


def unreachable() -> list[Alumnus]:
    """Those with addresses, each of which refuses mail, a few."""
    return list(
        _in_touch()
        .where(
            fn.EXISTS(_mails(AlumnusContact.bounced_at.is_null(False))),
            ~fn.EXISTS(_mails(AlumnusContact.bounced_at.is_null())),
        )
        .limit(AT_ONCE)
    )


def refused(at: dt.datetime) -> list[tuple[int, str, dt.datetime]]:
    """Where mail with a link to the own record was refused lately: office, address, when."""
    messages: dict[str, Any] = {
        row.token.removeprefix(MAILED): row
        for row in Message.select(Message.token, Message.refused_at).where(
            Message.sent_at.is_null(),
            Message.refused_at > at - REFUSED_LATELY,
            Message.token.startswith(MAILED),
        )
    }
    links = SignedLink.select().where(
        SignedLink.key.in_(list(messages)[:AT_ONCE]), SignedLink.purpose == OWN
    )
    return [(row.office_id, row.email, messages[row.key].refused_at) for row in links]


def _in_touch() -> Any:
    return _standing().where(Alumnus.state.in_(literals(IN_TOUCH))).order_by(Alumnus.id)


def _standing() -> Any:
    return Alumnus.select().where(Alumnus.merged_into.is_null())


def _mails(*which: Any) -> Any:
    """Addresses of an alumnus and of those merged into them."""
    return (
        AlumnusContact.select(AlumnusContact.id)
        .join(Merged)
        .where(
            (Merged.id == Alumnus.id) | (Merged.merged_into == Alumnus.id),
            AlumnusContact.kind == ContactKind.MAIL,
            *which,
        )
    )


def has_no_asker(office_id: int, states: Collection[AlumnusState] = IN_TOUCH) -> bool:
    """Whether an office has alumni to ask, and nobody in whose name."""
    theirs = Alumnus.select(Alumnus.id).where(
        Alumnus.office == office_id, Alumnus.state.in_(literals(states))
    )
    return asker_of(office_id) is None and bool(theirs.exists())
