"""Opinions under letters, for the office; a name only after one has said what one thinks."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page, see_other

from ..matters.models import Matter
from ..matters.queries import conclusion_of, matter_by_key, opened
from ..opinions.models import Opinion
from . import forms, operations, queries
from .queries import Lettered
from .rules import FEW, Criterion

bp = Blueprint("opinion_letters", __name__)
bp.after_request(keep_no_copy)


def revealed_matter(key: str) -> Matter | None:
    """One whose moment has come: before it there is no such page."""
    found = matter_by_key(key)
    return found if found and opened(found, now()) else None


@bp.get("/pendapat/<key>/surat")
@may("opinion.letters", on=revealed_matter)
def letters(matter: Matter) -> Response:
    given = opened(matter, now())
    if given is None:
        abort(404)
    found = queries.letters_of(given)
    ids = [each.opinion.id for each in found]
    return page(
        "contributions/revealing/letters.html",
        here="learn",
        matter=matter,
        conclusion=conclusion_of(given),
        letters=found,
        are_few=len(found) < FEW,
        said=queries.words_by(current_user.person_id, ids),
        thoughts=queries.second_thoughts_on(ids),
        outcomes=queries.outcomes_of(ids),
        called=queries.called(),
        state=matter.state_at(now()),
    )


def revealed_opinion(key: str) -> Opinion | None:
    """One of a matter whose moment has come."""
    found = queries.opinion_by_key(key)
    return found if found and opened(found.matter, now()) else None


@bp.get("/pendapat/surat/<key>")
@may("opinion.words", on=revealed_opinion)
def words(opinion: Opinion) -> Response:
    return _words(opinion, forms.WordsForm(formdata=None))


def _words(opinion: Opinion, form: forms.WordsForm, status: int = 200) -> Response:
    """The opinion alone, without a name and without the map: a second reader is pulled by them."""
    return page(
        "contributions/revealing/words.html",
        status=status,
        here="learn",
        matter=opinion.matter,
        lettered=lettered(opinion),
        form=form,
        criteria=list(Criterion),
        said=queries.words_by(current_user.person_id, [opinion.id]).get(opinion.id),
        called=queries.called(),
    )


def lettered(opinion: Opinion) -> Lettered:
    """An opinion under its letter; before the reveal there is no such page."""
    given = opened(opinion.matter, now())
    found = queries.letter_for(given, opinion.key) if given else None
    if found is None:
        abort(404)
    return found


@bp.post("/pendapat/surat/<key>")
@may("opinion.words", on=revealed_opinion)
def keep_words(opinion: Opinion) -> Response:
    lettered(opinion)
    form = forms.WordsForm()
    if not form.validate():
        return _words(opinion, form, 422)
    try:
        operations.keep_words(opinion, form.words, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _words(opinion, form, 409)
    flash(_("Kept. Whoever wrote the opinion can read it now."))
    return see_other(url_for("opinion_letters.letters", key=opinion.matter.key))
