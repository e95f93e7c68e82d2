"""What somebody has signed, on paper: the text, the name, and the digest of both's edition."""

import json
from collections.abc import Sequence
from typing import Any

from mori.core.clock import local_date
from mori.core.files.documents import COUNT, make_pdf
from mori.core.markdown.rendering import printed
from mori.offices.models import Office
from mori.web import filters
from mori.web.i18n import catalogue

from ..models import EditionChapter
from .models import Signature

LOCALE = "id"  # of the text that is agreed to


def signed_pdf(
    signature: Signature, office: Office, chapters: Sequence[EditionChapter], address: str
) -> bytes:
    """The same signature gives the same bytes."""
    shown = _shown(signature, office, chapters, address)
    return make_pdf("guidebook/signed", shown, signature.at)


def _shown(
    signature: Signature, office: Office, chapters: Sequence[EditionChapter], address: str
) -> dict[str, Any]:
    _ = catalogue(LOCALE).gettext
    edition = signature.edition
    day = local_date(edition.published_at, office.zone)
    return {
        "title": edition.book.title,
        "lang": LOCALE,
        "office": office.name,
        "edition": _("Edition %(number)s, %(day)s")
        % {"number": edition.number, "day": filters.long_day(LOCALE, day)},
        "digest": _("Fingerprint: %(digest)s") % {"digest": signature.digest[:16]},
        "address": f"{address}/buku/{edition.slug}",
        "chapters": [{"title": row.title, "pieces": printed(row.body)} for row in chapters],
        "name": signature.typed_name,
        "facts": _facts(signature, office, address, _),
        "heading": _("Signed"),
        "words": _("I have read this text and agree to it as it stands here."),
        "unprinted": _("□ stands for a sign that this PDF cannot print, %(count)s in all.")
        % {"count": COUNT},
    }


def _facts(signature: Signature, office: Office, address: str, _: Any) -> list[list[str]]:
    unclear = json.loads(signature.unclear or "[]")
    rows = [
        [_("Name typed"), signature.typed_name],
        [_("Name in MORI"), signature.name],
        [_("Moment"), filters.public_moment(LOCALE, signature.at, office.zone)],
        [_("Fingerprint of the text"), signature.digest],
        [_("Signature"), signature.key],
    ]
    if unclear:
        rows.append([_("Not clear yet when signing"), ", ".join(unclear)])
    return rows
