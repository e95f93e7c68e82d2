"""What is said after a change behind a link is read on the next page, once, by whoever made it."""

import pytest

from mori.links.models import SignedLink
from tests.campus.test_remarks import SENT
from tests.links.holding import holder, inside_of

pytestmark = pytest.mark.usefixtures("noon")

THANKS = "Terima kasih. Peserta magang dan pembimbingnya bisa membacanya."


def test_it_is_read_once(cast, visit, given):
    browser = holder(visit, given)

    reply = browser.post(f"{inside_of(given)}/{cast.placement.key}/catatan", SENT)

    assert THANKS in SignedLink.get().notices
    assert THANKS in browser.get(reply.location).text
    assert SignedLink.get().notices == ""
    assert THANKS not in browser.get(reply.location).text


def test_nobody_else_and_no_door_swallows_it(cast, visit, given):
    browser = holder(visit, given)

    reply = browser.post(f"{inside_of(given)}/{cast.placement.key}/catatan", SENT)
    visit().get(inside_of(given))
    browser.get(f"/t/{given.link.key}/tentang")

    assert THANKS in browser.get(reply.location).text


def test_whoever_is_signed_in_finds_it_with_their_session(cast, visit, given):
    browser = visit(cast.wati)
    browser.post(f"/t/{given.link.key}/{given.secret}")

    reply = browser.post(f"{inside_of(given)}/{cast.placement.key}/catatan", SENT)

    assert SignedLink.get().notices == ""
    assert THANKS in browser.get(reply.location).text
