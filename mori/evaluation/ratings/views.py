"""Interns rate units and supervisors when they leave; the office reads batches of ratings."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.queries import person_by_id
from mori.core.errors import Refused
from mori.evaluation.schemes.forms import shown_mark
from mori.placements.models import Placement
from mori.placements.queries import last_begun
from mori.web import asked
from mori.web.files import csv_file
from mori.web.menu import page_url
from mori.web.render import page, see_other

from . import operations, queries
from .forms import RatingForm
from .models import Rating
from .queries import Subject
from .rules import ENOUGH, RATING_LASTS, About, is_rating_open, questions_about

bp = Blueprint("ratings", __name__)


def _placement_here() -> Placement | None:
    """The internship that may be rated, or whose ratings may still be changed."""
    placement = last_begun(current_user.person_id, asked.today())
    return placement if placement and placement.ends_on <= asked.today() else None


def _subjects(placement: Placement | None) -> list[tuple[Subject, Rating | None]]:
    """What an intern may rate, each with what they answered."""
    if placement is None:
        return []
    rated = queries.ratings_of(placement.id)
    found = [(each, rated.get((each.about, each.id))) for each in queries.subjects_of(placement)]
    is_open = is_rating_open(placement.ends_on, asked.today())
    return [(subject, rating) for subject, rating in found if is_open or rating]


@bp.get("/saya/umpan-balik")
@may("rating.give")
def own_ratings() -> Response:
    placement = _placement_here()
    wanted, subjects = request.args.get("tentang", ""), _subjects(placement)
    for subject, rating in subjects:
        if subject.key == wanted and not (rating and rating.is_shown):
            return _rating(subject, _known(subject, rating))
    return page(
        "evaluation/ratings/own_ratings.html",
        here="me",
        subjects=subjects,
        last_day=placement and placement.ends_on + RATING_LASTS,
        enough=ENOUGH,
    )


def _known(subject: Subject, rating: Rating | None) -> RatingForm:
    known = {"subject": subject.key}
    if rating:
        known |= {each.question.value: str(each.value) for each in queries.answers_of([rating.id])}
        known["words"] = rating.words
    return RatingForm(formdata=None, data=known)


def _rating(subject: Subject, form: RatingForm, status: int = 200) -> Response:
    return page(
        "evaluation/ratings/rating.html",
        status=status,
        here="me",
        subject=subject,
        form=form,
        fields=form.fields_about(subject.about),
        enough=ENOUGH,
    )


@bp.post("/saya/umpan-balik")
@may("rating.give")
def rate() -> Response:
    form, placement = RatingForm(), _placement_here()
    subjects = {each.key: each for each, _rating in _subjects(placement)}
    subject = subjects.get(form.subject.data or "")
    if placement is None or subject is None:
        flash(_("This can't be rated any more."))
        return see_other(url_for("ratings.own_ratings"))
    if not form.is_answered(subject.about):
        return _rating(subject, form, 422)
    try:
        operations.rate(placement, subject, form.answers(subject.about), form.words.data)
    except Refused as refusal:
        form.refuse(refusal)
        return _rating(subject, form, 422)
    flash(_("Thank you. Your answers are kept."))
    return see_other(url_for("ratings.own_ratings"))


@bp.get("/penilaian/umpan-balik")
@may("rating.list")
def ratings() -> Response:
    """All units and supervisors alike: which of them wait for ratings is not to be seen."""
    office_id = current_user.office_id
    subjects, wanted = queries.subjects_in(office_id), request.args.get("tentang", "")
    if wanted:
        subject = next((each for each in subjects if each.key == wanted), None) or abort(404)
        return _batches(subject, url_for("ratings.ratings"))
    return page(
        "evaluation/ratings/ratings.html",
        here="office",
        groups=[(about, [each for each in subjects if each.about is about]) for about in About],
        shown={each.subject for each in queries.batches_in(office_id)},
        enough=ENOUGH,
    )


@bp.get("/penilaian/umpan-balik/saya")
@may("rating.own")
def about_me() -> Response:
    """What a supervisor sees of ratings: the batches about themself."""
    person = person_by_id(current_user.person_id)
    return _batches(queries.supervisor_as_subject(person), page_url("me"))


def _batches(subject: Subject, back: str) -> Response:
    return page(
        "evaluation/ratings/batches.html",
        here="office",
        subject=subject,
        back=back,
        batches=queries.batches_of(current_user.office_id, subject),
        questions=questions_about(subject.about),
        said=shown_mark,
        enough=ENOUGH,
    )


@bp.get("/penilaian/umpan-balik.csv")
@may("rating.list")
def table() -> Response:
    return csv_file(_rows(current_user.office_id), "umpan-balik")


def _rows(office_id: int) -> Iterator[tuple[object, ...]]:
    """The figures of the pages, one to a line, and nothing that adds them up."""
    yield _("About"), _("Name"), _("Group"), _("Interns"), _("Statement"), _("Mean, 1 to 5")
    for batch in queries.batches_in(office_id):
        about, name = batch.subject.about, batch.subject.name
        for question in questions_about(about):
            mean = shown_mark(batch.mean(question))
            yield about.label, name, batch.number, batch.size, question.label, mean


def me_part(actor: Actor) -> dict[str, Any] | None:
    """For interns and supervisors, each their own."""
    may_give, may_read = allowed(actor, "rating.give"), allowed(actor, "rating.own")
    return {"may_give": may_give} if may_give or may_read else None


def office_part() -> dict[str, Any] | None:
    return {} if allowed(current_user, "rating.list") else None


def today_part(placement: Any, today: dt.date) -> dict[str, Any] | None:
    """On an intern's start page from the last day on, for as long as something can be rated."""
    if not is_rating_open(placement.ends_on, today):
        return None
    return {"last_day": placement.ends_on + RATING_LASTS}
