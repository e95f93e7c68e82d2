"""Writing a message to alumni: for whom, how it reads, and letting it go out.

See progress_views.py for how it goes from there.
"""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..directory.queries import label_of
from ..directory.segments import Segment
from . import operations, queries, reach_queries
from .forms import EVENT_LABELS, MailingForm, ReadForm
from .letters import mail_of
from .models import Mailing

bp = Blueprint("alumni_messages", __name__)

LOCALES = ("id", "en")


def office_part(_office_id: int) -> dict[str, Any] | None:
    """For the directory's page: the messages, and one to those whom it is narrowed to."""
    if not allowed(current_user, "mailing.list"):
        return None
    segment = Segment.from_args(request.args)
    may_write = allowed(current_user, "mailing.write")
    return {"address": _address_of_new(segment) if may_write and segment != Segment() else ""}


@bp.get("/alumni/pesan")
@may("mailing.list")
def mailings() -> Response:
    found = queries.mailings_of(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "alumni/messages/mailings.html",
        here="alumni",
        rows=rows,
        how_far=queries.how_far(rows),
        more=more,
        may_write=allowed(current_user, "mailing.write"),
    )


@bp.get("/alumni/pesan/baru")
@may("mailing.write")
def new() -> Response:
    """What the directory was narrowed to comes along in the address."""
    return _writing(MailingForm(formdata=None), Segment.from_args(request.args))


def _writing(
    form: MailingForm, segment: Segment, mailing: Mailing | None = None, status: int = 200
) -> Response:
    return page(
        "alumni/messages/writing.html",
        status=status,
        here="alumni",
        form=form,
        mailing=mailing,
        whom=label_of(current_user.office_id, segment),
        action=url_for("alumni_messages.edit", key=mailing.key)
        if mailing
        else _address_of_new(segment),
    )


def _address_of_new(segment: Segment) -> str:
    said: dict[str, Any] = {**segment.as_args()}
    return url_for("alumni_messages.write", **said)


@bp.post("/alumni/pesan/baru")
@may("mailing.write")
def write() -> Response:
    form, segment = MailingForm(), Segment.from_args(request.args)
    if not form.validate():
        return _writing(form, segment, status=422)
    token = token_for(form.token.data, current_user.person_id, segment, *form.text)
    mailing = operations.begin_mailing(
        current_user.office_id, segment, form.text, token, current_user.person_id, now()
    )
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))


@bp.get("/alumni/pesan/<key>")
@may("mailing.read", on=queries.mailing_by_key)
def mailing(mailing: Mailing) -> Response:
    return preview(mailing) if mailing.state.is_draft else progress(mailing)


def preview(mailing: Mailing, form: ReadForm | None = None, status: int = 200) -> Response:
    """As its reader will get it, and how many that are as of now."""
    segment = queries.segment_of(mailing)
    asked = request.args.get("bahasa", "")
    locale = asked if asked in LOCALES else "id"
    form = form or ReadForm(formdata=None, data={"revision": mailing.revision})
    subject, body = mail_of(mailing, _("(their name)"), locale, _sample_url())
    return page(
        "alumni/messages/preview.html",
        status=status,
        here="alumni",
        mailing=mailing,
        form=form,
        reach=reach_queries.reach(mailing.office_id, segment, mailing.purpose),
        whom=label_of(mailing.office_id, segment),
        subject=subject,
        body=body,
        locale=locale,
        tabs=[
            (
                url_for("alumni_messages.mailing", key=mailing.key, bahasa=each),
                label,
                each == locale,
            )
            for each, label in (("id", "Bahasa Indonesia"), ("en", "English"))
        ],
        may_change=allowed(current_user, "mailing.change", mailing),
        own_address=person_by_id(current_user.person_id).email or "",
    )


def _sample_url() -> str:
    return url_for("alumni_stopping.stop", ticket="-", _external=True).removesuffix("-") + "…"


