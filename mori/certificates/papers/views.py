"""The papers of an office: those in a state, one of them, and what may be done with it."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind
from mori.placements.models import Placement
from mori.web.asked import after, next_page, today
from mori.web.files import attached_file
from mori.web.render import page, parts_of, see_other

from . import forms, operations, queries
from .models import Paper
from .rules import PaperState

bp = Blueprint("certificates", __name__)

TABS = {  # the words of the address
    "nomor": PaperState.AWAITING_NUMBER,
    "tanda-tangan": PaperState.UNSIGNED,
    "selesai": PaperState.SIGNED,
    "dicabut": PaperState.REVOKED,
}


def address() -> str:
    """Where this MORI is reached, as papers and mail say it."""
    return str(current_app.config["SETTINGS"].address)


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """Which papers an internship has, on its page: for staff, that they are there."""
    if placement.person_id == current_user.person_id:
        return None
    found = queries.papers_of([placement.id])[placement.id]
    if not found:
        return None
    return {"papers": found, "may_open": allowed(current_user, "paper.list")}


@bp.get("/sertifikat/surat")
@may("paper.list")
def papers() -> Response:
    """Those in one state, page by page."""
    tab = request.args.get("keadaan", "")
    tab = tab if tab in TABS else "nomor"
    found = queries.papers_in(current_user.office_id, TABS[tab], *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "certificates/papers/papers.html",
        here="interns",
        rows=rows,
        more=more,
        state=TABS[tab],
        tabs=[(url_for("certificates.papers", keadaan=name), state, name == tab)
              for name, state in TABS.items()],
        may_sign=allowed(current_user, "paper.sign"),
    )  # fmt: skip


@bp.get("/sertifikat/surat/<key>")
@may("paper.read", on=queries.issued_paper_by_key)
def paper(paper: Paper) -> Response:
    return show(paper)


def show(paper: Paper, status: int = 200, tried: dict[str, Any] | None = None) -> Response:
    """The page of a paper; ``tried`` holds a form that was not accepted."""
    empty = {
        "number": forms.NumberForm(formdata=None, data={"issued_on": today()}),
        "revoke": forms.RevokeForm(formdata=None),
        "replace": forms.ReplaceForm(formdata=None, data={"issued_on": today()}),
    }
    return page(
        "certificates/papers/paper.html",
        status=status,
        here="interns",
        paper=paper,
        replaced=paper.replaces_id and queries.paper_by_id(paper.replaces_id),
        replacement=paper.state.is_revoked and queries.replacement_of(paper.id),
        standing=paper.placement_id
        and queries.standing_paper(paper.placement_id, paper.kind, paper.locale),
        events=queries.events_of(paper.id),
        labels=forms.EVENT_LABELS,
        forms=empty | (tried or {}),
        is_late=bool(paper.print_tries),
        parts=parts_of("paper", paper),
    )


def page_of(paper: Paper) -> str:
    return url_for("certificates.paper", key=paper.key)


@bp.post("/sertifikat/surat/<key>/nomor")
@may("paper.change", on=queries.issued_paper_by_key)
def type_number(paper: Paper) -> Response:
    form = forms.NumberForm()
    if not form.validate():
        return show(paper, 422, {"number": form})
    number, day = form.number.data, form.issued_on.data
    if paper.number == number and paper.issued_on == day:  # sent twice
        return see_other(page_of(paper))
    try:
        operations.type_number(paper, number, day, current_user.person_id, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return show(paper, 422, {"number": form})
    flash(_("The paper has its number."))
    return see_other(page_of(paper))


@bp.post("/sertifikat/surat/<key>/batal")
@may("paper.change", on=queries.issued_paper_by_key)
def drop(paper: Paper) -> Response:
    if paper.state is not PaperState.DROPPED:  # else sent twice
        operations.drop_paper(paper, current_user.person_id, now())
        flash(_("Dropped. No number was used."))
    return see_other(url_for("certificates.papers"))


@bp.post("/sertifikat/surat/<key>/cabut")
@may("paper.change", on=queries.issued_paper_by_key)
def revoke(paper: Paper) -> Response:
    form = forms.RevokeForm()
    if not form.validate():
        return show(paper, 422, {"revoke": form})
    if not paper.state.is_revoked:  # else sent twice
        why = form.why.data
        operations.revoke_paper(paper, why, current_user.person_id, now(), address())
        flash(_("Revoked. Whoever checks it reads why."))
    return see_other(page_of(paper))


@bp.post("/sertifikat/surat/<key>/ganti")
@may("paper.change", on=queries.issued_paper_by_key)
def replace(paper: Paper) -> Response:
    form = forms.ReplaceForm()
    if not form.validate():
        return show(paper, 422, {"replace": form})
    day, person_id = form.issued_on.data, current_user.person_id
    token = token_for(form.token.data, paper.key, person_id)
    try:
        made = operations.replace_paper(paper, day, token, person_id, now(), address())
    except Refused as refusal:
        form.refuse(refusal)
        return show(paper, 422, {"replace": form})
    return see_other(page_of(made))


@bp.post("/sertifikat/surat/<key>/cetak")
@may("paper.change", on=queries.issued_paper_by_key)
def print_again(paper: Paper) -> Response:
    operations.print_again(paper, now())
    flash(_("It is tried again now."))
    return see_other(page_of(paper))


@bp.get("/sertifikat/surat/<key>/berkas.unduh")
@may("paper.open", on=queries.issued_paper_by_key)
def file(paper: Paper) -> Response:
    """The PDF that counts, byte for byte; its intern gets it once it is finished."""
    is_own = paper.person_id == current_user.person_id
    if not (paper.is_out if is_own else paper.is_made):
        abort(404)
    return attached_file(paper.path, FileKind.PDF, paper.kind, paper.number, paper.name)
