"""The campus agrees to a plan by a signed link, or sends it back; a change is agreed to again."""

import pytest

from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.core.errors import Refused
from mori.guidance.plans.models import PlanEvent, PlanRevision
from mori.guidance.plans.operations import agree_to_plan, ask_campus, save_plan
from mori.guidance.plans.queries import plan_by_key, plan_of
from mori.links.models import SignedLink
from mori.links.rules import LinkState
from mori.notifications.models import Message
from tests.cast import NOON
from tests.guidance.plans.planning import LAW, WRITING, ask, make_plan
from tests.links.holding import HAND, POST, door_of

pytestmark = pytest.mark.usefixtures("noon")


def inside_of(given) -> str:
    return f"/t/{given.link.key}/rencana"


def holder(visit, given):
    browser = visit()
    reply = browser.post(door_of(given))
    assert (reply.status_code, reply.location) == (303, inside_of(given))
    return browser


@pytest.fixture
def given(cast):
    return ask(cast, make_plan(cast))


def test_the_coordinator_hands_it_over_and_the_plan_is_asked(visit, cast):
    plan = make_plan(cast)
    form = {"token": "t", "revision": 1, "name": "Bu Rahimah", "email": "rahimah@campus.example"}

    reply = visit(cast.wati).post(f"/peserta/{cast.placement.key}/rencana/tautan", form)

    assert reply.status_code == 200
    assert f"/t/{SignedLink.get().key}/" in reply.text
    assert plan_by_key(plan.key).state == "asked"
    assert Message.select().where(Message.recipient == "rahimah@campus.example").count() == 1


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "bukan-surel"}])
def test_to_nobody_it_is_not_handed(visit, cast, wrong):
    make_plan(cast)
    form = {"token": "t", "revision": 1, "name": "Bu Rahimah", "email": "", **wrong}

    reply = visit(cast.wati).post(f"/peserta/{cast.placement.key}/rencana/tautan", form)

    assert reply.status_code == 422
    assert SignedLink.select().count() == 0
    assert plan_of(cast.placement.id).state == "draft"


def test_the_campus_sees_the_plan_and_agrees(visit, cast, given):
    browser = holder(visit, given)
    page = browser.get(inside_of(given)).text
    assert "Hukum administrasi" in page
    assert "0 dari 90 jam diparaf" in page

    reply = browser.post(inside_of(given), {"verb": "agree", "revision": 1})

    assert (reply.status_code, reply.location) == (303, inside_of(given))
    assert "Terima kasih, rencana ini sudah disetujui." in browser.get(reply.location).text
    assert plan_of(cast.placement.id).state == "agreed"
    (said,) = PlanRevision.select()
    assert (said.answered_by, said.is_agreed) == ("Bu Rahimah", True)
    for who in (cast.sari, cast.rina, cast.wati):
        assert (
            "Disetujui oleh Bu Rahimah"
            in visit(who).get(f"/peserta/{cast.placement.key}/rencana").text
        )


def test_agreeing_twice_is_agreeing_once(visit, cast, given):
    browser = holder(visit, given)

    for _ in range(2):
        reply = browser.post(inside_of(given), {"verb": "agree", "revision": 1})
        assert reply.status_code == 303

    assert PlanEvent.select().where(PlanEvent.verb == "agree").count() == 1


def test_looking_changes_nothing(visit, cast, given):
    browser = holder(visit, given)

    for _ in range(3):
        browser.get(inside_of(given))
        browser.client.head(inside_of(given))

    assert plan_of(cast.placement.id).state == "asked"


