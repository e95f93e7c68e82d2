"""Whoever said that they come is told of another day or place, once for each change."""

import pytest

from mori.core.workdays import DAY
from mori.events.jobs import jobs
from mori.events.models import EventInvitation, Told
from mori.events.rules import Notice
from mori.network.models import Member
from mori.notifications.models import Message
from tests.cast import NOON
from tests.events.making import answered, event_of, invited, pass_of
from tests.events.test_office import form

pytestmark = pytest.mark.usefixtures("noon")

AS_IT_WAS = {"starts_on": "2026-11-27", "ends_on": "2026-11-28", "place": "Aula Contoh"}


@pytest.fixture
def event(cast):
    return event_of(cast, seats=30, place="Aula Contoh")


@pytest.fixture
def change(visit, cast, event):
    """Save the event, otherwise than it was."""
    browser = visit(cast.wati)

    def save(**changes):
        sent = form(**{**AS_IT_WAS, **changes})
        assert browser.post(f"/kegiatan/{event.key}/ubah", sent).status_code == 303

    return save


@pytest.fixture
def coming(app, visit, cast, event):
    """Two who said that they come, the second without an address, and one who does not."""
    rows = [invited(cast, event, name) for name in ("Bersurel", "Tanpa Surel", "Tidak Datang")]
    Member.update(mail="").where(Member.id == rows[1].member_id).execute()
    for row in rows[:2]:
        visit().post(pass_of(app, row), answered("Dewi Contoh"))
    visit().post(pass_of(app, rows[2]), answered(answer="no"))
    return rows


def mails():
    """Those about a change that go out, or went."""
    found = Message.select().where(
        Message.token.startswith("event moved"), Message.stopped_at.is_null()
    )
    return list(found.order_by(Message.id))


def test_whoever_comes_is_told_and_reads_it_until_they_say_so(app, visit, cast, coming, change):
    by_mail, by_hand, gone = coming

    change(place="Balai Umpama", theme="Tema lain")

    assert [row.recipient for row in mails()] == [by_mail.member.mail]
    left = visit(cast.wati).get(f"/kegiatan/{by_mail.event.key}/kabari").text
    assert "Hari atau tempat berubah" in left
    assert "Tanpa Surel" in left
    assert "Bersurel" not in left
    assert "Tidak Datang" not in left
    seen = {row.id: visit().get(pass_of(app, row)).text for row in coming}
    assert "Hari atau tempatnya berubah" in seen[by_mail.id]
    assert "Aula Contoh" in seen[by_mail.id]
    assert "berubah" not in seen[gone.id]

    visit().post(f"{pass_of(app, by_mail)}/tahu")
    visit().post(pass_of(app, by_hand), answered("Dewi Contoh"))

    for row in (by_mail, by_hand):
        assert "Aula Contoh" not in visit().get(pass_of(app, row)).text
    left = visit(cast.wati).get(f"/kegiatan/{by_mail.event.key}/kabari").text
    assert "Tanpa Surel" not in left


def test_what_changes_neither_day_nor_place_is_told_nobody(coming, change):
    change(name="Nama lain", seats="31", answer_until="2026-11-24")

    assert mails() == []
    assert not EventInvitation.select().where(EventInvitation.knows != "").exists()

    change(place="Balai Umpama")
    told = [row.id for row in mails()]
    change(place="Balai Umpama", seats="32")

    assert [row.id for row in mails()] == told


def test_a_mail_that_waits_gives_way_to_that_of_the_next_change(app, visit, coming, change):
    change(place="Balai Umpama")
    change(place="Gedung Misal")

    (mail,) = mails()  # of two changes
    page = visit().get(pass_of(app, coming[0])).text
    assert "Aula Contoh" in page
    assert "Balai Umpama" not in page

    Message.update(sent_at=NOON).where(Message.id == mail.id).execute()
    change(place="Balai Umpama", starts_on="2026-11-26")

    assert len(mails()) == 2
    page = visit().get(pass_of(app, coming[0])).text
    assert "Gedung Misal" in page
    assert "Aula Contoh" not in page


def test_what_is_put_back_before_anybody_was_told_is_told_nobody(app, visit, coming, change):
    change(place="Balai Umpama")
    change()

    assert mails() == []
    assert not Told.select().where(Told.notice == Notice.MOVED).exists()
    assert "berubah" not in visit().get(pass_of(app, coming[0])).text


def test_of_the_new_day_they_are_reminded_anew(app, coming, change):
    def remind(at):
        for job in jobs(app.config["SETTINGS"]):
            for piece in job(at):
                piece()

    remind(NOON + 3 * DAY)
    change(starts_on="2026-12-10", ends_on="2026-12-10")
    remind(NOON + 15 * DAY)

    tokens = [row.token for row in Message.select().where(Message.token.startswith("event week"))]
    assert [each.split()[-1] for each in tokens] == ["20261127", "20261210"]
