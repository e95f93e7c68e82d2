"""What an alumnus's record may be, what somebody agreed to, and who may see it therefore.

No database, no request.
"""

from collections.abc import Set
from dataclasses import dataclass, fields, replace
from typing import Any

from mori.accounts.rules import shown_phone
from mori.core.words import Labelled, marked

ALUMNUS = "alumnus"  # the kind of row, as links name it


class AlumnusState(Labelled):
    """How far an office and a former intern are in touch."""

    INVITED = "invited", marked("Not answered yet")
    CONFIRMED = "confirmed", marked("Answered")
    DORMANT = "dormant", marked("Out of touch")
    WITHDRAWN = "withdrawn", marked("Stepped back")
    ERASED = "erased", marked("Erased")
    DECEASED = "deceased", marked("Deceased")


LIVING = frozenset(
    {AlumnusState.INVITED, AlumnusState.CONFIRMED, AlumnusState.DORMANT, AlumnusState.WITHDRAWN}
)
ANSWERED = frozenset({AlumnusState.CONFIRMED, AlumnusState.DORMANT})  # may be in the directory
IN_TOUCH = frozenset({AlumnusState.INVITED, AlumnusState.CONFIRMED})  # may be written to

MOVES = {
    "confirm": (LIVING, AlumnusState.CONFIRMED),
    "lose_touch": (IN_TOUCH, AlumnusState.DORMANT),
    "withdraw": (LIVING - {AlumnusState.WITHDRAWN}, AlumnusState.WITHDRAWN),
    "die": (LIVING, AlumnusState.DECEASED),
    # Said of the wrong person: back to what they were, as their answer says.
    "live": ({AlumnusState.DECEASED}, AlumnusState.INVITED),
    "live_on": ({AlumnusState.DECEASED}, AlumnusState.CONFIRMED),
    "live_apart": ({AlumnusState.DECEASED}, AlumnusState.WITHDRAWN),
    "erase": (LIVING | {AlumnusState.DECEASED}, AlumnusState.ERASED),
}

LEAVING = (  # events after which less may be shown than before
    *("take_back", "withdraw", "restrict", "die", "erase"),
    *("merge", "undo"),  # whoever of two withdrew is withdrawn; what was one is two people's again
)


class Agreed(Labelled):
    """What an alumnus may agree to: each purpose by itself, and each field that others see."""

    DIRECTORY = "directory", marked("To be found in the alumni directory")
    CONTACT = "contact", marked("To be asked by the office")
    NEWS = "news", marked("To get news and invitations")
    NETWORK = "network", marked("To be part of the alumni network")
    NAMED = "named", marked("To be named in reports")
    REGION = "region", marked("Where I live")
    INSTITUTION = "institution", marked("Campus or school")
    YEARS = "years", marked("Years of the internship")
    UNIT = "unit", marked("Units")
    NOW_AT = "now_at", marked("Where I am now")
    SKILLS = "skills", marked("Skills")
    PHONE = "phone", marked("Phone")
    MAIL = "mail", marked("E-mail")


FIELDS = frozenset(
    {Agreed.REGION, Agreed.INSTITUTION, Agreed.YEARS, Agreed.UNIT}
    | {Agreed.NOW_AT, Agreed.SKILLS, Agreed.PHONE, Agreed.MAIL}
)
PURPOSES = frozenset(Agreed) - FIELDS


class ConsentWay(Labelled):
    """Where somebody agreed."""

    FAREWELL = "farewell", marked("at the farewell")
    LINK = "link", marked("by a link")
    ACCOUNT = "account", marked("signed in")
    PAPER = "paper", marked("on paper")


class ContactKind(Labelled):
    PHONE = "phone", marked("Phone")
    MAIL = "mail", marked("E-mail")


class PlaceKind(Labelled):
    """Where an alumnus is now."""

    AGENCY = "agency", marked("Agency")
    COMPANY = "company", marked("Company")
    COMMUNITY = "community", marked("Community")
    CAMPUS = "campus", marked("Campus or school")
    OWN = "own", marked("Own business")


@dataclass(frozen=True)
class Record:
    """All that an office holds of one alumnus, those merged into them included."""

    id: int
    key: str
    office_id: int
    name: str
    name_folded: str
    state: AlumnusState
    is_restricted: bool
    locale: str
    before: str = ""  # titles
    after: str = ""
    region_code: str = ""
    region: str = ""
    province: str = ""
    address: str = ""
    institutions: tuple[tuple[int, str], ...] = ()  # id, 0 where unknown, and name
    institution_ids: tuple[int, ...] = ()  # as stays name them, whatever became of those since
    numbers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    units: tuple[tuple[int, str], ...] = ()  # id, 0 where unknown, and name
    now_at: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()  # those that bounced left out
    agreed: frozenset[Agreed] = frozenset()

    @property
    def phones_shown(self) -> tuple[str, ...]:
        """Numbers as people here write them."""
        return tuple(map(phone_shown, self.phones))

    @property
    def full_name(self) -> str:
        """With titles, as it is written on a letter."""
        name = " ".join(filter(None, (self.before, self.name)))
        return f"{name}, {self.after}" if self.after else name

    def agrees_to(self, purpose: Agreed) -> bool:
        """Whether they may be approached or shown for a purpose, as of now."""
        is_open = self.state in ANSWERED and not self.is_restricted
        return is_open and purpose in self.agreed

    @property
    def shown(self) -> Set[Agreed]:
        """The fields that others than the office's own records may show; the name goes first."""
        return self.agreed & FIELDS if self.agrees_to(Agreed.DIRECTORY) else frozenset()

    def as_shown(self) -> "Record":
        """The same with nothing in it that was not agreed to."""
        hidden = {name for field in FIELDS - self.shown for name in SHOWN_AS[field]}
        blank: dict[str, Any] = {name: BLANK[name] for name in {*hidden, "address", "numbers"}}
        return replace(self, **blank)


def phone_shown(number: str) -> str:
    """A number as people here write it; from abroad, and short ones, as they are."""
    return shown_phone(number) if number.startswith("+62") else number


SHOWN_AS = {  # which attributes of a record a field is
    Agreed.REGION: ("region_code", "region", "province"),
    Agreed.INSTITUTION: ("institutions", "institution_ids"),
    Agreed.YEARS: ("years",),
    Agreed.UNIT: ("units",),
    Agreed.NOW_AT: ("now_at",),
    Agreed.SKILLS: ("skills",),
    Agreed.PHONE: ("phones",),
    Agreed.MAIL: ("mails",),
}
BLANK: dict[str, Any] = {each.name: each.default for each in fields(Record)}
