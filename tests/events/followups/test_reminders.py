"""Reminders of promises: once each, to whoever agrees, by mail or from the coordinator's list."""

import datetime as dt

import pytest

from mori.core.workdays import DAY
from mori.events.followups.models import FollowUp, FollowUpTold
from mori.events.followups.operations import move
from mori.events.followups.queries import follow_up_by_id
from mori.events.jobs import jobs
from mori.network.models import Member, MemberConsent
from mori.network.rules import MemberState
from mori.notifications.models import Message
from tests.cast import NOON
from tests.events.followups.making import held, page_of, promised

pytestmark = pytest.mark.usefixtures("noon")


def work(app, at: dt.datetime) -> None:
    for job in jobs(app.config["SETTINGS"]):
        for piece in job(at):
            piece()


def mails() -> list[str]:
    rows = Message.select().where(Message.token.startswith("follow-up ")).order_by(Message.id)
    return [each.token.split()[1] for each in rows]


def test_each_reminder_goes_out_once_in_its_time(app, cast):
    _event, row = held(cast)
    promised(row)

    for days in (0, 19, 20, 21, 30, 31, 37, 38, 70):
        work(app, NOON + days * DAY)

    assert mails() == ["thirds", "day", "week"]
    assert {each.way.value for each in FollowUpTold.select()} == {"mail"}


def test_a_moved_promise_is_reminded_of_anew(app, cast):
    _event, row = held(cast)
    made = promised(row)
    work(app, NOON + 20 * DAY)

    moved_at = NOON + 21 * DAY
    move(follow_up_by_id(made.id), moved_at.date() + 30 * DAY, 0, None, moved_at)
    work(app, NOON + 30 * DAY)  # the day of before
    assert mails() == ["thirds"]
    work(app, moved_at + 20 * DAY)

    assert mails() == ["thirds", "thirds"]


@pytest.mark.parametrize("how", ["never agreed", "stopped everything"])
def test_whoever_does_not_want_it_hears_nothing_and_is_not_shared_with(app, visit, cast, how):
    event, row = held(cast)
    made = promised(row, days=0)
    if how == "never agreed":
        MemberConsent.delete().where(MemberConsent.member == row.member_id).execute()
    else:
        Member.update(state=MemberState.STOPPED).where(Member.id == row.member_id).execute()

    work(app, NOON)
    browser = visit(cast.wati)
    page = browser.get(f"/kegiatan/{event.key}/janji/ingatkan").text

    assert not mails()
    assert "tidak setuju dikabari" in page
    assert "/bagikan" not in page
    browser.post(f"/kegiatan/janji/{made.key}/bagikan")
    assert not FollowUpTold.select().count()


def test_who_has_no_mail_stands_on_the_list_until_it_was_shared(app, visit, cast):
    event, row = held(cast, mail="")
    made = promised(row, days=0)
    browser, path = visit(cast.wati), f"/kegiatan/{event.key}/janji/ingatkan"
    work(app, NOON)
    assert row.name in browser.get(path).text

    shown = browser.post(f"/kegiatan/janji/{made.key}/bagikan").text

    assert page_of(app, made) in shown
    assert "wa.me/6281234567890" in shown
    assert "Dicatat sebagai dibagikan" in shown
    assert row.name not in browser.get(path).text
    assert [each.way.value for each in FollowUpTold.select()] == ["shared"]


def test_a_merged_member_s_mail_goes_where_the_one_who_stands_is_reached(app, cast):
    _event, row = held(cast)
    _other, other = held(cast, name="Lilih Umpama", mail="umpama@contoh.example")
    made = promised(row, days=0)
    Member.update(merged_into=other.member_id).where(Member.id == row.member_id).execute()

    work(app, NOON)

    found = Message.get(Message.token.contains(made.key))
    assert found.recipient == "umpama@contoh.example"
    assert FollowUp.select().count() == 1
