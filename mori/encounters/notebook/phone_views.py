"""The notebook's pages as a phone keeps them: empty, for the phone's own script to fill.

No note is sent to any of them; docs/decisions/0072-a-notebook-on-the-phone.md.
"""

from flask import Blueprint, Response, current_app, jsonify, url_for
from flask_babel import gettext as _

from mori.access.guard import public
from mori.web.i18n import catalogue, locale
from mori.web.render import pieces

from ..letters.rules import REQUIRED
from ..rules import Note
from . import desk, forms
from .phone_desk import rules_of
from .views import keep_nothing, shown_page, today

bp = Blueprint("encounter_phone", __name__)
bp.after_request(keep_nothing)
BEHIND = 2 * desk.YEAR  # as long as anybody may come to the Ombudsman
PAGES = (  # that lie on the phone, and with them the numbers of who can help
    *("encounters.front", "encounters.beginning", "encounter_phone.way"),
    *("encounter_phone.overview", "encounter_phone.letter"),
)


@bp.get("/catatan/lihat")
@public
def overview() -> Response:
    return shown_page("phone", Note(), phone="look")


@bp.get("/catatan/jalan")
@public
def way() -> Response:
    return shown_page("way", Note(), form=forms.WayForm(formdata=None), phone="way")


@bp.get("/catatan/surat")
@public
def letter() -> Response:
    form = forms.LetterForm(formdata=None)
    form.day.data = today()
    return shown_page("letter", Note(), form=form, missing=[], phone="letter")


@bp.get("/catatan/isi.json")
@public
def kit() -> Response:
    """All that these pages' script needs to go on without a network, in one language."""
    settings = current_app.config["SETTINGS"]
    counted = catalogue(locale())
    asked = forms.NoteForm(formdata=None)
    known = rules_of(locale(), desk.days_off(today(), settings.joint_leave, BEHIND))
    return jsonify(
        **known,
        zone=settings.zone,
        pages=[*map(url_for, PAGES), "/bantuan"],
        pieces={**pieces("encounters/pieces.html"), **pieces("encounters/slips.html")},
        labels={name: str(asked[name].label.text) for name in REQUIRED},
        left=[counted.ngettext("%(n)d day left", "%(n)d days left", n) for n in (1, 2)],
        over=[counted.ngettext("%(n)d day over", "%(n)d days over", n) for n in (1, 2)],
        reminder=_("Service note: %(what)s (%(article)s)", what="{what}", article="{article}"),
        needed=_("Write at least the service and the agency."),
        number=_("Write a whole number, such as 5 or 50000."),
        date=_("Choose a day between 2000 and 2100."),
    )
