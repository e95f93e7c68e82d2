"""Anybody checks a paper: by its number, or by scanning its QR code. Nobody has to sign in."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from mori.access.guard import public
from mori.accounts.tries import operations as tries
from mori.accounts.tries.forms import counted_here, too_many_tries
from mori.accounts.tries.rules import FREE_LINKS
from mori.certificates.keys import queries as keys
from mori.certificates.statements.claims import LEAST_CLAIM, Claim, Refusal
from mori.core.clock import now
from mori.core.texts.tidying import plain
from mori.evaluation.schemes.forms import shown_mark
from mori.web.render import page, see_other

from .desk import Checked, believed, checked_by_number

bp = Blueprint("checking", __name__)

MOST = 200  # signs of what somebody types; no number is as long
GUESSED = "paper number"
FREE_READ = 60  # papers by their numbers from one address, within a quarter of an hour


@bp.get("/v")
@public
def ask() -> Response:
    number = request.args.get("nomor", "").strip()[:MOST]
    asked = "".join(plain(number).upper().split()).strip("/")
    return see_other(url_for("checking.by_number", number=asked)) if asked else _shown()


@bp.get("/v/kunci")
@public
def public_keys() -> Response:
    return _unlisted(
        page("certificates/checking/keys.html", here="check", keys=keys.signing_keys())
    )


@bp.get("/v/kunci.txt")
@public
def keys_as_text() -> Response:
    return _unlisted(Response(keys.keys_as_text(), mimetype="text/plain"))


@bp.get("/v/<path:number>")
@public
def by_number(number: str) -> Response:
    """Whoever guesses waits, right or wrong, and so does whoever reads one after the other."""
    at, guessing, reading = now(), counted_here(GUESSED), counted_here("paper read")
    wait = max(
        tries.wait_before(guessing, at, FREE_LINKS), tries.wait_before(reading, at, FREE_READ)
    )
    if wait:
        return _shown(number=number[:MOST], problem=too_many_tries(wait), status=429)
    found = checked_by_number(number[:MOST])
    tries.note_failure([reading if found else guessing], at)
    if found is None:
        return _shown(number=number[:MOST], is_unknown=True, status=404)
    return _shown(found, number=number)


@bp.get("/V/<path:scanned>")
@public
def by_code(scanned: str) -> Response:
    """What a phone opens that has scanned a paper: never slowed, if MORI signed it."""
    number, _slash, claim = scanned.rpartition("/")
    if len(claim) < LEAST_CLAIM:  # a code that had no room for more than the number
        return see_other(url_for("checking.by_number", number=scanned.strip("/")))
    found = checked_by_number(number[:MOST])
    own = current_app.config["SETTINGS"].address
    said = believed(number, claim, [own, *([found.statement.address] if found else ())])
    if isinstance(said, Refusal) or (found and not said.agrees_with(found.statement)):
        return _refused(number)
    return _shown(found, number=number, claim=said)


def _refused(number: str) -> Response:
    """A code that was changed tells nothing: it counts as a guess, and leads to the form."""
    at, guessing = now(), counted_here(GUESSED)
    wait = tries.wait_before(guessing, at, FREE_LINKS)
    if wait:
        return _shown(number=number[:MOST], problem=too_many_tries(wait), status=429)
    tries.note_failure([guessing], at)
    return _shown(number=number[:MOST], is_changed=True, status=422)


def _shown(
    found: Checked | None = None,
    *,
    number: str = "",
    claim: Claim | None = None,
    problem: str = "",
    is_unknown: bool = False,
    is_changed: bool = False,
    status: int = 200,
) -> Response:
    """The one page: what was found, if anything was, and the form for another number."""
    at = now()
    shown: dict[str, Any] = {"found": found, "claim": claim, "at": at, "number": number}
    return _unlisted(
        page(
            "certificates/checking/check.html",
            status=status,
            here="check",
            mark_of=shown_mark,
            problem=problem,
            is_unknown=is_unknown,
            is_changed=is_changed,
            title=_("Number %(number)s", number=found.paper.number)
            if found
            else _("Check a paper"),
            **shown,
        )
    )


def _unlisted(response: Response) -> Response:
    """No search engine keeps it, and no browser: what is revoked is seen to be."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
