from flask_babel import lazy_gettext as _

from mori.web.fields import Day, Line, needed

from ..forms import PhotosForm

INCOMPLETE = _("Send one photo, its token, and the token of its entry.")


class PhotoForm(PhotosForm):
    """One photo from a phone's queue: its own token, and that of the entry it belongs to."""

    entry_token = Line("", [needed(INCOMPLETE)], most=40)
    token = Line("", [needed(INCOMPLETE)], most=40)
    day = Day("")  # of the entry, which may have come with another token
