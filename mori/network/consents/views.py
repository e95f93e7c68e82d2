"""What a member agreed to on paper, or took back by word, as a coordinator notes it."""

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import today
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Member
from ..queries import member_by_key
from ..rules import MemberState, Purpose
from . import forms, operations
from .queries import standing_consents
from .rules import words_in

bp = Blueprint("member_consents", __name__)
HERE = "network"


@bp.get("/jejaring/anggota/<key>/persetujuan")
@may("member.change", on=member_by_key)
def consents(member: Member) -> Response:
    return _consents(member, forms.PaperForm(formdata=None).on(today()))


def _consents(member: Member, form: forms.PaperForm, status: int = 200) -> Response:
    return page(
        "network/consents/consents.html",
        status=status,
        here=HERE,
        member=member,
        form=form,
        today=form.today,
        purposes=list(Purpose),
        agreed=standing_consents(member),
        words=words_in(locale()),
        has_stopped=member.state == MemberState.STOPPED,
    )


@bp.post("/jejaring/anggota/<key>/persetujuan")
@may("member.change", on=member_by_key)
def note(member: Member) -> Response:
    form = forms.PaperForm().on(today())
    if not form.validate():
        return _consents(member, form, 422)
    try:
        operations.note_paper(member, form.purposes, form.paper, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _consents(member, form, 409)
    flash(_("Noted. They read it on their own page."))
    return see_other(url_for("member.member", key=member.key))


@bp.post("/jejaring/anggota/<key>/persetujuan/cabut")
@may("member.change", on=member_by_key)
def take_back(member: Member) -> Response:
    """By word is enough: taking back is never harder than agreeing."""
    form = forms.WordForm()
    if not form.validate():
        abort(422)
    operations.take_back(member, [Purpose(form.take.data)], now(), current_user.person_id)
    flash(_("Taken back, at once and everywhere. They read it on their own page."))
    return see_other(url_for("member_consents.consents", key=member.key))
