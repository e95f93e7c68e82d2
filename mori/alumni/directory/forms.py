"""What the lists of alumni are narrowed to, as the address says it."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.alumni.rules import AlumnusState
from mori.core.words import Labelled, marked

from .queries import parts_of
from .segments import NAMES, NONE, Segment

STATES = {  # the office's records alone are narrowed to one
    "belum-menjawab": AlumnusState.INVITED,
    "sudah-menjawab": AlumnusState.CONFIRMED,
    "tidak-terhubung": AlumnusState.DORMANT,
    "menarik-diri": AlumnusState.WITHDRAWN,
    "wafat": AlumnusState.DECEASED,
}
STATE = "keadaan"
RECORDS = "catatan"


class By(Labelled):
    """What may be chosen to narrow a list by."""

    YEAR = "tahun", marked("Year")
    REGION = "daerah", marked("Where they live")
    INSTITUTION = "lembaga", marked("Campus or school")
    UNIT = "unit", marked("Unit")
    SKILL = "keahlian", marked("Skill")
    NOW_AT = "di", marked("Where they are now")


PART_OF = {  # of a segment → what it is chosen by
    "province": By.REGION,
    "region": By.REGION,
    "institution": By.INSTITUTION,
    "year": By.YEAR,
    "unit": By.UNIT,
    "skill": By.SKILL,
    "now_at": By.NOW_AT,
}


class Narrowed(NamedTuple):
    """A part of what a list is narrowed to, and the list's address without it."""

    label: str
    without: str


class Narrowing(NamedTuple):
    """Which list, and what it is narrowed to."""

    segment: Segment
    state: AlumnusState | None
    shown: bool

    @property
    def args(self) -> dict[str, str]:
        named = {state: name for name, state in STATES.items()}
        state = {STATE: named[self.state]} if self.state else {}
        return self.segment.as_args() | state

    def url(self, **changed: str) -> str:
        """The list with parts changed; an empty one is left out."""
        args = {name: text for name, text in (self.args | changed).items() if text}
        here = "directory.directory" if self.shown else "directory.office_records"
        return _with(url_for(here), args)

    @property
    def other_url(self) -> str:
        """The same of the other list."""
        return Narrowing(self.segment, None, not self.shown).url()

    def choose_url(self, by: By) -> str:
        here = {} if self.shown else {"daftar": RECORDS}
        return _with(url_for("alumni_choices.choice"), {"menurut": str(by), **here, **self.args})

    @property
    def narrowed(self) -> list[Narrowed]:
        """Each part in words; the word searched for stands in its own field."""
        parts = parts_of(current_user.office_id, self.segment)
        found = [
            Narrowed(f"{PART_OF[name].label}: {_said(text)}", self.url(**{NAMES[name]: ""}))
            for name, text in parts.items()
            if name != "word"
        ]
        if self.state:
            found.append(Narrowed(str(self.state.label), self.url(**{STATE: ""})))
        return found

    @property
    def is_any(self) -> bool:
        return not self.args


def _said(text: str) -> str:
    return _("not known") if text == NONE else text


def _with(path: str, args: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(args)}" if args else path


def narrowing_here(*, shown: bool) -> Narrowing:
    """From the address; nonsense finds nobody."""
    state = None if shown else STATES.get(request.args.get(STATE, ""))
    return Narrowing(Segment.from_args(request.args), state, shown)


def narrowing_to_choose() -> Narrowing:
    """Of the list that a choice was asked for from."""
    return narrowing_here(shown=request.args.get("daftar") != RECORDS)
