"""Papers, as they are checked, opened, listed and printed."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.certificates.numbers.rules import number_folded
from mori.certificates.statements.rules import PaperKind, Signing
from mori.core.db import literals
from mori.offices.models import Office
from mori.placements.models import Placement

from .models import Paper, PaperEvent
from .rules import STANDING, PaperState

PAGE = 30
AT_ONCE = 60  # how many one signature may stand for


def _whole() -> Any:
    """Papers with their office, and their intern where they have one."""
    return (
        Paper.select(Paper, Placement, Person, Office)
        .left_outer_join(Placement)
        .left_outer_join(Person)
        .switch(Paper)
        .join(Office)
    )


def paper_by_number(text: str) -> Paper | None:
    """The paper that has a number, however it was typed; with its intern and office."""
    found: Paper | None = _whole().where(Paper.number_folded == number_folded(text)).get_or_none()
    return found


def issued_paper_by_key(key: str) -> Paper | None:
    found: Paper | None = _whole().where(Paper.key == key).get_or_none()
    return found


def paper_by_id(paper_id: int) -> Paper:
    found: Paper = _whole().where(Paper.id == paper_id).get()
    return found


def paper_by_token(token: str) -> Paper | None:
    return Paper.get_or_none(Paper.token == token)


def standing_paper(placement_id: int, kind: PaperKind, locale: str) -> Paper | None:
    """The one of a kind and language that is neither revoked nor dropped."""
    return Paper.get_or_none(
        Paper.placement == placement_id,
        Paper.kind == kind,
        Paper.locale == locale,
        Paper.state.in_(literals(STANDING)),
    )


def is_file_of_another(paper: Paper, digest: str) -> bool:
    """Whether another paper of the office is this very file, as it was made or signed."""
    found = Paper.select(Paper.id).where(
        Paper.office == paper.office_id,
        Paper.id != paper.id,
        (Paper.sha256 == digest) | (Paper.signed_sha256 == digest),
    )
    return bool(found.exists())


def has_standing(placement_id: int) -> bool:
    """Whether any paper of an internship is neither revoked nor dropped."""
    found = Paper.select(Paper.id).where(
        Paper.placement == placement_id, Paper.state.in_(literals(STANDING))
    )
    return bool(found.exists())


def replacement_of(paper_id: int) -> Paper | None:
    """The paper that was made in a revoked one's stead."""
    found: Paper | None = (
        _whole()
        .where(Paper.replaces == paper_id, Paper.state != PaperState.DROPPED)
        .order_by(Paper.id.desc())
        .first()
    )
    return found


def papers_in(office_id: int, state: PaperState, after: int | None = None) -> list[Paper]:
    """An office's papers in a state, the latest first, after an id: a page and one more."""
    found = _whole().where(Paper.office == office_id, Paper.state == state)
    if after is not None:
        found = found.where(Paper.id < after)
    return list(found.order_by(Paper.id.desc()).limit(PAGE + 1))


def papers_keyed(office_id: int, keys: Collection[str]) -> list[Paper]:
    """Those of an office's papers that are named."""
    found = _whole().where(Paper.office == office_id, Paper.key.in_(list(keys)))
    return list(found.order_by(Paper.id))


def papers_to_sign(office_id: int) -> list[Paper]:
    """Those that wait for the head's tap, the earliest first, as many as one tap may stand for."""
    found = _whole().where(
        Paper.office == office_id,
        Paper.state == PaperState.UNSIGNED,
        Paper.signing == Signing.IN_MORI,
    )
    return list(found.order_by(Paper.id).limit(AT_ONCE))


def count_in(office_id: int, state: PaperState, most: int) -> int:
    """How many papers are in a state, counted no further than ``most``."""
    found = Paper.select(Paper.id).where(Paper.office == office_id, Paper.state == state)
    return int(found.limit(most).count())


def papers_of(placement_ids: Collection[int]) -> dict[int, list[Paper]]:
    """All papers of some internships but those dropped, the earliest first."""
    found: dict[int, list[Paper]] = {each: [] for each in placement_ids}
    rows = Paper.select().where(
        Paper.placement.in_(list(placement_ids)), Paper.state != PaperState.DROPPED
    )
    for row in rows.order_by(Paper.id):
        found[row.placement_id or 0].append(row)
    return found


def papers_out(placement_id: int) -> list[Paper]:
    """What somebody was given of an internship, the latest first; revoked ones are among them."""
    found = _whole().where(
        Paper.placement == placement_id,
        Paper.state.in_(literals({PaperState.SIGNED, PaperState.REVOKED})),
        Paper.signed_at.is_null(False),
    )
    rows = found.order_by(Paper.id.desc()).limit(PAGE)
    return [each for each in rows if each.is_out or each.state.is_revoked]


def papers_of_person(person_id: int) -> list[Paper]:
    """An intern's own, the latest first; what has no number yet is none."""
    found = _whole().where(
        Placement.person == person_id,
        Paper.state.not_in(literals({PaperState.AWAITING_NUMBER, PaperState.DROPPED})),
    )
    return list(found.order_by(Paper.id.desc()).limit(PAGE))


def has_papers(person_id: int) -> bool:
    found = (
        Paper.select(Paper.id)
        .join(Placement)
        .where(
            Placement.person == person_id,
            Paper.state.not_in(literals({PaperState.AWAITING_NUMBER, PaperState.DROPPED})),
        )
    )
    return bool(found.exists())


def events_of(paper_id: int) -> list[PaperEvent]:
    """What happened to a paper, the earliest first, with who did it."""
    return list(
        PaperEvent.select(PaperEvent, Person)
        .left_outer_join(Person, on=PaperEvent.actor)
        .where(PaperEvent.paper == paper_id)
        .order_by(PaperEvent.id)
    )


def next_to_print(at: dt.datetime) -> Paper | None:
    """A paper whose PDF is due to be made."""
    found: Paper | None = (
        _whole()
        .where(Paper.print_at.is_null(False), Paper.print_at <= at)
        .order_by(Paper.print_at, Paper.id)
        .first()
    )
    return found
