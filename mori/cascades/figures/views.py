"""How many were taught, never as one figure; each page's table is the same as its CSV."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.campaign.publications.queries import Reach, reach_by_channel
from mori.cascades.questions.rules import questions, share
from mori.cascades.trees.queries import PAGE, tree_rows
from mori.cascades.trees.rules import drawing
from mori.events.models import Event
from mori.events.queries import event_by_key
from mori.web.asked import after, next_page
from mori.web.files import csv_file
from mori.web.i18n import locale
from mori.web.render import page

from ..models import CascadeFigure
from ..rules import EvidenceLevel
from . import queries
from .rules import NONE, Figures

bp = Blueprint("cascades", __name__)
HERE = "network"


class Line(NamedTuple):
    """Figures of one part, and what it is called."""

    label: Any
    figures: Figures
    url: str = ""


def asked_evidence() -> EvidenceLevel:
    """From ``?bukti=``: this or better."""
    text = request.args.get("bukti", "0")
    return EvidenceLevel(int(text)) if text in {"0", "1", "2", "3"} else EvidenceLevel.SAID


def _filters(endpoint: str, **values: Any) -> list[tuple[str, Any, bool]]:
    now_asked = asked_evidence()
    return [
        (url_for(endpoint, bukti=int(each), **values), each.label, each is now_asked)
        for each in EvidenceLevel
    ]


@bp.get("/pengajaran")
@may("teaching.list")
def office() -> Response:
    found = queries.trainings_with_teachings(current_user.office_id, _place(), asked_evidence())
    rows, more = next_page(
        found, queries.PAGE, lambda row: (row.training.starts_on, row.training.id)
    )
    lines = _office_lines(current_user.office_id)
    return page(
        "cascades/figures/office.html",
        here=HERE,
        whole=lines[0].figures,
        lines=lines[1:],
        trainings=[
            Line(
                each.training.name,
                queries.figures_in(each),
                url_for("cascades.tree", key=each.training.key),
            )
            for each in rows
        ],
        more=more,
        media=reach_by_channel(current_user.office_id),
        filters=_filters("cascades.office"),
        csv=url_for("cascades.office_table", bukti=int(asked_evidence())),
        may_check=allowed(current_user, "teaching.list"),
        may_read=allowed(current_user, "member.list"),
    )


def _place() -> tuple[dt.date, int] | None:
    found = after(dt.date.fromisoformat, int)
    return (found[0], found[1]) if found else None


def _office_lines(office_id: int) -> list[Line]:
    """The office as a whole, then its regions by their names."""
    figures, names = queries.figures_by_region(office_id, asked_evidence())
    whole = Line(_("All"), figures.get(None, NONE))
    regions = [Line(names[each], found) for each, found in figures.items() if each is not None]
    return [whole, *sorted(regions, key=lambda line: line.label)]


@bp.get("/pengajaran/angka.csv")
@may("teaching.list")
def office_table() -> Response:
    lines = {_("Region"): _office_lines(current_user.office_id)}
    media = _media_rows(reach_by_channel(current_user.office_id))
    return csv_file(chain(_rows(lines), media), _("teachings"), asked_evidence().name)


def _media_rows(media: list[Reach]) -> Iterator[list[Any]]:
    """A part of its own, with its own first line: none of it is of people taught."""
    if media:
        yield []
        yield [
            *(_("Part"), _("Channel"), _("Publications")),
            *(_("With a reach said"), _("Largest reach said")),
        ]
    part = _("Media reach, as reported")
    for channel, number, with_reach, largest in media:
        yield [part, channel.label, number, with_reach, "" if largest is None else largest]


def _rows(tables: Mapping[Any, list[Line]]) -> Iterator[list[Any]]:
    """The five, always together; the first line names them."""
    yield [
        *(_("Part"), _("Name"), _("Evidence"), _("Sessions"), _("Attendances")),
        *(_("People known"), _("At least"), _("At most")),
    ]
    for part, lines in tables.items():
        for line in lines:
            yield [part, line.label, asked_evidence().label, *line.figures.five]


@bp.get("/pengajaran/pelatihan/<key>")
@may("teaching.tree", on=event_by_key)
def tree(event: Event) -> Response:
    """One training and all that was taught on from it: who taught whom."""
    found = tree_rows(event.id, *(after(str) or ()))
    rows, more = next_page(found, PAGE, lambda row: (row.path,))
    evidence = asked_evidence()
    whole, levels, regions = _tree_lines(event.id)
    return page(
        "cascades/figures/tree.html",
        here=HERE,
        event=event,
        whole=whole.figures,
        levels=levels,
        regions=regions,
        rows=rows,
        more=more,
        drawn=drawing([(row.path, row.evidence >= EvidenceLevel.CONFIRMED) for row in rows]),
        evidence=[each.label for each in EvidenceLevel],
        filters=_filters("cascades.tree", key=event.key),
        csv=url_for("cascades.tree_table", key=event.key, bukti=int(evidence)),
        shares=[
            share(each.level, (each.answers, tuple(map(int, each.right.split()))))
            for each in queries.shares_of(event.id)
        ],
        questions=[each.name_in(locale()) for each in questions()],
    )


def _tree_lines(training_id: int) -> tuple[Line, list[Line], list[Line]]:
    """A tree as a whole, by level, by region."""
    rows = queries.figures_of_training(training_id, asked_evidence())
    whole = [each for each in rows if not each.level and not each.region_id]
    levels = [each for each in rows if each.level]
    regions = [each for each in rows if each.region_id]
    return (
        Line(_("All"), queries.figures_in(whole[0]) if whole else NONE),
        [Line(_("Level %(n)d", n=each.level), queries.figures_in(each)) for each in levels],
        [Line(each.region.name, queries.figures_in(each)) for each in regions if each.region],
    )


@bp.get("/pengajaran/pelatihan/<key>/angka.csv")
@may("teaching.tree", on=event_by_key)
def tree_table(event: Event) -> Response:
    whole, levels, regions = _tree_lines(event.id)
    tables = {_("Tree"): [whole], _("Level"): levels, _("Region"): regions}
    return csv_file(_rows(tables), _("teachings"), event.name, asked_evidence().name)


def event_part(event: Event) -> dict[str, Any] | None:
    """For the office's page of a training: the way to what came of it."""
    rows: list[CascadeFigure] = queries.figures_of_training(event.id, EvidenceLevel.SAID)
    whole = [queries.figures_in(each) for each in rows if not each.level and not each.region_id]
    return {"event": event, "whole": whole[0]} if whole else None
