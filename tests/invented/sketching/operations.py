import datetime as dt

from mori.core.db import writing
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from .models import Sketch


@writing()
def hand_in_sketch(upload: Upload, title: str, token: str, at: dt.datetime) -> None:
    """Keep what was received, from now on."""
    hand_in(upload)
    Sketch.create(token=token, person=upload.person_id, upload=upload.id, title=title, at=at)
