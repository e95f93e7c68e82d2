from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.web.fields import Form, Token
from mori.web.render import page, see_other

from . import operations, queries
from .models import Loan

bp = Blueprint("lending", __name__)


class LoanForm(Form):
    """Nothing but its token."""

    token = Token()


@bp.get("/payung")
@may("loan.make")
def loans() -> Response:
    form, own = LoanForm(formdata=None), queries.loans_of(current_user.person_id)
    return page("lending/loans.html", here="lending", form=form, loans=own)


@bp.post("/payung")
@may("loan.make")
def borrow() -> Response:
    operations.lend_umbrella(current_user, LoanForm().token.data, now())
    return see_other(url_for("lending.loans"))


@bp.post("/payung/<key>/kembali")
@may("loan.return", on=queries.loan_by_key)
def give_back(loan: Loan) -> Response:
    operations.give_back(loan)
    return see_other(url_for("lending.loans"))
