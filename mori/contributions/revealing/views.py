"""What an intern sees from the reveal on, who has sealed an opinion."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.guidebook.exercises.queries import components_offered, forms_offered
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page, see_other
from mori.web.sessions import zone

from ..matters.models import Matter
from ..matters.queries import conclusion_of, matter_by_key, opened
from ..opinions.models import Opinion
from ..opinions.queries import opinion_of
from . import forms, operations, queries
from .rules import FEW, findings, overview

bp = Blueprint("reveals", __name__)
bp.after_request(keep_no_copy)


def revealed_matter(key: str) -> Matter | None:
    """One whose moment has come: before it there are no such pages."""
    found = matter_by_key(key)
    return found if found and opened(found, now()) else None


@bp.get("/belajar/pendapat/<key>/dibuka")
@may("opinion.give", on=revealed_matter)
def reveal(matter: Matter) -> Response:
    mine = own_of(matter)
    return _reveal(matter, mine, _thought_form(mine))


def own_of(matter: Matter) -> Opinion:
    """What somebody has sealed of a matter; without it there is no such page for them."""
    mine = opinion_of(matter.id, current_user.person_id)
    if mine is None:
        abort(404)
    return mine


def _thought_form(mine: Opinion) -> forms.ThoughtForm:
    there = queries.second_thoughts_on([mine.id]).get(mine.id)
    columns = ("finding", "because", "text")
    data = {name: getattr(there, name) for name in columns} if there else {}
    return forms.ThoughtForm(formdata=None, data=data)


def _reveal(matter: Matter, mine: Opinion, form: forms.ThoughtForm, status: int = 200) -> Response:
    given = opened(matter, now())
    if given is None:  # it was recalled a moment ago
        abort(404)
    conclusion = conclusion_of(given)
    peers = queries.peers_of(mine, given)
    others = [each.opinion.judgement for each in peers]
    office = conclusion.judgement if conclusion else None
    return page(
        "contributions/revealing/reveal.html",
        status=status,
        here="learn",
        matter=matter,
        mine=mine,
        conclusion=conclusion,
        is_late=matter.is_late(local_date(now(), zone())),
        peers=peers,
        are_few=len(peers) + 1 < FEW,
        found=findings(mine.judgement, others),
        maps=[
            overview(
                [row.code for row in rows],
                getattr(mine.judgement, of),
                [getattr(each, of) for each in others],
                getattr(office, of) if office else (),
            )
            for of, rows in (("forms", forms_offered()), ("components", components_offered()))
        ],
        called=queries.called(),
        words=queries.words_on(mine.id),
        outcomes=queries.outcomes_of([mine.id, *(each.opinion.id for each in peers)]),
        is_named=queries.is_named(mine.id),
        form=form,
    )


@bp.post("/belajar/pendapat/<key>/pikiran")
@may("opinion.give", on=revealed_matter)
def think_again(matter: Matter) -> Response:
    mine, form = own_of(matter), forms.ThoughtForm()
    if not form.validate():
        return _reveal(matter, mine, form, 422)
    try:
        operations.keep_second_thought(mine, matter, form.thought, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _reveal(matter_by_key(matter.key) or matter, mine, form, 409)
    flash(_("Kept. Your opinion stays as you sealed it."))
    return see_other(url_for("reveals.reveal", key=matter.key))


@bp.post("/belajar/pendapat/<key>/nama")
@may("opinion.give", on=revealed_matter)
def choose_name(matter: Matter) -> Response:
    """Show one's name, or take it back: the button shows the other of what is so."""
    mine = own_of(matter)
    is_shown = not queries.is_named(mine.id)
    try:
        operations.choose_name(mine, matter, now(), is_shown=is_shown)
    except Refused as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("Your name is shown.") if is_shown else _("Your name is not shown any more."))
    return see_other(url_for("reveals.reveal", key=matter.key))
