"""Links given to a contact at a campus, and browsers that hold one."""

from typing import Any

from mori.campus.students.views import STUDENTS
from mori.links.models import SignedLink, SignedLinkEvent
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand
from tests.cast import NOON

HAND = Hand("Bu Rahimah", "rahimah@campus.example", "0811-0000-7001")
POST = Post("https://mori.example", b"a key that only tests know", "/t/{}/{}".format)


def give(cast, contact, token: str = "t", hand: Hand = HAND, at=NOON) -> Given:
    about = About(STUDENTS.about, contact.key, contact.institution.name)
    office_id = contact.institution.office_id
    return give_link(STUDENTS.name, about, hand, office_id, token, cast.wati.id, at, POST)


def door_of(given: Given) -> str:
    return f"/t/{given.link.key}/{given.secret}"


def inside_of(given: Given) -> str:
    return f"/t/{given.link.key}/mahasiswa"


def holder(visit, given: Given):
    """A browser that has opened a link."""
    browser = visit()
    reply = browser.post(door_of(given))
    assert (reply.status_code, reply.location.split("/")[:3]) == (303, ["", "t", given.link.key])
    return browser


def everything() -> list[Any]:
    """Every row about links."""
    tables = (SignedLink, SignedLinkEvent)
    return [list(table.select().order_by(table.id).tuples()) for table in tables]
