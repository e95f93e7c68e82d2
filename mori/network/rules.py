"""What communities and members of a network may be, and what members agree to.

No database, no request.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mori.core.words import Labelled, marked

MEMBER = "network_member"  # the kind of row, as links name it
OWN = "network.own"  # what their link is for
LASTS = dt.timedelta(days=400)  # longer than a year: until they are asked whether they still belong
NETWORK_NAME = marked("Ombudsman network")  # where an office has not said otherwise
MEMBER_WORD = marked("Member")
NAME_MOST = 120


class CommunityState(Labelled):
    """How an office and a community stand to each other."""

    INVITED = "invited", marked("Invited")
    ACTIVE = "active", marked("Active")
    RESTING = "resting", marked("Resting")
    LEFT = "left", marked("Left")


COMMUNITY_MOVES = {
    "join": ({CommunityState.INVITED, CommunityState.LEFT}, CommunityState.ACTIVE),
    "rest": ({CommunityState.ACTIVE}, CommunityState.RESTING),
    "wake": ({CommunityState.RESTING}, CommunityState.ACTIVE),
    "leave": (frozenset(CommunityState) - {CommunityState.LEFT}, CommunityState.LEFT),
}


class MemberState(Labelled):
    """Whether somebody belongs to the network."""

    KNOWN = "known", marked("Known, no member")
    INVITED = "invited", marked("Invited")
    ACTIVE = "active", marked("Active")
    DORMANT = "dormant", marked("Dormant")
    LEFT = "left", marked("Left")
    ENDED = "ended", marked("Ended by the office")
    STOPPED = "stopped", marked("Stopped everything")


BELONGING = frozenset({MemberState.ACTIVE, MemberState.DORMANT})  # a time of membership runs
OUTSIDE = frozenset({MemberState.KNOWN, MemberState.LEFT, MemberState.ENDED})
# Of two that are merged: whoever said less stays said.
STRENGTH = (
    *(MemberState.KNOWN, MemberState.INVITED, MemberState.ENDED, MemberState.LEFT),
    *(MemberState.DORMANT, MemberState.ACTIVE, MemberState.STOPPED),
)
MEMBER_MOVES = {
    "invite": (OUTSIDE, MemberState.INVITED),
    "accept": (OUTSIDE | {MemberState.INVITED}, MemberState.ACTIVE),
    "renew": (BELONGING, MemberState.ACTIVE),
    "lapse": ({MemberState.ACTIVE}, MemberState.DORMANT),
    "leave": (BELONGING | {MemberState.INVITED}, MemberState.LEFT),
    "end": (BELONGING | {MemberState.INVITED}, MemberState.ENDED),
    "stop": (frozenset(MemberState) - {MemberState.STOPPED}, MemberState.STOPPED),
    "come_back": ({MemberState.STOPPED}, MemberState.KNOWN),
}


class Purpose(Labelled):
    """What a member may agree to, each by itself."""

    DIRECTORY = "directory", marked("To be found in the directory of the network")
    CONTACT = "contact", marked("To be asked by the office")
    MEETINGS = "meetings", marked("To be invited to meetings and trainings")
    PHOTOGRAPH = "photograph", marked("To be in photographs of meetings")
    NAMED = "named", marked("To be named in reports")


class ConsentWay(Labelled):
    """Where somebody agreed."""

    LINK = "link", marked("by a link")
    EVENT = "event", marked("when answering an invitation")
    PAPER = "paper", marked("on paper")


class TieRole(Labelled):
    """What somebody is in a community."""

    MEMBER = "member", marked("Member")
    CHAIR = "chair", marked("Chair")
    SECRETARY = "secretary", marked("Secretary")
    CONTACT = "contact", marked("Contact person")
    ADVISER = "adviser", marked("Adviser")


class RelationKind(Labelled):
    """How one community stands to another: the first one to the second."""

    PART = "part", marked("is part of")
    PARTNER = "partner", marked("works with")
    FOUNDED = "founded", marked("founded")
    FOLLOWS = "follows", marked("continues")


class ActivityKind(Labelled):
    """What a member or a community did."""

    MET = "met", marked("Took part in a meeting")
    TRAINED = "trained", marked("Was trained")
    SPOKE = "spoke", marked("Spoke at a meeting")
    TAUGHT = "taught", marked("Taught others")
    CAMPAIGNED = "campaigned", marked("Published something")
    ACCOMPANIED = "accompanied", marked("Accompanied somebody")
    OTHER = "other", marked("Something else")


class CommunityType(NamedTuple):
    """A kind of community, from types.csv."""

    code: str
    id: str
    en: str

    def label(self, locale: str) -> str:
        return self.id if locale == "id" else self.en


@cache
def types() -> Mapping[str, CommunityType]:
    """The kinds there are, by their codes and in their order."""
    text = (Path(__file__).parent / "types.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: CommunityType(row["code"], row["id"], row["en"]) for row in rows}


def type_label(code: str, locale: str) -> str:
    """What a kind is called; its code, once the file no longer has it."""
    kind = types().get(code)
    return kind.label(locale) if kind else code
