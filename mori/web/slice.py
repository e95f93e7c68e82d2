"""What a slice brings. Each says so in its own ``slice.py``; mori/slices.py lists them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from flask import Blueprint

from mori.access.grants import Grants
from mori.access.holds import Hold
from mori.access.purposes import Purpose
from mori.access.roles import Fact
from mori.config import Settings
from mori.core.counts.changes import Counts, Follower
from mori.core.counts.overview import Attention, Figure
from mori.core.files.kinds import FilePurpose
from mori.core.jobs import Job, LongKind
from mori.core.states import Moves

from .mentions import Mention
from .menu import Item
from .phone.worker import WaitingForm

Jobs = Callable[[Settings], Sequence[Job]]
Lasting = Callable[[dict[str, Any], dt.datetime], None]
Senders = Callable[[Settings], Mapping[str, Callable[[Any], None]]]


def no_trouble(at: dt.datetime) -> str:
    return ""


def no_senders(settings: Settings) -> Mapping[str, Callable[[Any], None]]:
    return {}


def no_jobs(settings: Settings) -> Sequence[Job]:
    return ()


@dataclass(frozen=True)
class Machine:
    """A state machine as docs/states.md lists it; a test holds the two against each other."""

    name: str
    states: type[StrEnum]
    moves: Moves
    initial: frozenset[str]
    final: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """A piece that a slice adds to a page which several slices share.

    ``of`` is called with what that page hands to its parts, and gives the template's
    context, or None where there is nothing to show; for the rows of a list, one for each id.
    """

    page: str
    template: str
    of: Callable[..., dict[Any, Any] | None]


@dataclass(frozen=True)
class Slice:
    """All that the rest of MORI has to know of a slice."""

    name: str
    module: str = ""  # the part of MORI it belongs to, where an office may do without it
    blueprints: Sequence[Blueprint] = ()
    grants: Grants = field(default_factory=dict)
    holds: Hold | None = None  # what keeps somebody's role from being ended
    links: Sequence[Purpose] = ()  # what signed links are given for
    facts: Mapping[str, Fact] = field(default_factory=dict)  # Actor.facts, read with the session
    menu: Sequence[Item] = ()
    pages: Mapping[str, str] = field(default_factory=dict)  # name → label, of pages not in a menu
    places: Mapping[str, str] = field(default_factory=dict)  # name → endpoint, for earlier slices
    parts: Sequence[Part] = ()
    machines: Sequence[Machine] = ()
    mentions: Sequence[Mention] = ()  # what an earlier slice's rows may name of it
    waiting_forms: Sequence[WaitingForm] = ()
    file_purposes: Sequence[FilePurpose] = ()
    counts: Counts | None = None  # what it counts of each day of a placement
    follows: Follower | None = None  # keeps counts of what changes: see core/counts/changes.py
    figures: Sequence[Figure] = ()
    attentions: Sequence[Attention] = ()
    jobs: Jobs = no_jobs  # of whichever node leads
    jobs_of_every_node: Jobs = no_jobs
    senders: Senders = no_senders  # by channel, what sends a message on it, or raises
    long_jobs: Sequence[LongKind] = ()  # kinds of work that somebody begins and that takes long
    lasting: Mapping[str, Lasting] = field(default_factory=dict)  # kind → how it is made again
    trouble: Callable[[dt.datetime], str] = no_trouble  # what /healthz says of it; names nobody
    rooms: Sequence[str] = ()  # its folders, in their line

    @property
    def purposes(self) -> Sequence[Purpose]:
        """Its links, of which each says what they belong to."""
        return [replace(link, module=self.module) for link in self.links]
