"""The file of a form, whichever way it came."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from mori.core.errors import Refused
from mori.core.files.kinds import FilePurpose
from mori.core.files.store import Store

from .models import Upload
from .operations import receive_whole
from .queries import upload_by_key

NAME = 120


def upload_sent(
    store: Store,
    person_id: int,
    purpose: FilePurpose,
    files: Sequence[Any],
    key: str,
    token: str,
    at: dt.datetime,
) -> Upload:
    """The file that came with a form, else the one received before, by its ``key``.

    Whoever takes it hands it in. A form that comes twice is known by its own token before.
    """
    if files:
        content = files[0].stream.read(purpose.most_bytes + 1)
        name = (files[0].filename or "")[:NAME]
        return receive_whole(store, person_id, purpose, name, content, token, at)
    upload = upload_by_key(key, at) if key else None
    is_theirs = upload and upload.person_id == person_id and upload.purpose == purpose.name
    if upload is None or not is_theirs or upload.is_handed_in:
        raise Refused(_("Choose a file first."))
    if not upload.is_whole:
        raise Refused(_("The file is not whole yet. Choose it once more, and wait a little."))
    return upload