def test_sent_back_it_says_why_where_the_intern_begins(visit, cast, given):
    browser = holder(visit, given)
    assert browser.post(inside_of(given), {"verb": "send_back", "revision": 1}).status_code == 422
    assert plan_of(cast.placement.id).state == "asked"

    words = {"verb": "send_back", "revision": 1, "words": "Tambahkan etika 20 jam."}
    reply = browser.post(inside_of(given), words)
    assert "Dikembalikan, dengan pesan Anda." in browser.get(reply.location).text

    assert plan_of(cast.placement.id).state == "returned"
    assert "Tambahkan etika 20 jam." in visit(cast.sari).get("/").text
    save_plan(cast.placement, [LAW], 1, cast.sari.id, NOON)
    assert "Tambahkan etika 20 jam." not in visit(cast.sari).get("/").text


def test_too_many_words_come_back(visit, cast, given):
    words = {"verb": "send_back", "revision": 1, "words": "a" * 301}

    reply = holder(visit, given).post(inside_of(given), words)

    assert reply.status_code == 422
    assert "a" * 301 in reply.text


def test_a_changed_plan_is_agreed_no_more_and_what_was_agreed_stays(visit, cast, given):
    agree_to_plan(plan_by_key(plan_of(cast.placement.id).key), 1, "Bu Rahimah", NOON)

    save_plan(cast.placement, [WRITING], 1, cast.sari.id, NOON)

    plan = plan_of(cast.placement.id)
    assert (plan.state, plan.revision) == ("draft", 2)
    page = visit(cast.sari).get(f"/peserta/{cast.placement.key}/rencana").text
    assert "Disetujui oleh Bu Rahimah" in page
    assert "Hukum administrasi: 90 jam" in page
    inside = holder(visit, given).get(inside_of(given)).text
    assert "sedang diubah" in inside
    assert 'value="agree"' not in inside


def test_what_was_not_seen_is_not_agreed_to(visit, cast, given):
    save_plan(cast.placement, [WRITING], 1, cast.sari.id, NOON)
    ask(cast, plan_of(cast.placement.id), "t2")

    reply = holder(visit, given).post(inside_of(given), {"verb": "agree", "revision": 1})

    assert reply.status_code == 409
    assert 'name="revision" value="2"' in reply.text
    assert plan_of(cast.placement.id).state == "asked"


def test_what_is_agreed_is_not_asked_again(cast, given):
    plan = plan_by_key(plan_of(cast.placement.id).key)
    agree_to_plan(plan, 1, "Bu Rahimah", NOON)

    with pytest.raises(Refused):
        ask_campus(plan_by_key(plan.key), HAND, 1, "t2", cast.wati.id, NOON, POST)


def test_a_new_hand_waits_for_the_coordinator(visit, cast, given):
    browser = holder(visit, given)

    form = {"name": "Pak Anwar", "email": "anwar@campus.example"}
    browser.post(f"/t/{given.link.key}/teruskan", form)

    new = SignedLink.get(SignedLink.handed_on_from == given.link)
    assert (new.state, new.digest) == (LinkState.WAITING, None)
    assert browser.get(inside_of(given)).status_code == 404
    assert browser.post(inside_of(given), {"verb": "agree", "revision": 1}).status_code == 404
    assert plan_of(cast.placement.id).state == "asked"
    visit(cast.wati).post(f"/tautan/{new.key}/pastikan")
    assert SignedLink.get_by_id(new.id).state == LinkState.OPEN


def test_a_revoked_link_agrees_to_nothing(visit, cast, given):
    browser = holder(visit, given)
    visit(cast.wati).post(f"/tautan/{given.link.key}/cabut")

    assert browser.get(inside_of(given)).status_code == 404
    assert browser.post(inside_of(given), {"verb": "agree", "revision": 1}).status_code == 404


def test_a_plan_with_eight_long_lines_fits_its_budget(visit, cast):
    wanted = [LAW._replace(label=f"{'Penalaran hukum administrasi ' * 4}{n}") for n in range(8)]
    given = ask(cast, make_plan(cast, wanted=wanted))

    page = holder(visit, given).get(inside_of(given))

    assert brotli_size(page.data) < FIRST_VIEW_BYTES
