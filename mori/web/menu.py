"""The menu of each role: what it may open, in the order it is needed."""

from functools import cache
from typing import NamedTuple

from mori.access.roles import Role

from .i18n import catalogue, marked


class Item(NamedTuple):
    """One item: the name pages know it by, its address, icon and label."""

    name: str
    url: str
    icon: str
    label: str


TODAY = Item("today", "/", "home", marked("Today"))
LOGBOOK = Item("logbook", "/logbook", "book", marked("Logbook"))
ATTENDANCE = Item("attendance", "/presensi", "clock", marked("Attendance"))
QUEUE = Item("queue", "/tinjau", "list", marked("Review"))
INTERNS = Item("interns", "/peserta", "person", marked("Interns"))
PEOPLE = Item("people", "/orang", "people", marked("People"))
OFFICE = Item("office", "/kantor", "building", marked("Office"))
BOARD = Item("board", "/jaga", "shield", marked("Duty board"))
ME = Item("me", "/saya", "gear", marked("Me"))

MENUS = {
    Role.INTERN: (TODAY, LOGBOOK, ATTENDANCE, ME),
    Role.SUPERVISOR: (QUEUE, INTERNS, ME),
    Role.COORDINATOR: (INTERNS, PEOPLE, OFFICE, ME),
    Role.OFFICER: (BOARD, ME),
    Role.HEAD: (INTERNS, PEOPLE, BOARD, ME),
}


@cache
def menu_of(role: Role, locale: str) -> tuple[Item, ...]:
    gettext = catalogue(locale).gettext
    return tuple(item._replace(label=gettext(item.label)) for item in MENUS[role])
