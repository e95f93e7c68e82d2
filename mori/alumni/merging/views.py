"""Records that may be of one person: the list, two side by side, merging, and taking it back."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.texts.folding import folded
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..likeness.rules import likeness
from ..models import Alumnus
from ..queries import alumnus_by_key, record_of
from ..rules import AlumnusState, Record
from . import forms, operations, queries
from .models import AlumnusMerge, NotSame
from .queries import alumnus_merge_by_key, not_same_by_key
from .rules import Answers, answers_together, facts_of_record, reason_words

bp = Blueprint("alumni_merging", __name__)
APART, DONE = "bukan", "gabungan"  # the filter's words in the address


@bp.get("/alumni/ganda")
@may("alumni.compare")
def pairs() -> Response:
    which = request.args.get("saring", "")
    listed = {APART: _not_same, DONE: _merges}.get(which, _pairs)()
    return page(
        "alumni/merging/pairs.html",
        here="alumni",
        tabs=[
            (url_for("alumni_merging.pairs"), _("To decide"), which not in (APART, DONE)),
            (
                url_for("alumni_merging.pairs", saring=APART),
                _("Not the same person"),
                which == APART,
            ),
            (url_for("alumni_merging.pairs", saring=DONE), _("Merged"), which == DONE),
        ],
        **listed,
    )


def _tabs(which: str) -> list[tuple[str, str, bool]]:
    here = "alumni_merging.pairs"
    return [
        (url_for(here), _("To decide"), which not in (APART, DONE)),
        (url_for(here, saring=APART), _("Not the same person"), which == APART),
        (url_for(here, saring=DONE), _("Merged"), which == DONE),
    ]


def _pairs() -> dict[str, Any]:
    place: Any = after(int, int)
    found = queries.pairs_of(current_user.office_id, place)
    rows, more = next_page(found, queries.PAGE, lambda row: (row.score, row.id))
    records = queries.records_by_id(each for row in rows for each in (row.one_id, row.other_id))
    shown = []
    for row in rows:
        one, other = sorted((records[row.one_id], records[row.other_id]), key=_likelier_to_stay)
        shown.append((one, other, row.score, reason_words(row.reasons)))
    return {"pairs": shown, "more": more, "merges": None, "apart": None}


def _likelier_to_stay(record: Record) -> tuple[bool, int]:
    """Who answered goes first, then who is known longer."""
    return record.state == AlumnusState.INVITED, record.id


def _not_same() -> dict[str, Any]:
    found = queries.not_same_of(current_user.office_id, *(after(int) or (None,)))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return {"pairs": None, "apart": rows, "more": more, "merges": None}


def _merges() -> dict[str, Any]:
    found = queries.merges_of(current_user.office_id, *(after(int) or (None,)))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return {"pairs": None, "apart": None, "merges": rows, "more": more}


@bp.get("/alumni/<key>/gabung")
@may("alumni.merge", on=alumnus_by_key)
def merging(alumnus: Alumnus) -> Response:
    """Choose the other one; with ``?dengan=`` its key, both side by side."""
    other = _other(alumnus, request.args.get("dengan", ""))
    if other is None:
        return _choosing(alumnus)
    form = forms.MergeForm(formdata=None, data=forms.fitting(alumnus, other))
    return _side_by_side(alumnus, other, form)


def _other(alumnus: Alumnus, key: str) -> Alumnus | None:
    """Another standing record of the same office."""
    other = alumnus_by_key(key)
    is_ours = other and other.office_id == alumnus.office_id and other.id != alumnus.id
    return other if is_ours else None


def _choosing(alumnus: Alumnus, status: int = 200) -> Response:
    search = request.args.get("cari", "")[:80].strip()
    sought = folded(search) or alumnus.name_folded.partition(" ")[0]
    near = queries.namesakes(alumnus.office_id, sought, alumnus.id)
    return page(
        "alumni/merging/choosing.html",
        status=status,
        here="alumni",
        alumnus=alumnus,
        near=list(queries.records_by_id(near).values()),
        search=search,
    )


def _side_by_side(
    kept: Alumnus, merged: Alumnus, form: forms.MergeForm, status: int = 200
) -> Response:
    one, other = record_of(kept), record_of(merged)
    found = likeness(facts_of_record(one), facts_of_record(other))
    return page(
        "alumni/merging/merging.html",
        status=status,
        here="alumni",
        kept=kept,
        merged=merged,
        fields=forms.compared(kept, merged),
        beside=forms.beside(one, other),
        answers=_answers(kept, merged),
        score=round(found.score * 100),
        reasons=found.words,
        have_accounts=bool(kept.person_id and merged.person_id),
        form=form,
    )


def _answers(kept: Alumnus, merged: Alumnus) -> Answers:
    return answers_together(operations.answers_of(kept), operations.answers_of(merged))


@bp.post("/alumni/<key>/gabung")
@may("alumni.merge", on=queries.whole_by_key)
def merge(alumnus: Alumnus) -> Response:
    form = forms.MergeForm()
    other = queries.whole_by_key(form.other.data or "")
    if other and alumnus.id == other.merged_into_id:  # sent twice
        return _merged(other)
    other = _other(alumnus, form.other.data or "")
    if other is None or alumnus.merged_into_id:
        return _choosing(alumnus, 422)
    if not form.validate():
        return _side_by_side(alumnus, other, form, 422)
    facts = form.facts(alumnus, other)
    try:
        operations.merge_alumni(alumnus, other, facts, form.seen, current_user.person_id, now())
    except Refused as refusal:
        fresh = forms.MergeForm(formdata=None, data=forms.fitting(alumnus, other))
        fresh.refuse(refusal)
        return _side_by_side(alumnus, other, fresh, 409)
    return _merged(other)


def _merged(merged: Alumnus) -> Response:
    flash(_("“%(name)s” is now shown as one person with the other record.", name=merged.name))
    return see_other(url_for("alumni_merging.pairs", saring=DONE))


@bp.post("/alumni/gabungan/<key>/urungkan")
@may("alumni.merge", on=alumnus_merge_by_key)
def undo(merge: AlumnusMerge) -> Response:
    if operations.undo_merge(merge, current_user.person_id, now()):
        flash(_("The merge is undone. Said since: stepped back, or died. It holds for both now."))
    else:
        flash(_("The merge is undone. Both records stand as they were."))
    return see_other(url_for("alumni_merging.pairs", saring=DONE))


@bp.post("/alumni/<key>/bukan-sama")
@may("alumni.merge", on=alumnus_by_key)
def say_not_same(alumnus: Alumnus) -> Response:
    other = _other(alumnus, forms.OtherForm().other.data or "")
    if other is None:
        return _choosing(alumnus, 422)
    operations.say_records_not_same(alumnus, other, current_user.person_id, now())
    flash(_("Remembered: two people. No list will ask again."))
    return see_other(url_for("alumni_merging.pairs"))


@bp.post("/alumni/bukan-sama/<key>/urungkan")
@may("alumni.merge", on=not_same_by_key)
def undo_not_same(said: NotSame) -> Response:
    operations.undo_not_same(said, current_user.person_id, now())
    flash(_("Forgotten. The two are compared again in a moment."))
    return see_other(url_for("alumni_merging.pairs", saring=APART))


def office_part(office_id: int) -> dict[str, Any] | None:
    """For the head of the directory: how many pairs wait."""
    waiting = queries.waiting_pairs(office_id)
    may_compare = allowed(current_user, "alumni.compare")
    return {"waiting": waiting} if may_compare else None


def alumnus_part(alumnus: Alumnus, record: Record) -> dict[str, Any] | None:
    """For the page of a record: what was merged into it, and the way to merge it."""
    merges = queries.merges_into(alumnus)
    is_there = alumnus.state != AlumnusState.ERASED
    may_merge = is_there and allowed(current_user, "alumni.merge", alumnus)
    shown = {"alumnus": alumnus, "merges": merges, "may_merge": may_merge}
    return shown if merges or may_merge else None
