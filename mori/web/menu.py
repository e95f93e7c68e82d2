"""The menu: what somebody may open, in the order it is needed. The items stand in the slices."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app, url_for

from mori.access.grants import MODULES, scope_of
from mori.access.roles import Actor, Role
from mori.core.compiled import COUNTED

from .i18n import catalogue

MENU = "mori.menu"
PAGES = "mori.pages"
ENDPOINTS = "mori.endpoints"

Count = Callable[[Actor, dt.datetime], int]


class Item(NamedTuple):
    """One item, shown to every role that is granted its action; ``place`` orders the menu."""

    name: str  # pages know it by this, and so does the Red Button
    place: int
    action: str
    endpoint: str
    icon: str
    label: str
    waits: Count | None = None  # how many wait there, COUNTED + 1 at most: its badge
    is_urgent: bool = False  # the title of every page says the number too


class Shown(NamedTuple):
    """An item as the menu's template reads it."""

    name: str
    url: str
    icon: str
    label: str
    counts: bool


class Brings(Protocol):
    """A slice, as far as its menu goes."""

    @property
    def menu(self) -> Iterable[Item]: ...
    @property
    def pages(self) -> Mapping[str, str]: ...
    @property
    def places(self) -> Mapping[str, str]: ...


def init_app(app: Flask, slices: Iterable[Brings]) -> None:
    """Take the slices' items, and the labels and endpoints of pages that are in no menu."""
    menu_of.cache_clear()
    _counting.cache_clear()
    items = [item for each in slices for item in each.menu]
    app.extensions[MENU] = sorted(items, key=lambda item: item.place)
    app.extensions[PAGES] = {item.name: item.label for item in items}
    app.extensions[ENDPOINTS] = {item.name: item.endpoint for item in items}
    for each in slices:
        app.extensions[PAGES].update(each.pages)
        app.extensions[ENDPOINTS].update(each.places)


class Seat(NamedTuple):
    """All that somebody's menu depends on."""

    role: Role
    has_office: bool
    without: frozenset[str]  # parts of MORI that the office does not use


def seat_of(actor: Actor) -> Seat:
    without = frozenset(each for each in {*MODULES.values()} if not actor.uses(each))
    return Seat(actor.role, actor.has_office, without)


def items_for(seat: Seat) -> list[Item]:
    items: list[Item] = current_app.extensions[MENU]
    return [
        item
        for item in items
        if scope_of(seat.role, item.action, has_office=seat.has_office)
        and MODULES.get(item.action) not in seat.without
    ]


@cache
def menu_of(seat: Seat, locale: str) -> tuple[Shown, ...]:
    gettext = catalogue(locale).gettext
    return tuple(
        Shown(item.name, url_for(item.endpoint), item.icon, gettext(item.label), bool(item.waits))
        for item in items_for(seat)
    )


@cache
def _counting(seat: Seat) -> tuple[Item, ...]:
    return tuple(item for item in items_for(seat) if item.waits)


Badges = tuple[tuple[str, str], ...]  # of an item's name and what its badge reads


def badges_for(actor: Actor, at: dt.datetime, known: Mapping[str, int]) -> Badges:
    """What the badges of somebody's menu read; ``known`` are counts that need no looking up."""
    return tuple(
        (item.name, as_badge(known[item.name] if item.name in known else item.waits(actor, at)))
        for item in _counting(seat_of(actor))
        if item.waits
    )


def as_badge(count: int) -> str:
    """A number as a badge reads it; nothing where nothing waits."""
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


def urgent_of(actor: Actor, badges: Badges) -> str:
    """What the title of a page begins with."""
    urgent = {item.name for item in _counting(seat_of(actor)) if item.is_urgent}
    return next((number for name, number in badges if name in urgent), "")


def page_url(name: str, **values: Any) -> str:
    """Where the page of a name is, so that an earlier slice can lead to a later one's."""
    return url_for(endpoint_of(name), **values)


def endpoint_of(name: str) -> str:
    endpoints: dict[str, str] = current_app.extensions[ENDPOINTS]
    return endpoints[name]


def page_label(name: str, locale: str) -> str:
    """What a page is called; the name itself where nobody declares it."""
    return catalogue(locale).gettext(current_app.extensions[PAGES].get(name, name))
