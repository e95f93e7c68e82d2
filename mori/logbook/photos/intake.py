"""What becomes of the photos that came with a form."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from mori.core.errors import Refused
from mori.core.files.images import Purpose
from mori.core.files.keeping import picture_token
from mori.core.files.store import Store
from mori.web.files import comes_again, content_of

from ..models import Entry
from ..rules import MOST_PHOTOS
from .operations import attach_photo, too_many


def attach_all(
    store: Store, entry: Entry, files: Iterable[Any], purpose: Purpose, at: dt.datetime
) -> list[str]:
    """Add each photo by itself; returns what kept any of them out, for the person to read.

    No more are looked at than an entry can have: a form of a hundred damaged ones costs no more.
    """
    refusals = []
    for number, file in enumerate(files, 1):
        try:
            if number > MOST_PHOTOS:
                raise too_many()
            content = content_of(file)
            token = picture_token(entry.token, content)
            attach_photo(store, entry, token, content, purpose, at)
        except Refused as refusal:
            if comes_again(refusal):
                raise
            refusals.append(_("Photo %(n)d: %(why)s", n=number, why=str(refusal)))
    return refusals
