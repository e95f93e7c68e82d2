"""Many people at once: a table is pasted, looked at row by row, and only then written."""

from collections.abc import Sequence

from flask import Blueprint, Response, current_app
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Role
from mori.accounts.operations import digest_of
from mori.accounts.people.views import link_url, share_url
from mori.accounts.queries import links_still_good
from mori.accounts.rules import appointable_by, shown_phone
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.errors import Refused
from mori.institutions.queries import those_called
from mori.web.render import page

from ..institution_views import Lapsing, lapsing_under
from .forms import PasteForm, Row, rows_of
from .models import PastedPerson
from .operations import Newcomer, add_people
from .queries import people_pasted
from .rules import MOST_ROWS, link_token

bp = Blueprint("pasting", __name__)


@bp.get("/orang/tempel")
@may("person.make")
def pasting() -> Response:
    return _page(_form(formdata=None))


def _form(**options: object) -> PasteForm:
    return PasteForm(**options).offer(appointable_by(current_user.role))


def _page(
    form: PasteForm,
    status: int = 200,
    rows: Sequence[Row] = (),
    ready: str = "",
    rest: str = "",
) -> Response:
    return page(
        "placements/pasting/pasting.html",
        status=status,
        here="people",
        form=form,
        rows=rows,
        good=sum(not row.problems for row in rows),
        most=MOST_ROWS,
        show_phone=shown_phone,
        lapsing=_lapsing(rows) if form.is_of_interns else [],
        ready=ready,
        rest=rest,
    )


def _lapsing(rows: Sequence[Row]) -> list[Lapsing]:
    """Agreements that do not last as long; of a name that several have nothing is known."""
    names = {row.form.institution.data or "" for row in rows} - {""}
    called = {name: those_called(current_user.office_id, name) for name in names}
    known = {name: found[0] for name, found in called.items() if len(found) == 1}
    return lapsing_under(
        (known.get(form.institution.data or ""), form.starts_on.data, form.ends_on.data)
        for form in (row.form for row in rows)
    )


@bp.post("/orang/tempel")
@may("person.make")
def preview() -> Response:
    """The rows as they were understood; nothing is written."""
    form = _form()
    if not form.validate():
        return _page(form, status=422)
    return _preview(form)


def _preview(form: PasteForm, status: int = 200) -> Response:
    table = form.read()
    rows = rows_of(table)
    good = table.written(row.cells for row in rows if not row.problems)
    rest = table.written(row.cells for row in rows if row.problems)
    return _page(form, status, rows, ready=good, rest=rest)


@bp.post("/orang/tempel/tambah")
@may("person.make")
def add_pasted() -> Response:
    form = _form()
    if made := people_pasted(current_user.person_id, form.token.data):  # sent twice
        return _added(made, form)
    if not form.validate():
        form.take_rest()
        return _page(form, status=422)
    rows = rows_of(form.read())
    if any(row.problems for row in rows):  # since the preview
        form.take_rest()
        return _preview(form, 409)
    try:
        made = add_people(
            current_user,
            Role(form.role.data),
            [_newcomer(row) for row in rows],
            form.token.data,
            current_app.config["SECRET_KEY"],
            now(),
        )
    except Refused as refusal:
        form.refuse(refusal)
        form.take_rest()
        return _preview(form, 409)
    return _added(made, form)


def _newcomer(row: Row) -> Newcomer:
    form = row.form
    return Newcomer(
        form.name.data,
        *form.contact,
        form.institution.data,
        form.starts_on.data,
        form.ends_on.data,
    )


def _added(made: list[PastedPerson], form: PasteForm) -> Response:
    """Everybody's link, to be handed over now, and what could not be added."""
    secret = current_app.config["SECRET_KEY"]
    tokens = [link_token(secret, form.token.data, each.person.key) for each in made]
    good = links_still_good([digest_of(token) for token in tokens], now())
    people = [
        (each.person, link_url(token) if digest_of(token) in good else "")
        for each, token in zip(made, tokens, strict=True)
    ]
    form.table.data = form.rest.data
    response = page(
        "placements/pasting/pasted.html",
        here="people",
        people=[(person, url, share_url(person, url)) for person, url in people],
        form=form,
        may_place=form.is_of_interns,
    )
    return not_stored(response)