def progress(mailing: Mailing) -> Response:
    segment, job = queries.segment_of(mailing), queries.job_of(mailing)
    progress = queries.progress_of([mailing.id])[mailing.id]
    if job:  # as it is now, not at the last beat
        job.done, job.total = progress.done, progress.total
    return page(
        "alumni/messages/mailing.html",
        "alumni/messages/_progress.html",
        here="alumni",
        mailing=mailing,
        progress=progress,
        job=job,
        refused=queries.refused_names(mailing),
        events=queries.events_of(mailing),
        labels=EVENT_LABELS,
        whom=label_of(mailing.office_id, segment),
        may_change=allowed(current_user, "mailing.change", mailing),
    )


@bp.get("/alumni/pesan/<key>/ubah")
@may("mailing.change", on=queries.mailing_by_key)
def editing(mailing: Mailing) -> Response:
    said: dict[str, Any] = {
        "revision": mailing.revision,
        "purpose": mailing.purpose.value,
        "subject": mailing.subject,
        "body": mailing.body,
    }
    return _writing(MailingForm(formdata=None, data=said), queries.segment_of(mailing), mailing)


@bp.post("/alumni/pesan/<key>/ubah")
@may("mailing.change", on=queries.mailing_by_key)
def edit(mailing: Mailing) -> Response:
    form, segment = MailingForm(), queries.segment_of(mailing)
    if not form.validate():
        return _writing(form, segment, mailing, 422)
    try:
        _as_read(mailing, form.revision.data)
        operations.edit_mailing(mailing, form.text, current_user.person_id, now())
    except Refused as refused:
        form.refuse(refused)
        return _writing(form, segment, mailing, 422)
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))


def _as_read(mailing: Mailing, revision: int | None) -> None:
    """What was on the page is what is meant: another text since then is read first."""
    if mailing.revision != revision or not mailing.state.is_draft:
        raise changed_meanwhile()


@bp.post("/alumni/pesan/<key>/coba")
@may("mailing.change", on=queries.mailing_by_key)
def try_out(mailing: Mailing) -> Response:
    form, reader = ReadForm(), person_by_id(current_user.person_id)
    if not reader.email:
        form.form_errors.append(_("Your account has no e-mail address. Add one under “Me”."))
        return preview(mailing, form, 422)
    token = token_for(form.token.data, reader.id, mailing.revision)
    operations.try_mailing(mailing, reader, reader.email, token, now())
    flash(_("The test is on its way to %(address)s.", address=reader.email))
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))


@bp.post("/alumni/pesan/<key>/kirim")
@may("mailing.change", on=queries.mailing_by_key)
def send(mailing: Mailing) -> Response:
    form = ReadForm()
    if mailing.state.is_draft:  # else sent twice: the page says how far it is
        try:
            _as_read(mailing, form.revision.data)
            operations.send_mailing(mailing, current_user.person_id, now())
        except Refused as refused:
            form = ReadForm(formdata=None, data={"revision": mailing.revision})
            form.refuse(refused)
            return preview(mailing, form, 422)
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))


@bp.post("/alumni/pesan/<key>/buang")
@may("mailing.change", on=queries.mailing_by_key)
def drop(mailing: Mailing) -> Response:
    if mailing.state.is_draft:
        operations.drop_mailing(mailing, current_user.person_id, now())
        flash(_("The draft is discarded."))
    return see_other(url_for("alumni_messages.mailings"))


@bp.post("/alumni/pesan/<key>/henti")
@may("mailing.change", on=queries.mailing_by_key)
def stop(mailing: Mailing) -> Response:
    if mailing.state.is_sending:  # else sent twice, or done meanwhile
        operations.stop_mailing(mailing, current_user.person_id, now())
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))


@bp.post("/alumni/pesan/<key>/lanjut")
@may("mailing.change", on=queries.mailing_by_key)
def resume(mailing: Mailing) -> Response:
    if mailing.state.is_stopped:
        operations.resume_mailing(mailing, current_user.person_id, now())
    return see_other(url_for("alumni_messages.mailing", key=mailing.key))
