"""Consents on paper as a coordinator notes them, taken back by word, and read by the member."""

import pytest

from mori.core.workdays import DAY
from mori.network.consents.operations import stop_everything, take_back
from mori.network.models import MemberConsent, MemberEvent
from mori.network.own.operations import come_back
from mori.network.queries import may_be, member_by_id
from mori.network.rules import ConsentWay, MemberState, Purpose
from tests.cast import NOON

from .making import base_of, holder, link_to, make_member

pytestmark = pytest.mark.usefixtures("noon")

PAPER = {"to": ["directory", "meetings"], "day": "2026-11-03", "words": "1 id"}


@pytest.fixture
def umi(cast):
    return make_member(cast.banua)


@pytest.fixture
def page(umi):
    return f"/jejaring/anggota/{umi.key}/persetujuan"


def agreed(member) -> set[Purpose]:
    return {each for each in Purpose if may_be(member, each)}


def test_what_is_noted_of_a_paper_holds_and_the_member_reads_it(cast, visit, umi, page):
    browser, given = visit(cast.wati), link_to(cast, umi)
    assert "Kantor boleh mengundangmu" in browser.get(page).text  # the words themselves

    for _ in range(2):
        assert browser.post(page, PAPER).status_code == 303

    assert agreed(umi) == {Purpose.DIRECTORY, Purpose.MEETINGS}
    rows = list(MemberConsent.select().where(MemberConsent.member == umi.id))
    assert len(rows) == 2
    assert {(row.way, row.wording, row.locale, row.noted_by_id) for row in rows} == {
        (ConsentWay.PAPER, "1", "id", cast.wati.id)
    }
    (event,) = MemberEvent.select().where(MemberEvent.verb == "agree")
    assert (event.actor_id, event.at) == (cast.wati.id, NOON)
    theirs = holder(visit, given)
    own = theirs.get(f"{base_of(given)}/persetujuan").text
    assert "Yang dicatat kantor untukmu" in own
    assert "disetujui di kertas" in own
    assert "3 November 2026" in browser.get(page).text

    browser.post(f"{page}/cabut", {"take": "directory"})

    assert agreed(umi) == {Purpose.MEETINGS}
    assert "dicabut secara lisan" in theirs.get(f"{base_of(given)}/persetujuan").text
    theirs.post(f"{base_of(given)}/persetujuan", {"take": "meetings"})
    assert agreed(umi) == set()


def test_what_was_taken_back_after_the_paper_stays_taken_back(cast, visit, umi, page):
    browser = visit(cast.wati)
    browser.post(page, PAPER)
    take_back(umi, [Purpose.MEETINGS], NOON)

    late = browser.post(page, {**PAPER, "to": ["meetings"]})
    same = browser.post(page, {**PAPER, "to": ["meetings"], "day": "2026-11-18"})
    other = browser.post(page, {**PAPER, "to": ["named"]})

    assert (late.status_code, same.status_code, other.status_code) == (409, 409, 303)
    assert "dicabut setelah kertas ini" in late.text
    assert 'value="2026-11-03"' in late.text
    assert agreed(umi) == {Purpose.DIRECTORY, Purpose.NAMED}


def test_whoever_stopped_everything_is_bound_by_no_older_paper(cast, visit, umi, page):
    browser = visit(cast.wati)
    stop_everything(umi, NOON)

    assert browser.post(page, PAPER).status_code == 409
    assert member_by_id(umi.id).state is MemberState.STOPPED

    come_back(umi, NOON)

    assert browser.post(page, PAPER).status_code == 409
    assert agreed(umi) == set()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"day": f"{(NOON + DAY).date()}"}, "belum tiba"),
        ({"day": ""}, "Tulis tanggal mereka"),
        ({"to": []}, "Centang yang mereka setujui"),
        ({"to": ["all"]}, "Pilih"),
        ({"words": "9 id"}, "Pilih"),
        ({"words": ""}, "Pilih"),
    ],
)
def test_what_is_wrong_is_said_and_notes_nothing(cast, visit, umi, page, changes, says):
    answer = visit(cast.wati).post(page, {**PAPER, **changes})

    assert answer.status_code == 422
    assert says in answer.text
    assert not MemberConsent.select().exists()


def test_no_other_office_and_no_other_role_notes_any(cast, visit, page):
    for who in (cast.citra, cast.hasan):
        assert visit(who).post(page, PAPER).status_code == 404
    assert visit(cast.wati).post(f"{page}/cabut", {"take": "all"}).status_code == 422
