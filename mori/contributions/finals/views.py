"""The final copy of a study, who may know of it, and when its file opens."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.uploads.intake import upload_sent
from mori.uploads.models import Upload
from mori.uploads.queries import open_upload
from mori.web.files import attached_file, sent_files, store, takes_files
from mori.web.render import page, see_other

from ..studies.forms import VerdictForm
from ..studies.models import Study
from ..studies.queries import study_by_key
from ..studies.rules import Verdict
from ..studies.views import show
from . import operations, queries
from .forms import ConsentForm, DayForm, FinalForm
from .models import FinalCopy

bp = Blueprint("finals", __name__)
PURPOSE = FilePurpose("studies", "study.make", "studies.own", (FileKind.PDF,))


@bp.get("/belajar/riset/<key>/naskah")
@may("study.read", on=study_by_key)
def final(study: Study) -> Response:
    return _final(study)


def _final(study: Study, status: int = 200, **forms: Any) -> Response:
    """``forms`` are those that were sent and not taken."""
    form = forms.get("form") or FinalForm(formdata=None)
    is_open = study.state.is_running or study.state.is_handed_in
    return page(
        "contributions/finals/final.html",
        status=status,
        here="learn",
        study=study,
        copies=queries.copies_of(study.id),
        form=form,
        purpose=PURPOSE,
        upload=open_upload(current_user.person_id, PURPOSE.name, now()),
        consent=forms.get("consent") or ConsentForm.of(study),
        day=forms.get("day") or DayForm(formdata=None, data={"public_on": study.public_on}),
        opening=study.opening_on(local_date(now(), study.office.zone)),
        zone_name=ZONE_NAMES[study.office.zone],
        is_own=allowed(current_user, "study.change", study),
        may_hand_in=allowed(current_user, "study.change", study) and is_open,
        may_choose=allowed(current_user, "study.decide", study),
        may_note=allowed(current_user, "study.guardian", study) and study.is_minor,
    )


@bp.post("/belajar/riset/<key>/naskah")
@may("study.change", on=study_by_key)
@takes_files
def hand_in(study: Study) -> Response:
    form, at, person_id = FinalForm(), now(), current_user.person_id
    if queries.copy_by_token(form.token.data):
        return _back(study)
    try:
        operations.require_open_final(study)
        upload = _upload_of(form, at)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return _final(study, 422, form=form)
    if not form.validate():
        return _final(study, 422, form=form)
    operations.hand_in_final(study, upload, form.link.data, form.token.data, person_id, at)
    flash(_("Your final copy is handed in."))
    return _back(study)


def _upload_of(form: FinalForm, at: dt.datetime) -> Upload | None:
    """The file that was sent, kept whatever else is wrong; None where there is a link instead."""
    files, key, link = sent_files("file"), form.upload.data, form.link.data
    if link and (files or key):
        raise Refused(_("Hand in a file or a link, not both. Empty one of them."))
    if link:
        return None
    if not files and not key:
        raise Refused(_("Choose a PDF first, or write a link."))
    return upload_sent(store(), current_user.person_id, PURPOSE, files, key, form.token.data, at)


@bp.get("/belajar/riset/naskah/<key>/berkas.unduh")
@may("study.read", on=queries.copy_to_read)
def file(copy: FinalCopy) -> Response:
    """For the author and the office, whatever day it is."""
    if copy.upload is None:
        return _back(copy.study)
    return attached_file(copy.upload.path, copy.upload.kind, "riset", copy.study.title)


@bp.post("/belajar/riset/<key>/daftar")
@may("study.change", on=study_by_key)
def consent(study: Study) -> Response:
    form = ConsentForm()
    if not form.validate():
        return _final(study, 422, consent=form)
    operations.say_consent(study, form.consent, current_user.person_id, now())
    flash(_("Saved."))
    return _back(study)


@bp.post("/belajar/riset/<key>/hari")
@may("study.decide", on=study_by_key)
def choose_day(study: Study) -> Response:
    form = DayForm()
    if not form.validate():
        return _final(study, 422, day=form)
    operations.choose_day(study, form.public_on.data, current_user.person_id, now())
    flash(_("Saved."))
    return _back(study)


@bp.post("/belajar/riset/<key>/wali")
@may("study.guardian", on=study_by_key)
def note_guardian(study: Study) -> Response:
    day = None if request.form.get("on") == "0" else local_date(now(), study.office.zone)
    operations.note_guardian(study, day, current_user.person_id, now())
    flash(_("Saved."))
    return _back(study)


@bp.post("/belajar/riset/<key>/keputusan")
@may("study.decide", on=study_by_key)
def answer(study: Study) -> Response:
    """The unit's answer; it stands here because finishing enters the transcript."""
    form = VerdictForm()
    if not form.validate():
        return show(study, 422, verdict=form)
    said = (Verdict(form.verdict.data), form.words.data)
    try:
        operations.answer_study(study, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show(study_by_key(study.key) or study, 422, verdict=form)
    flash(_("Saved."))
    return see_other(url_for("studies.study", key=study.key))


def _back(study: Study) -> Response:
    return see_other(url_for("finals.final", key=study.key))


def study_part(study: Study) -> dict[str, Any] | None:
    """On the page of a study: what was handed in, who may know of it, and when its file opens."""
    return {
        "study": study,
        "copy": queries.final_of(study.id),
        "opening": study.opening_on(local_date(now(), study.office.zone)),
        "zone_name": ZONE_NAMES[study.office.zone],
    }
