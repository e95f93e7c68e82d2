"""What each mail ends with: one tap, and no more of its kind. Nobody has to sign in.

Opening the address changes nothing: mail scanners look at it before any person does. A mail program
posts to it by itself when its reader presses its button (RFC 8058), so it asks for no form token:
whoever has the mail has what it takes, and it does nothing else.
"""

from flask import Blueprint, Response, current_app
from flask.blueprints import BlueprintSetupState

from mori.access.guard import public
from mori.access.purposes import NoLink
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.web.i18n import locale
from mori.web.render import page

from ..consents.operations import give, withdraw
from ..consents.queries import agreed_by
from ..models import Alumnus
from ..rules import ANSWERED, Agreed, AlumnusState, ConsentWay
from .letters import read_stop_ticket
from .queries import alumnus_written_to
from .rules import initials

bp = Blueprint("alumni_stopping", __name__)


@bp.record_once
def take_one_tap(state: BlueprintSetupState) -> None:
    state.app.extensions["csrf"].exempt(bp)


def _known(ticket: str) -> tuple[Alumnus, Agreed]:
    said = read_stop_ticket(current_app.config["SECRET_KEY"], ticket)
    alumnus = alumnus_written_to(said[0]) if said else None
    if said is None or alumnus is None or alumnus.state == AlumnusState.ERASED:
        raise NoLink
    return alumnus, said[1]


@bp.get("/alumni/berhenti/<ticket>")
@public
def asked(ticket: str) -> Response:
    return _shown(ticket, *_known(ticket))


@bp.post("/alumni/berhenti/<ticket>")
@public
def stop(ticket: str) -> Response:
    alumnus, purpose = _known(ticket)
    withdraw(alumnus, [purpose], now())
    return _shown(ticket, alumnus, purpose, is_done=True)


@bp.post("/alumni/berhenti/<ticket>/lagi")
@public
def again(ticket: str) -> Response:
    """It was pressed by mistake."""
    alumnus, purpose = _known(ticket)
    if alumnus.state in ANSWERED:
        give(alumnus, [purpose], ConsentWay.LINK, locale(), now())
    return _shown(ticket, alumnus, purpose)


def _shown(ticket: str, alumnus: Alumnus, purpose: Agreed, *, is_done: bool = False) -> Response:
    response = page(
        "alumni/messages/stopping.html",
        here="link",
        ticket=ticket,
        who=initials(alumnus.name),
        office=alumnus.office,
        purpose=purpose,
        is_agreed=purpose in agreed_by(alumnus),
        is_done=is_done,
        may_return=alumnus.state in ANSWERED,
    )
    return not_stored(response)
