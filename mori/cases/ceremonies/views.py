"""One's own key: making it, changing its passphrase, what to do when that is forgotten."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.models import Person
from mori.accounts.people.queries import let_in_since
from mori.accounts.queries import person_by_id
from mori.accounts.views import is_code_wanted
from mori.core.clock import now
from mori.core.errors import Refused
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import page, see_other

from ..keys.queries import key_of, recovery_key
from ..proof.views import opened_secret, secret_of
from . import operations, queries
from .forms import ChangePassphraseForm, KeyForm
from .queries import LetIn
from .rules import is_drill_due

bp = Blueprint("ceremonies", __name__)
bp.after_request(keep_no_copy)


def troubles_for(actor: Actor) -> dict[str, Any] | None:
    """On the duty board: what keeps this officer, or a colleague, from opening their cases."""
    if not allowed(actor, "key.make"):
        return None
    held = queries.held_by(actor.person_id, now())
    is_keyless = key_of(actor.person_id) is None
    found = {
        "is_keyless": is_keyless and (bool(held) or allowed(actor, "key.expected")),
        "thin": sum(each.is_thin for each in held),
        "waiting": sum(bool(each.waiting) for each in held),
        "let_in": queries.let_in_among(actor.person_id),
    }
    return found if any(found.values()) else None


def key_link(actor: Actor) -> dict[str, Any] | None:
    """In *Me*: the way to one's own key."""
    return {} if allowed(actor, "key.make") else None


def recovery_trouble(actor: Actor) -> dict[str, Any] | None:
    """In *Me* of the operator: that the sheets are missing, or not tried for too long."""
    if not allowed(actor, "nation.keys"):
        return None
    key = recovery_key()
    if key and not is_drill_due(key.tried_at or key.made_at, now()):
        return None
    return {"tried_at": key.tried_at or key.made_at if key else None}


def restored_note(tap: Tap) -> dict[str, Any] | None:
    """On the person's page: that their case was opened from paper, when and why."""
    found = queries.restorations_of(tap.alert_id)
    office = tap.alert.office
    zone = office.zone if office else str(current_app.config["SETTINGS"].zone)
    return {"restorations": found, "there": zone} if found else None


@bp.get("/jaga/kunci")
@may("key.make")
def keys() -> Response:
    is_new = key_of(current_user.person_id) is None
    return _keys(KeyForm(formdata=None) if is_new else ChangePassphraseForm(formdata=None))


def _keys(form: KeyForm, status: int = 200) -> Response:
    person, at = _self(), now()
    return page(
        "cases/ceremonies/keys.html",
        status=status,
        here="board",
        key=key_of(person.id),
        form=form,
        asks_code=is_code_wanted(person),
        is_let_in=let_in_since(person) is not None,
        held=queries.held_by(person.id, at),
        let_in=queries.let_in_among(person.id),
        has_recovery=recovery_key() is not None,
    )


def _self() -> Person:
    return person_by_id(current_user.person_id)


@bp.post("/jaga/kunci")
@may("key.make")
def make() -> Response:
    if key_of(current_user.person_id):
        raise Refused(_("You have a key already. To replace it, choose “I forgot my passphrase”."))
    form = KeyForm()
    if not _makes_key(form):
        return _keys(form, 422)
    flash(_("Your key is made. From now on its passphrase opens your cases."))
    return see_other(url_for("ceremonies.keys"))


def _makes_key(form: KeyForm) -> bool:
    """Make a pair for whoever proves by password and code that it is them."""
    if not form.validate():
        return False
    person, at = _self(), now()
    proof = secret_of(person, None, form.secret.data, form.code.data, at)
    if proof.refusal:
        form.form_errors.append(proof.refusal)
        return False
    config = current_app.config
    address = config["SETTINGS"].address
    operations.make_key(person, form.passphrase.data, config["SECRET_KEY"], address, at)
    return True


@bp.post("/jaga/kunci/ganti")
@may("key.make")
def change() -> Response:
    person, at = _self(), now()
    key, form = key_of(person.id), ChangePassphraseForm()
    if key is None:
        raise Refused(_("You have no key yet. Make one first."))
    if not form.validate():
        return _keys(form, 422)
    proof = secret_of(person, key, form.secret.data, form.code.data, at)
    if proof.refusal:
        form.form_errors.append(proof.refusal)
        return _keys(form, 422)
    operations.change_passphrase(key, proof.opened, form.passphrase.data, at)
    flash(_("The passphrase is changed. The one before opens nothing any more."))
    return see_other(url_for("ceremonies.keys"))


@bp.get("/jaga/kunci/lupa")
@may("key.make")
def forgotten() -> Response:
    return _forgotten(KeyForm(formdata=None))


def _forgotten(form: KeyForm, status: int = 200) -> Response:
    person = _self()
    return page(
        "cases/ceremonies/forgotten.html",
        status=status,
        here="board",
        form=form,
        asks_code=is_code_wanted(person),
        held=[each for each in queries.held_by(person.id, now()) if each.is_mine],
        has_recovery=recovery_key() is not None,
    )


@bp.post("/jaga/kunci/lupa")
@may("key.make")
def replace() -> Response:
    form = KeyForm()
    if not _makes_key(form):
        return _forgotten(form, 422)
    flash(_("Your new key is made. What was written before comes back as others open your cases."))
    return see_other(url_for("ceremonies.keys"))


@bp.get("/jaga/kunci/<key>/pastikan")
@may("key.vouch", on=queries.person_let_in)
def doubted(found: LetIn) -> Response:
    opened_secret(now())
    return page("cases/ceremonies/let_in.html", here="board", found=found)


@bp.post("/jaga/kunci/<key>/pastikan")
@may("key.vouch", on=queries.person_let_in)
def vouch(found: LetIn) -> Response:
    opened_secret(now())
    operations.vouch(found, current_user.person_id, now())
    flash(_("Noted: it is %(name)s.", name=found.person.name))
    return see_other(url_for("ceremonies.keys"))


@bp.post("/jaga/kunci/<key>/bukan")
@may("key.vouch", on=queries.person_let_in)
def shut_out(found: LetIn) -> Response:
    opened_secret(now())
    operations.shut_stranger_out(found, current_user.person_id, now())
    flash(_("Those devices are signed out, and the password opens nothing any more."))
    return see_other(url_for("ceremonies.keys"))
