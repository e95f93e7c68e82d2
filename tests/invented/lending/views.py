from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.web.fields import Form, Line, Token, needed
from mori.web.render import page, see_other

from . import operations, queries
from .models import Loan

bp = Blueprint("lending", __name__)


class LoanForm(Form):
    """Which umbrella."""

    token = Token()
    colour = Line("Colour", [needed("Write its colour.")], most=20)


@bp.get("/payung")
@may("loan.make")
def loans() -> Response:
    return _loans(LoanForm(formdata=None))


def _loans(form: LoanForm, status: int = 200) -> Response:
    own = queries.loans_of(current_user.person_id)
    return page("lending/loans.html", status=status, here="lending", form=form, loans=own)


@bp.post("/payung")
@may("loan.make")
def borrow() -> Response:
    form = LoanForm()
    if not form.validate():
        return _loans(form, 422)
    operations.lend_umbrella(current_user, form.colour.data, form.token.data, now())
    return see_other(url_for("lending.loans"))


@bp.post("/payung/<key>/kembali")
@may("loan.return", on=queries.loan_by_key)
def give_back(loan: Loan) -> Response:
    operations.give_back(loan, current_user.person_id, now())
    return see_other(url_for("lending.loans"))
