"""Giving an opinion before knowing anybody else's: the list, the form, and the receipt."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.guidebook.agreeing.standing import stands_of
from mori.placements.queries import nearest_placement
from mori.web.asked import after, next_page
from mori.web.render import fragment, page, see_other
from mori.web.sessions import zone

from ..matters.models import Matter
from ..matters.queries import matter_by_key, was_open
from . import forms, operations, queries
from .models import Opinion

bp = Blueprint("opinions", __name__)
HERE = "learn"
PLEDGE = "rahasia"


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    """Neither a browser nor a dictionary keeps what one day may have to be recalled."""
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/belajar/pendapat")
@may("opinion.list")
def opinions() -> Response:
    at, (last,) = now(), after(int) or (None,)
    office_id, person_id = current_user.office_id, current_user.person_id
    found = queries.matters_for(office_id, person_id, at, last)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.matter.id,))
    return page(
        "contributions/opinions/opinions.html",
        here=HERE,
        rows=rows,
        more=more,
        forgotten=queries.keys_to_forget(office_id, person_id, at),
    )


def matter_to_judge(key: str) -> Matter | None:
    """One that interns could read once."""
    found = matter_by_key(key)
    return found if found and was_open(found) else None


@bp.get("/belajar/pendapat/<key>")
@may("opinion.give", on=matter_to_judge)
def opinion(matter: Matter) -> Response:
    at = now()
    mine = queries.opinion_of(matter.id, current_user.person_id)
    state = matter.state_at(at)
    if state.is_recalled:
        return page("contributions/opinions/recalled.html", here=HERE, matter=matter, mine=mine)
    if state.is_revealed and mine:
        return see_other(url_for("reveals.reveal", key=matter.key))
    if mine:
        return _sealed(matter, mine)
    if not takes(matter, at):
        abort(404)
    form = forms.OpinionForm(formdata=None)
    form.offer()
    return _asking(matter, form)


def takes(matter: Matter, at: dt.datetime) -> bool:
    """Whether somebody is asked for an opinion on a matter, who has not given one."""
    is_open = matter.state_at(at).takes_opinions
    return is_open and not queries.has_stepped_back(matter.id, current_user.person_id)


def _sealed(
    matter: Matter, mine: Opinion, not_taken: Any = None, refusals: Any = (), status: int = 200
) -> Response:
    return page(
        "contributions/opinions/sealed.html",
        status=status,
        here=HERE,
        matter=matter,
        mine=mine,
        not_taken=not_taken,
        refusals=refusals,
        is_alone=False,
    )


def _asking(matter: Matter, form: forms.OpinionForm, status: int = 200) -> Response:
    """The case with the form; without the pledge neither, where a case is a real one."""
    has_to_sign = matter.level.needs_pledge and not has_pledged()
    was_sent = status >= 400
    return page(
        "contributions/opinions/opinion.html",
        status=status,
        here=HERE,
        matter=matter,
        form=None if has_to_sign else form,
        not_taken=form if was_sent else None,
    )


def has_pledged() -> bool:
    """Whether somebody stands by the pledge of confidentiality as it is now."""
    stands = stands_of([current_user.person_id], current_user.office_id, "id")
    return any(
        stand.book.slug == PLEDGE and stand.is_done for stand in stands[current_user.person_id]
    )


@bp.post("/belajar/pendapat/<key>")
@may("opinion.give", on=matter_to_judge)
def seal(matter: Matter) -> Response:
    form, at = forms.OpinionForm(), now()
    form.offer()
    mine = queries.opinion_of(matter.id, current_user.person_id)
    if mine is None and not takes(matter, at):
        return _too_late(matter, form)
    if matter.level.needs_pledge and not has_pledged():
        return _asking(matter, form, 409)
    if not form.validate():
        return _sealed(matter, mine, form, (), 422) if mine else _asking(matter, form, 422)
    try:
        sealed = operations.seal_opinion(matter, _sealer(form), form.judgement, at)
    except Refused as refusal:
        return _refused(matter, form, refusal)
    if request.htmx and not matter.state_at(at).is_revealed:  # type: ignore[attr-defined]
        receipt = "contributions/opinions/_receipt.html"
        return fragment(receipt, matter=matter, mine=sealed, is_alone=True)
    flash(_("Sealed. Receipt: %(receipt)s", receipt=sealed.key))
    return see_other(url_for("opinions.opinion", key=matter.key))


def _sealer(form: forms.OpinionForm) -> operations.Sealer:
    placement = nearest_placement(current_user.person_id, local_date(now(), zone()))
    if placement is None:
        raise Refused(_("Only interns give opinions, and no internship of yours is known."))
    return operations.Sealer(current_user.person_id, placement.id, form.token.data)


def _refused(matter: Matter, form: forms.OpinionForm, refusal: Refused) -> Response:
    """What was written stands there, whatever became of the matter meanwhile."""
    if mine := queries.opinion_of(matter.id, current_user.person_id):
        return _sealed(matter, mine, form, [refusal], 409)
    found = matter_by_key(matter.key) or matter
    if not takes(found, now()):
        return _too_late(found, form)
    form.refuse(refusal)
    return _asking(found, form, 409)


def _too_late(matter: Matter, form: forms.OpinionForm) -> Response:
    """Nothing of the case, but what somebody wrote themselves, where it could be read once."""
    return page(
        "contributions/opinions/too_late.html", status=409, here=HERE, matter=matter, not_taken=form
    )


def matter_to_leave(key: str) -> Matter | None:
    """One that takes opinions now."""
    found = matter_by_key(key)
    return found if found and found.state_at(now()).takes_opinions else None


@bp.post("/belajar/pendapat/<key>/mundur")
@may("opinion.give", on=matter_to_leave)
def step_back(matter: Matter) -> Response:
    try:
        operations.step_back(matter, current_user.person_id, now())
    except Refused as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("You take no part in it. Nobody is told."))
    return see_other(url_for("opinions.opinions"))


def learn_part(actor: Actor) -> dict[str, Any] | None:
    """On "Learn": the way to opinions, for interns, and to matters, for whoever writes them."""
    if allowed(actor, "opinion.list"):
        return {"path": url_for("opinions.opinions")}
    return {"path": url_for("matters.matters")} if allowed(actor, "matter.list") else None
