"""Two members, or two communities, become one; they are told; and it can be undone."""

import datetime as dt

import pytest

from mori.core.errors import Refused
from mori.network.consents.operations import agree, stop_everything, take_back
from mori.network.merging.operations import facts_of, merge, undo_merge
from mori.network.models import Community, Member, MemberMerge
from mori.network.operations import note_activity
from mori.network.queries import may_be, member_by_id
from mori.network.rules import ActivityKind, ConsentWay, MemberState, Purpose
from mori.notifications.models import Message
from tests.cast import NOON, TODAY

from .making import base_of, holder, link_to, make_community, make_member, together

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def wati(cast, visit):
    return visit(cast.wati)


def as_page(wati, address: str, kept, merged, **sides) -> object:
    names = dict.fromkeys(facts_of(kept), "kept")
    said = {"other": merged.key, "seen_kept": kept.revision, "seen_merged": merged.revision}
    return wati.post(f"{address}/{kept.key}/gabung", {**said, **names, **sides})


def one_of(cast, kept: Member, merged: Member) -> MemberMerge:
    seen = str(kept.revision), str(merged.revision)
    merge(kept, merged, facts_of(kept), seen, cast.wati.id, NOON)
    return MemberMerge.get(MemberMerge.merged == merged.id)


def everything(member: Member) -> dict:
    row = Member.select().where(Member.id == member.id).dicts().get()
    return {name: value for name, value in row.items() if name != "revision"}


def test_what_a_merged_member_does_counts_for_whom_they_became(cast):
    kept, merged = (make_member(cast.banua, each) for each in ("Umi Misal", "Umi M. Misal"))
    Member.update(active_on=TODAY - dt.timedelta(days=400)).execute()
    one_of(cast, member_by_id(kept.id), member_by_id(merged.id))

    note_activity(
        cast.banua.id, ActivityKind.MET, TODAY, "Temu Contoh", "a" * 14, member_id=merged.id
    )

    assert member_by_id(kept.id).active_on == TODAY


def test_a_member_is_merged_told_and_parted_again_as_they_were(cast, visit, wati):
    kept = make_member(cast.banua, "Umi Misal", phone="+6281234567890")
    merged = make_member(
        cast.banua,
        "Umi M. Misal",
        mail="umi@contoh.example",
        state=MemberState.DORMANT,
        agreed=(Purpose.MEETINGS,),
    )
    community = make_community(cast.banua)
    together(merged, community)
    before = everything(kept), everything(merged)
    link = link_to(cast, merged)

    answer = as_page(wati, "/jejaring/anggota", kept, merged, mail="merged")

    page = wati.get(f"/jejaring/anggota/{kept.key}").text
    told = Message.get(Message.recipient == "umi@contoh.example")
    assert answer.status_code == 303
    assert "Rumah Baca Misal" in page
    assert "umi@contoh.example" in page
    assert "dua catatanmu menjadi satu" in told.subject
    assert wati.get(f"/jejaring/anggota/{merged.key}").status_code == 404
    assert "Umi Misal" in holder(visit, link).get(base_of(link)).text
    assert "Umi M." not in wati.get("/jejaring/anggota").text
    assert wati.get(f"/jejaring/komunitas/{community.key}").text.count("Umi Misal") == 1
    assert not may_be(kept, Purpose.MEETINGS)
    assert not may_be(merged, Purpose.MEETINGS)
    assert as_page(wati, "/jejaring/anggota", kept, merged).status_code == 303  # sent twice

    wati.post(f"/jejaring/anggota/gabungan/{MemberMerge.get().key}/urungkan")

    assert (everything(kept), everything(merged)) == before
    assert may_be(merged, Purpose.MEETINGS)


