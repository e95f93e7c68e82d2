"""Keeping institutions' own forms: the first file, better ones, and putting one away."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.institutions.models import Institution
from mori.institutions.operations import hold
from mori.institutions.queries import ids_with
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from . import queries
from .models import OwnForm, OwnFormVersion
from .rules import MOST_FORMS


@writing()
def add_form(
    institution: Institution,
    name: str,
    upload: Upload,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> OwnForm:
    """Keep a form with its first file."""
    hold(institution.id)
    if len(queries.forms_in_use(ids_with(institution))) >= MOST_FORMS:
        raise Refused(
            _("This institution has %(n)d forms already. Put one away first.", n=MOST_FORMS)
        )
    form = OwnForm.create(
        office=institution.office_id, institution=institution.id, name=name, made_at=at
    )
    _keep_version(form, 1, upload, token, actor_id, at)
    return form


@writing()
def replace_file(form: OwnForm, upload: Upload, token: str, actor_id: int, at: dt.datetime) -> None:
    """Fill in a better file from now on; the ones before stay as they were."""
    if not lock(form, "retired_at") or form.retired_at:
        raise changed_meanwhile()
    (last, *_before) = queries.versions_of(form)
    _keep_version(form, last.number + 1, upload, token, actor_id, at)


def _keep_version(
    form: OwnForm, number: int, upload: Upload, token: str, actor_id: int, at: dt.datetime
) -> None:
    hand_in(upload)
    OwnFormVersion.create(
        token=token, form=form.id, number=number, upload=upload.id, made_by=actor_id, made_at=at
    )


@writing()
def retire_form(form: OwnForm, actor_id: int, at: dt.datetime) -> None:
    """Fill it in no longer."""
    retired = OwnForm.update(retired_at=at, retired_by=actor_id).where(
        OwnForm.id == form.id, OwnForm.retired_at.is_null()
    )
    if not retired.execute():
        raise changed_meanwhile()
