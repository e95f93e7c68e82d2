"""The directory of those who agreed, and the office's own records of everybody it knew."""

from collections.abc import Mapping

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.guard import may
from mori.alumni.finding.queries import tally_rows
from mori.alumni.finding.rules import EVERYBODY, FacetKind, Term
from mori.alumni.rules import AlumnusState
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of

from .forms import STATE, STATES, By, Narrowing, narrowing_here
from .queries import PAGE, people_in
from .row_queries import rows_of

bp = Blueprint("directory", __name__)


@bp.get("/alumni")
@may("alumni.list")
def directory() -> Response:
    return _listed(narrowing_here(shown=True))


@bp.get("/alumni/catatan")
@may("alumni.list")
def office_records() -> Response:
    return _listed(narrowing_here(shown=False))


def _listed(narrowing: Narrowing) -> Response:
    office_id, shown = current_user.office_id, narrowing.shown
    of_state = _of_state(narrowing.state)
    place = after(str, int)
    search, found = people_in(office_id, narrowing.segment, *of_state, shown=shown, after=place)
    listed, more = next_page(found, PAGE, lambda each: each)
    totals = next(iter(tally_rows(office_id, [EVERYBODY])), None)
    return page(
        "alumni/directory/directory.html",
        here="alumni",
        narrowing=narrowing,
        search=narrowing.segment.word,
        instead=[] if place else _instead(narrowing, search.instead),
        choices=[(each.label, narrowing.choose_url(each)) for each in By],
        states=[] if shown else _states(narrowing),
        rows=rows_of([number for _name, number in listed], current_user.zone, shown=shown),
        more=more,
        known=totals.known if totals else 0,
        shown_in_all=totals.shown if totals else 0,
        parts=parts_of("alumni", office_id) if shown else [],
    )


def _of_state(state: AlumnusState | None) -> list[Term]:
    return [Term(FacetKind.STATE, (str(state),))] if state else []


def _instead(
    narrowing: Narrowing, instead: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Words nobody is called by, and those that may be meant, each with its list."""
    words = narrowing.segment.word.split()
    return [
        (word, [(each, narrowing.url(cari=_replaced(words, word, each))) for each in near[:6]])
        for word, near in instead.items()
    ]


def _replaced(words: list[str], word: str, other: str) -> str:
    return " ".join(other if each.casefold() == word else each for each in words)


def _states(narrowing: Narrowing) -> list[tuple[str, str, int, bool]]:
    """The states as (address, label, how many, whether it is on)."""
    counted = {
        each.value: each.known
        for each in tally_rows(
            current_user.office_id, [Term(FacetKind.STATE, tuple(map(str, STATES.values())))]
        )
    }
    return [
        (
            narrowing.url(**{STATE: "" if state == narrowing.state else name}),
            str(state.label),
            counted.get(str(state), 0),
            state == narrowing.state,
        )
        for name, state in STATES.items()
    ]
