"""What a paper states: all of it, kept as it was printed. No database, no request.

Texts are kept in both languages where they have two, so that the page for checking can be read
in either; ``locale`` is the language of the paper itself. Marks are whole hundredths, hours are
minutes, as everywhere.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, Self, cast, get_args, get_origin, get_type_hints

from mori.core.words import Labelled, marked

FORM = 1  # of the JSON; a later one says how to read those before it


class PaperKind(Labelled):
    CERTIFICATE = "certificate", marked("Certificate")
    TRANSCRIPT = "transcript", marked("Transcript")
    LETTER = "letter", marked("Statement letter")
    ATTENDANCE = "attendance", marked("Certificate of attendance")

    @property
    def states_result(self) -> bool:
        """A letter says that somebody was here, and nothing of how they were judged."""
        return self in (PaperKind.CERTIFICATE, PaperKind.TRANSCRIPT)


OF_INTERNSHIPS = (PaperKind.CERTIFICATE, PaperKind.TRANSCRIPT, PaperKind.LETTER)


class Signing(Labelled):
    """How a paper is signed: by a tap of the head in MORI, or on the PDF itself."""

    IN_MORI = "in_mori", marked("Approved in MORI by the head")
    TTE = "tte", marked("Certified electronic signature (TTE)")
    BY_HAND = "by_hand", marked("Signature by hand")

    @property
    def is_in_mori(self) -> bool:
        return self is Signing.IN_MORI


@dataclass(frozen=True)
class UnitStay:
    """A stretch in one unit, and on how many days of it the intern was there."""

    name: str
    first: dt.date
    last: dt.date
    days: int


@dataclass(frozen=True)
class StatedMark:
    """What was marked, in hundredths; None could not be judged."""

    label: str
    label_en: str
    mark: int | None


@dataclass(frozen=True)
class Competence:
    """An outcome or course of the learning plan, with the minutes it asked for and got."""

    label: str
    required_minutes: int
    initialled_minutes: int


@dataclass(frozen=True)
class ExtraLine:
    """What else somebody did, as a later slice says it; its source is unique to a placement."""

    source: str
    text: str
    text_en: str
    minutes: int | None = None
    day: dt.date | None = None


@dataclass(frozen=True)
class StatedAssessment:
    """The locked result, its band, and the scale it lies on, from lowest to highest."""

    scheme: str
    lowest: int
    highest: int
    aspects: tuple[StatedMark, ...]
    result: int | None
    band: str = ""
    band_en: str = ""


@dataclass(frozen=True)
class Attended:
    """What a certificate of attendance states: presence by half-days, and nothing of how well."""

    name: str  # as whoever was there is listed
    community: str
    event: str
    kind_label: str  # Pelatihan …
    kind_label_en: str
    theme: str
    starts_on: dt.date
    ends_on: dt.date
    half_days: int  # in which they were there
    of_half_days: int
    days: int
    minutes: int  # of the agenda in those half-days; 0: the agenda says no hours

    def to_json(self) -> str:
        return json.dumps(asdict(self), default=dt.date.isoformat, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What ``to_json`` wrote."""
        return cast(Self, _built(cls, json.loads(text)))


@dataclass(frozen=True)
class Statement:
    """Every fact that a paper states about one internship, or about having been at an event."""

    kind: PaperKind
    locale: str  # of the paper: id or en
    number: str  # "" on a paper that is only looked at before it is issued
    name: str  # with titles, as one text
    student_number: str  # "" where the paper does not show it
    institution: str
    programme: str  # Magang, PKL … as the placement calls it
    kind_label: str  # Mahasiswa … : which kind of intern
    kind_label_en: str
    office_code: str
    office: str
    letterhead: tuple[str, ...]  # line by line; empty: the office's name and address
    office_address: str
    starts_on: dt.date
    ends_on: dt.date
    units: tuple[UnitStay, ...]
    days_present: int
    entries_initialled: int
    minutes: int
    assessment: StatedAssessment | None
    competences: tuple[Competence, ...]
    lines: tuple[ExtraLine, ...]
    place: str
    issued_on: dt.date
    signatory: str
    signatory_post: str
    signing: Signing
    signed_on: dt.date | None  # by the head's tap; else the PDF itself is signed, or not yet
    replaces: str  # the number of the paper that it was issued for anew, or ""
    address: str  # where this MORI is reached: https://…, without a slash at the end
    attended: Attended | None = None  # of a certificate of attendance

    @property
    def is_signed_in_mori(self) -> bool:
        return self.signing.is_in_mori and self.signed_on is not None

    @property
    def is_transcript(self) -> bool:
        return self.kind is PaperKind.TRANSCRIPT

    @property
    def states_result(self) -> bool:
        return self.kind.states_result and self.assessment is not None

    @property
    def band(self) -> str:
        """What the paper calls the result."""
        return self.assessment.band if self.assessment and self.states_result else ""

    def to_json(self) -> str:
        """The same text for the same facts, always; what no internship has stays out of it."""
        facts = asdict(self)
        if self.attended is None:
            del facts["attended"]
        return json.dumps(
            {"form": FORM, **facts},
            default=dt.date.isoformat,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What ``to_json`` wrote; ``ValueError`` for anything else."""
        try:
            found = json.loads(text)
            if not isinstance(found, dict) or found.pop("form", None) != FORM:
                raise ValueError("no statement of this form")
            return cast(Self, _built(cls, found))
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(str(error)) from None


def _built(kind: Any, found: Mapping[str, Any]) -> Any:
    """A dataclass with exactly the fields that were found, each of its type."""
    hints = get_type_hints(kind)
    may_lack = {each.name for each in fields(kind) if each.default is not MISSING}
    if set(found) | may_lack != {each.name for each in fields(kind)}:
        raise ValueError(f"{kind.__name__} has other fields")
    return kind(**{name: _value(hints[name], value) for name, value in found.items()})


def _value(hint: Any, found: Any) -> Any:
    if isinstance(hint, UnionType):
        kind, _none = get_args(hint)
        return None if found is None else _value(kind, found)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in found)
    if is_dataclass(hint):
        return _built(hint, found)
    if hint is dt.date:
        return dt.date.fromisoformat(found)
    if issubclass(hint, Labelled):
        return hint(found)
    if type(found) is not hint:
        raise ValueError(f"{found!r} is no {hint.__name__}")
    return found