@pytest.mark.parametrize("stopped", ["kept", "merged"])
def test_whoever_stopped_in_one_of_both_has_stopped(cast, stopped):
    pair = {
        name: make_member(cast.banua, agreed=tuple(Purpose), mail="umi@contoh.example")
        for name in ("kept", "merged")
    }
    stop_everything(pair[stopped], NOON - dt.timedelta(hours=1))
    pair = {name: member_by_id(each.id) for name, each in pair.items()}

    made = one_of(cast, pair["kept"], pair["merged"])
    together_now = member_by_id(pair["kept"].id)
    undo_merge(made, cast.wati.id, NOON)

    other = "merged" if stopped == "kept" else "kept"
    assert together_now.state == MemberState.STOPPED
    assert not any(may_be(together_now, each) for each in Purpose)
    assert not Message.select().where(Message.recipient == "umi@contoh.example").exists()
    assert member_by_id(pair[other].id).state == MemberState.ACTIVE
    assert member_by_id(pair[stopped].id).state == MemberState.STOPPED


def test_what_is_taken_back_meanwhile_holds_for_both_when_they_part(cast):
    kept, merged = (make_member(cast.banua, agreed=tuple(Purpose)) for _ in range(2))
    made = one_of(cast, kept, merged)

    take_back(merged, [Purpose.DIRECTORY], NOON)
    undo_merge(made, cast.wati.id, NOON)

    for each in (kept, merged):
        assert not may_be(each, Purpose.DIRECTORY)
        assert may_be(each, Purpose.MEETINGS)


def test_what_the_merged_one_took_back_before_is_not_agreed_to_by_the_other(cast):
    kept, merged = (make_member(cast.banua, agreed=(Purpose.NAMED,)) for _ in range(2))
    take_back(merged, [Purpose.NAMED], NOON)

    one_of(cast, kept, merged)

    assert not may_be(kept, Purpose.NAMED)
    agree(kept, [Purpose.NAMED], ConsentWay.LINK, "id", NOON)
    assert may_be(kept, Purpose.NAMED)


def test_stopping_meanwhile_holds_for_both_when_they_part(cast):
    kept, merged = (make_member(cast.banua, agreed=tuple(Purpose)) for _ in range(2))
    made = one_of(cast, kept, merged)

    stop_everything(merged, NOON)
    undo_merge(made, cast.wati.id, NOON)

    states = {member_by_id(each.id).state for each in (kept, merged)}
    assert states == {MemberState.STOPPED}


def test_a_stale_page_and_an_earlier_merge_are_refused(cast, wati):
    first, second, third = (make_member(cast.banua, f"Umi {n} Misal") for n in range(3))
    stale = Member.get_by_id(first.id)
    one = one_of(cast, first, second)

    answer = as_page(wati, "/jejaring/anggota", stale, third)
    later = one_of(cast, member_by_id(first.id), third)

    assert answer.status_code == 409
    with pytest.raises(Refused):
        undo_merge(one, cast.wati.id, NOON)
    undo_merge(later, cast.wati.id, NOON)
    undo_merge(later, cast.wati.id, NOON)  # sent twice
    undo_merge(one, cast.wati.id, NOON)
    assert Member.select().where(Member.merged_into.is_null(False)).count() == 0


def test_communities_are_merged_and_parted(cast, wati):
    kept = make_community(cast.banua)
    merged = make_community(cast.banua, "RB Misal", about="Membaca bersama.")
    far = make_community(cast.seberang, "RB Misal")
    for community, name in ((kept, "Satu Misal"), (merged, "Dua Misal")):
        together(make_member(cast.banua, name), community, from_on=TODAY)
    address = f"/jejaring/komunitas/{kept.key}"

    elsewhere = wati.get(f"{address}/gabung?dengan={far.key}").text
    as_page(wati, "/jejaring/komunitas", kept, merged, about="merged")
    page = wati.get(address).text
    key = page.split("/gabungan/")[1].split("/")[0]
    wati.post(f"/jejaring/komunitas/gabungan/{key}/urungkan")

    assert "Apakah ini sama?" not in elsewhere
    assert "Satu Misal" in page
    assert "Dua Misal" in page
    assert "Membaca bersama." in page
    assert Community.get_by_id(kept.id).about == ""
    assert "Dua Misal" not in wati.get(address).text
    assert "Dua Misal" in wati.get(f"/jejaring/komunitas/{merged.key}").text
