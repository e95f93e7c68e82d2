"""What alumni ask of their own data: each kind, waiting and late, done, refused, taken back."""

from mori.alumni.models import Alumnus
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.operations import Asked, ask, refuse, settle, take_back
from mori.alumni.privacy.rules import RequestKind, RequestWay
from mori.alumni.rules import Agreed
from mori.core.db import new_key

from .desk import Desk

LATE = 6  # days: longer than any of them may take


def ask_for_own_data(desk: Desk) -> None:
    """Of those who come last, so that the first are what they were."""
    people, actor_id = desk.agreeing(Agreed.DIRECTORY)[::-1], desk.coordinator.id
    late, wrong, copied, apart, back, unsure, *_rest = people
    leaving, gone, *_unanswered = desk.unanswered()[::-1]
    _ask(desk, late, RequestKind.CORRECTION, "Gelar saya belum tertulis.", LATE)
    _ask(desk, wrong, RequestKind.OWN_DATA, "", 1)
    _ask(desk, leaving, RequestKind.ERASURE, "", 1, RequestWay.PHONE)
    settle(_ask(desk, copied, RequestKind.OWN_DATA, "", 9), "", actor_id, desk.ago(8))
    no = _ask(desk, wrong, RequestKind.CORRECTION, "Saya magang tiga kali.", 12)
    refuse(no, "Di arsip kantor hanya ada satu kali magang.", actor_id, desk.ago(10))
    take_back(_ask(desk, unsure, RequestKind.ERASURE, "", 5), None, desk.ago(4))
    erasure = _ask(desk, gone, RequestKind.ERASURE, "", 15, RequestWay.LETTER)
    settle(erasure, "", actor_id, desk.ago(14))
    _ask(desk, apart, RequestKind.RESTRICTION, "", 7)
    _ask(desk, back, RequestKind.RESTRICTION, "", 30)
    _ask(desk, back, RequestKind.LIFTING, "", 11)


def _ask(
    desk: Desk,
    alumnus: Alumnus,
    kind: RequestKind,
    text: str,
    days: int,
    way: RequestWay = RequestWay.LINK,
) -> PrivacyRequest:
    noted_by = desk.coordinator.id if way.is_noted else None
    return ask(alumnus, Asked(kind, text, way), new_key(), noted_by, desk.ago(days))
