"""What a member agrees to holds from then on, and what they take back is gone at once."""

import pytest

from mori.network.consents.operations import agree
from mori.network.models import MemberConsent, MemberEvent, NetworkExport
from mori.network.queries import agreeing_to, may_be, member_by_id
from mori.network.rules import ConsentWay, MemberState, Purpose
from mori.notifications.models import Message
from tests.cast import NOON

from .making import base_of, holder, link_to, make_community, make_member, together

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def umi(cast):
    return make_member(
        cast.banua, agreed=tuple(Purpose), phone="+6281234567890", mail="umi@contoh.example"
    )


def lists(cast, visit) -> tuple[str, str]:
    """What the directory and its table say now."""
    wati = visit(cast.wati)
    return wati.get("/jejaring/direktori").text, wati.post("/jejaring/direktori/unduh").text


def test_one_tap_stops_everything_at_once_everywhere(cast, visit, umi):
    """Issue 17, "it must show" 5: directory, table, and whoever is to be invited next."""
    other = make_member(cast.banua, "Lain Umpama", agreed=(Purpose.DIRECTORY,))
    given = link_to(cast, umi)
    before = lists(cast, visit)
    could_be = [may_be(umi, each) for each in Purpose]
    browser = holder(visit, given)

    tapped = browser.post(f"{base_of(given)}/berhenti", {"sure": "1"})

    after = lists(cast, visit)
    fellow = link_to(cast, other)
    assert tapped.status_code == 303
    assert all("Umi Misal" in each for each in before)
    assert not any("Umi Misal" in each or "81234567890" in each for each in after)
    assert all("Lain Umpama" in each for each in after)
    assert "Umi" not in holder(visit, fellow).get(f"{base_of(fellow)}/direktori").text
    assert all(could_be)
    assert not any(may_be(umi, each) for each in Purpose)
    assert agreeing_to(Purpose.MEETINGS, [umi.id, other.id]) == set()
    assert member_by_id(umi.id).state == MemberState.STOPPED


def test_each_purpose_is_given_and_taken_back_by_itself(cast, visit):
    umi = make_member(cast.banua)
    given = link_to(cast, umi)
    browser, address = holder(visit, given), f"{base_of(given)}/persetujuan"

    browser.post(address, {"give": "directory"})
    browser.post(address, {"give": "meetings"})
    browser.post(address, {"give": "meetings"})
    agreed = {each for each in Purpose if may_be(umi, each)}
    browser.post(address, {"take": "directory"})

    assert agreed == {Purpose.DIRECTORY, Purpose.MEETINGS}
    assert {each for each in Purpose if may_be(umi, each)} == {Purpose.MEETINGS}
    assert MemberConsent.select().where(MemberConsent.member == umi.id).count() == 2
    assert [row.verb for row in MemberEvent.select().where(MemberEvent.member == umi.id)] == [
        *("agree", "agree", "take_back")
    ]
    assert browser.post(address, {"give": "everything"}).status_code == 422


def test_whoever_stopped_agrees_to_nothing_until_they_take_part_again(cast, visit, umi):
    given = link_to(cast, umi)
    browser, address = holder(visit, given), base_of(given)
    browser.post(f"{address}/berhenti", {"sure": "1"})

    refused = browser.post(f"{address}/persetujuan", {"give": "directory"})
    browser.post(f"{address}/kembali", {"sure": "1"})
    nothing_yet = [may_be(umi, each) for each in Purpose]
    browser.post(f"{address}/persetujuan", {"give": "directory"})

    assert refused.status_code == 422
    assert "menghentikan semuanya" in refused.text
    assert not any(nothing_yet)
    assert may_be(umi, Purpose.DIRECTORY)


def test_mail_that_waits_for_somebody_who_stopped_does_not_go_out(cast, visit, umi):
    visit(cast.wati).post(f"/jejaring/anggota/{umi.key}/tautan", {"by": "mail"})
    waits = Message.select().where(Message.recipient == umi.mail, Message.stopped_at.is_null())
    assert waits.count() == 1

    given = link_to(cast, umi)
    holder(visit, given).post(f"{base_of(given)}/berhenti", {"sure": "1"})

    assert waits.count() == 0


def test_a_table_is_noted_and_holds_those_who_agree_alone(cast, visit, umi):
    silent = make_member(cast.banua, "Diam Umpama", agreed=(Purpose.MEETINGS,))
    elsewhere = make_member(cast.seberang, "Jauh Umpama", agreed=tuple(Purpose))
    together(umi, make_community(cast.banua))

    table = visit(cast.wati).post("/jejaring/direktori/unduh")

    assert table.mimetype == "text/csv"
    assert '"Umi Misal","Rumah Baca Misal"' in table.text
    assert silent.name not in table.text
    assert elsewhere.name not in table.text
    noted = NetworkExport.get(NetworkExport.office == cast.banua.id)
    assert (noted.actor_id, noted.people) == (cast.wati.id, 1)
    assert visit(cast.hasan).post("/jejaring/direktori/unduh").status_code == 403


def test_changed_words_are_agreed_to_anew(cast, umi, monkeypatch):
    from mori.network.consents import operations
    from mori.network.consents.rules import Wording

    monkeypatch.setattr(operations, "wording", lambda to, locale: Wording("2", "Other words."))
    agree(umi, [Purpose.NAMED], ConsentWay.LINK, "id", NOON)

    rows = MemberConsent.select().where(
        MemberConsent.member == umi.id, MemberConsent.to == Purpose.NAMED
    )
    assert [(row.wording, row.withdrawn_at is None) for row in rows.order_by(MemberConsent.id)] == [
        ("1", False),
        ("2", True),
    ]


def test_members_see_each_other_without_a_way_to_reach_anybody(cast, visit, umi):
    reader = make_member(cast.banua, "Baca Umpama")
    given = link_to(cast, reader)
    browser, address = holder(visit, given), base_of(given)

    outside = browser.get(f"{address}/direktori").text
    browser.post(f"{address}/persetujuan", {"give": "directory"})
    inside = browser.get(f"{address}/direktori").text

    assert "Umi Misal" not in outside
    assert "Umi Misal" in inside
    assert "81234567890" not in inside
    assert umi.mail not in inside
