"""Whom an office calls at an institution."""

from flask import Blueprint, Response
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.render import page, parts_of

from . import forms, operations, queries
from .models import Institution, InstitutionContact
from .views import saved, show

bp = Blueprint("contacts", __name__)


@bp.post("/lembaga/<key>/kontak")
@may("institution.change", on=queries.standing_by_key)
def add_contact(institution: Institution) -> Response:
    form = forms.ContactForm()
    if not form.validate():
        return show(institution, form, 422)
    token = token_for(form.token.data, institution.id, *form.reach)
    operations.add_contact(institution, form.reach, token, current_user.person_id, now())
    return saved(institution)


@bp.get("/lembaga/kontak/<key>")
@may("institution.change", on=queries.contact_by_key)
def contact(contact: InstitutionContact) -> Response:
    return _contact(contact, forms.ContactForm(formdata=None, obj=contact))


def _contact(contact: InstitutionContact, form: forms.ContactForm, status: int = 200) -> Response:
    return page(
        "institutions/contact.html",
        status=status,
        here="interns",
        contact=contact,
        institution=contact.institution.standing,
        form=form,
        parts=parts_of("contact", contact),
    )


@bp.post("/lembaga/kontak/<key>")
@may("institution.change", on=queries.contact_by_key)
def change_contact(contact: InstitutionContact) -> Response:
    form = forms.ContactForm()
    if not form.validate():
        return _contact(contact, form, 422)
    operations.change_contact(contact, form.reach, current_user.person_id, now())
    return saved(contact.institution.standing)


@bp.post("/lembaga/kontak/<key>/hapus")
@may("institution.change", on=queries.contact_by_key)
def remove_contact(contact: InstitutionContact) -> Response:
    operations.remove_contact(contact, current_user.person_id, now())
    return saved(contact.institution.standing)
