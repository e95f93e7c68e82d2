"""A letter as PDF/A, in the language it names. No request, no database."""

import datetime as dt
from typing import Any

from mori.certificates.statements.rules import Signing
from mori.certificates.statements.words import said_in
from mori.core.files.documents import COUNT, make_pdf
from mori.web import filters

from .rules import Contents, LetterKind
from .words import day_in

WIDTHS = (0, 13, 8, 10, 13)  # of the columns, as shares; 0: as narrow as it goes


def render(contents: Contents, digest: str, at: dt.datetime) -> bytes:
    return make_pdf("letters/reply", shown(contents, digest), at)


def shown(contents: Contents, digest: str) -> dict[str, Any]:
    """What the template shows."""
    _ = said_in(contents.locale)
    kind = LetterKind(contents.kind)
    signing = Signing(contents.signing)
    day = day_in(contents.locale, contents.issued_on)
    return {
        "title": f"{_(kind.english)} {contents.number}",
        "author": contents.office,
        "keywords": [],
        "lang": contents.locale,
        "letterhead": list(contents.letterhead),
        "number": _("Number: %(number)s", number=contents.number),
        "subject": _("About: %(kind)s", kind=_(kind.english)),
        "recipient": [_("To the attention of"), *contents.recipient],
        "paragraphs": contents.text.splitlines(),
        **_table(_, contents),
        "closing": (
            _("Thank you for guiding them.") if kind.is_inside else _("Thank you for your trust.")
        ),
        "place": f"{contents.place}, {day}",
        "post": f"{contents.signatory_post},",
        "signatory": contents.signatory,
        "stamp": _stamp(_, contents, signing),
        "unsigned": {
            Signing.IN_MORI: _("Not signed yet."),
            Signing.TTE: _(
                "Not signed as long as it bears no certified electronic signature (TTE)."
            ),
            Signing.BY_HAND: _("Not signed as long as this place is empty."),
        }[signing],
        "qr": "",
        "check": [],
        "remarks": [_("Fingerprint of what this letter says: %(digest)s", digest=digest[:32])],
        "unprinted": _(
            "□ stands for a sign that this PDF cannot print, %(count)s in all.", count=COUNT
        ),
        "words": {"qr": ""},
    }


def _table(_: Any, contents: Contents) -> dict[str, Any]:
    """Whom it is about; a column that nothing stands in is left out."""
    heads = (_("No."), _("Name"), _("Student number"), _("Unit"), _("Period"))
    filled = [place for place, column in enumerate(zip(*contents.rows, strict=True)) if any(column)]
    return {
        "columns": [heads[place] for place in filled],
        "widths": [WIDTHS[place] for place in filled],
        "rows": [[row[place] for place in filled] for row in contents.rows],
    }


def _stamp(_: Any, contents: Contents, signing: Signing) -> list[str]:
    if not signing.is_in_mori or contents.signed_on is None:
        return []
    initials = filters.initials(contents.locale, contents.signatory)
    return [initials, _("Approved in MORI, %(day)s", day=f"{contents.signed_on:%d/%m/%Y}")]
