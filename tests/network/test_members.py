"""An office's people: kept, tied to communities with dates, asked to belong, and their links."""

import datetime as dt

import pytest

from mori.links.models import SignedLink
from mori.network.models import Member, MemberActivity, MemberEvent, MemberTerm, MemberTie
from mori.network.operations import forget_activity, note_activity
from mori.network.queries import member_by_id
from mori.network.rules import ActivityKind, MemberState
from mori.notifications.models import Message
from tests.cast import TODAY

from .making import base_of, holder, link_to, make_community, make_member, together

pytestmark = pytest.mark.usefixtures("noon")

SAID = {"token": "t", "name": "Umi Misal", "phone": "0812 3456 7890", "locale": "id"}


@pytest.fixture
def wati(cast, visit):
    return visit(cast.wati)


def test_somebody_is_kept_once_and_agrees_to_nothing_by_that(cast, wati):
    for _ in range(2):
        wati.post("/jejaring/anggota/baru", SAID)

    (made,) = Member.select().where(Member.office == cast.banua.id)
    page = wati.get(f"/jejaring/anggota/{made.key}").text
    assert (made.phone, made.state) == ("+6281234567890", MemberState.KNOWN)
    assert page.count("tidak disetujui") == 5


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Tulis nama"),
        ({"phone": "12"}, "Tulis nomor ponsel"),
        ({"mail": "umi"}, "Tulis alamat"),
        ({"region": "Atlantis"}, "Tidak ada kabupaten"),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_written(wati, wrong, said):
    answer = wati.post("/jejaring/anggota/baru", {**SAID, **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Umi Misal" in answer.text or not wrong.get("name", "x")


def test_ties_have_a_first_and_a_last_day(cast, wati):
    umi, community = make_member(cast.banua), make_community(cast.banua)
    address = f"/jejaring/anggota/{umi.key}"
    said = {"token": "t", "community": community.key, "role": "chair", "from_on": "2025-03-01"}

    answers = [
        wati.post(f"{address}/ikatan", {**said, **more}).status_code
        for more in (
            *({}, {}, {"token": "u"}, {"token": "v", "from_on": "2027-01-01"}),
            {"token": "w", "from_on": ""},
        )
    ]
    (tie,) = MemberTie.select()
    before = wati.get(f"/jejaring/komunitas/{community.key}").text
    wati.post(f"/jejaring/ikatan/{tie.key}/akhiri")

    assert answers == [303, 303, 422, 422, 422]
    assert "Umi Misal" in before
    assert MemberTie.get_by_id(tie.id).until_on == TODAY
    assert "1 Mar 2025 sampai Rab 18 Nov 2026" in wati.get(address).text


def test_an_invited_member_accepts_the_terms_that_stand(cast, visit, wati):
    umi = make_member(cast.banua, state=MemberState.KNOWN, active_on=None)
    setting = {"name": "Dangsanak", "types": "radio", "terms": "Kita belajar."}
    wati.post("/jejaring/pengaturan", setting)
    wati.post(f"/jejaring/anggota/{umi.key}/undang")
    given = link_to(cast, umi)
    browser, address = holder(visit, given), base_of(given)

    seen = browser.get(address).text
    wati.post("/jejaring/pengaturan", {**setting, "terms": "Kita belajar dan mengajar."})
    stale = browser.post(f"{address}/anggota", {"version": "1"})
    browser.post(f"{address}/anggota", {"version": "2"})

    term = MemberTerm.get(MemberTerm.member == umi.id)
    assert "Kita belajar." in seen
    assert stale.status_code == 409
    assert "mengajar" in stale.text
    assert member_by_id(umi.id).state == MemberState.ACTIVE
    assert (term.terms_version, term.from_on, term.until_on) == (2, TODAY, None)


def test_the_office_ends_a_membership_with_a_reason(cast, wati):
    umi = make_member(cast.banua)
    MemberTerm.create(member=umi, terms_version=1, from_on=TODAY - dt.timedelta(days=9))
    address = f"/jejaring/anggota/{umi.key}"

    silent = wati.post(f"{address}/akhiri", {"why": ""})
    wati.post(f"{address}/akhiri", {"why": "Memakai nama kantor."})

    assert silent.status_code == 422
    assert member_by_id(umi.id).state == MemberState.ENDED
    assert MemberTerm.get(MemberTerm.member == umi.id).until_on == TODAY
    assert "Memakai nama kantor." in wati.get(address).text


def test_a_link_is_mailed_or_handed_over_and_never_called_sent(cast, wati):
    umi = make_member(cast.banua, mail="umi@contoh.example", phone="+6281234567890")
    address = f"/jejaring/anggota/{umi.key}"

    handed = wati.post(f"{address}/tautan", {"token": "a", "by": "hand"}).text
    mails_before = Message.select().where(Message.recipient == umi.mail).count()
    wati.post(f"{address}/tautan", {"token": "b", "by": "mail"})

    page = wati.get(address).text
    events = MemberEvent.select().where(MemberEvent.member == umi.id).order_by(MemberEvent.id)
    assert "https://wa.me/6281234567890" in handed
    assert [row.verb for row in events] == ["share", "mail"]
    assert mails_before == 0
    assert Message.select().where(Message.recipient == umi.mail).count() == 1
    assert "Tautan dibagikan" in page


def test_whoever_stopped_is_handed_a_link_and_never_mailed_one(cast, wati):
    umi = make_member(cast.banua, mail="umi@contoh.example", state=MemberState.STOPPED)
    address = f"/jejaring/anggota/{umi.key}"

    refused = wati.post(f"{address}/tautan", {"token": "a", "by": "mail"})
    handed = wati.post(f"{address}/tautan", {"token": "b", "by": "hand"})

    assert (refused.status_code, handed.status_code) == (409, 200)
    assert not Message.select().where(Message.recipient == umi.mail).exists()
    assert SignedLink.select().where(SignedLink.about_key == umi.key).count() == 1


def test_what_they_did_is_kept_once_and_makes_them_active(cast, wati):
    umi, community = make_member(cast.banua, active_on=dt.date(2025, 1, 1)), None
    community = make_community(cast.banua)
    together(umi, community)
    told = cast.banua.id, ActivityKind.TRAINED, TODAY, "ToT Contoh", "event"

    for _ in range(2):
        note_activity(*told, member_id=umi.id, community_id=community.id)
        note_activity(*told, community_id=community.id)

    assert MemberActivity.select().where(MemberActivity.ref_key == "event").count() == 2
    assert member_by_id(umi.id).active_on == TODAY
    assert wati.get(f"/jejaring/komunitas/{community.key}").text.count("ToT Contoh") == 1
    assert "ToT Contoh" in wati.get(f"/jejaring/anggota/{umi.key}").text
    forget_activity(ActivityKind.TRAINED, "event")
    assert "ToT Contoh" not in wati.get(f"/jejaring/anggota/{umi.key}").text


def test_another_office_sees_nobody_of_it(cast, visit):
    umi = make_member(cast.banua)
    citra = visit(cast.citra)

    assert "Umi Misal" not in citra.get("/jejaring/anggota").text
    assert citra.get(f"/jejaring/anggota/{umi.key}").status_code == 404
    assert citra.post(f"/jejaring/anggota/{umi.key}/tautan", {"by": "hand"}).status_code == 404
