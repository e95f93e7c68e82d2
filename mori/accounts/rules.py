"""Who signs in, how, and for how long. No database, no request."""

import datetime as dt
import re
from collections.abc import Iterable

from mori.access.roles import TERMS, Role
from mori.core.texts.folding import folded
from mori.core.texts.tidying import plain

INVITATION_LASTS = dt.timedelta(days=7)
LATELY = dt.timedelta(days=90)  # what ended before it no fact asks about
LINKS_A_DAY = 5  # that anybody may ask for in one person's name
LEAST_PASSWORD = 10

LONGEST_NAME = 120
LONGEST_LOGIN = 200  # whatever is accepted as an address can be signed in with
ADDRESS = re.compile(r"[!#-+\--:=?A-Z\[-~]+@[a-z0-9.-]+")
DEGREES = {
    "sh", "shi", "mh", "mhi", "mkn", "mhum", "se", "mm", "msi", "msc", "skom",
    "mkom", "ssos", "msos", "sip", "mip", "sap", "map", "spd", "spdi", "mpd", "mpdi",
    "st", "mt", "sag", "mag", "skep", "skm", "mkes", "mkm", "spsi", "mpsi", "sikom",
    "mikom", "stp", "sked", "amd", "mba", "phd", "llm", "llb",
}  # fmt: skip
# Latin letters with whatever marks, digits and punctuation: what every PDF has a shape for.
NOT_LATIN = re.compile("[^ -~\u00a1-\u036f\u1e00-\u1eff\u2010-\u2027]")
_TITLES = re.compile(
    r"^(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|h|kh|ns|apt|bapak|ibu|pak|bu)(?:\.\s*|\s+))+(?=\w)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\b([sma])\.\s+(?=\w)", re.IGNORECASE)  # S. Kom, which is S.Kom


def normal_phone(text: str) -> str | None:
    """An Indonesian mobile number as +628…, however it was written; None if it is none."""
    digits = re.sub(r"[^0-9]", "", plain(text))
    number = re.fullmatch(r"(?:(?:00)?62)?0?(8[0-9]{8,11})", digits)
    return f"+62{number[1]}" if number else None


def normal_email(text: str) -> str | None:
    """An address in lower case, which one person alone can have; None if it cannot be one.

    Letters of other scripts look like ours and would make a second person; no mail server
    that we send through has to take them.
    """
    text = plain(text).casefold()
    return text if len(text) <= LONGEST_LOGIN and ADDRESS.fullmatch(text) else None


def sought(name: str) -> str:
    """A person's name as it is searched for and put in order, without titles and degrees."""
    words = _BROKEN.sub(r"\1.", _TITLES.sub("", name)).replace(",", " ").split()
    while len(words) > 1 and words[-1].replace(".", "").casefold() in DEGREES:
        words.pop()
    return folded(" ".join(words).replace(".", " "))[:LONGEST_NAME]


def shown_phone(phone: str) -> str:
    """+628111653737 → 0811-1653-737"""
    digits = f"0{phone[3:]}"
    return "-".join(filter(None, (digits[:4], digits[4:8], digits[8:])))


def lifetime(roles: Iterable[Role]) -> dt.timedelta:
    """How long a session lasts: as long as the most delicate of the roles allows."""
    return min(TERMS[role].signed_in_for for role in roles)


def is_code_needed(roles: Iterable[Role]) -> bool:
    """Whether one of the roles is too delicate for a password alone."""
    return any(TERMS[role].needs_second_factor for role in roles)


def appointable_by(role: Role) -> tuple[Role, ...]:
    """The roles that somebody in this one may give and end."""
    return tuple(each for each in Role if role in TERMS[each].appointed_by)


def is_in_latin(name: str) -> bool:
    """Whether a name can be read and printed by everybody, as those on identity cards can."""
    return not NOT_LATIN.search(name) and any(sign.isalpha() for sign in name)


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "UCBrowser": "UC",
            "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
           "Mac OS": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}  # fmt: skip


def device_name(user_agent: str) -> str:
    """Chrome, Android: enough for its owner to recognise a device; empty if nothing is known."""
    found = (
        next((name for mark, name in marks.items() if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found))
