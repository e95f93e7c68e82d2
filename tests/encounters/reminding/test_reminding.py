"""An address is left for chosen days: the mail names a day, and then nothing is left of it."""

import datetime as dt
import re

import pytest

from mori.core.db import db
from mori.core.workdays import DAY
from mori.encounters.reminding.jobs import jobs
from mori.encounters.reminding.models import DateReminder
from mori.encounters.reminding.rules import GIVE_UP, MOST_DAYS
from mori.encounters.rules import Note
from mori.notifications.models import Message
from mori.notifications.operations import mark_sent
from tests.cast import NOON, TODAY
from tests.encounters.making import hidden

pytestmark = pytest.mark.usefixtures("noon")

NOTE = Note(
    service="Akta kucatat-tertanam",
    agency="Dinas kucatat-tertanam",
    served_on=TODAY,
    promise=5,
    promise_unit="working",
)
FIRST = TODAY + 30 * DAY  # to complain to the agency
ADDRESS = "warga.rekaan@contoh.id"


def work(app, at: dt.datetime) -> None:
    for job in jobs(app.config["SETTINGS"]):
        for piece in job(at):
            piece()


def asked(browser, *days: dt.date, mail: str = ADDRESS, **more):
    chosen = {"days": [each.isoformat() for each in days or (FIRST,)], "mail": mail}
    return browser.post("/catatan/ingatkan/simpan", {**hidden(NOTE), **chosen, **more})


def mails() -> list[Message]:
    return list(Message.select().where(Message.token.startswith("date ")))


def dumped() -> str:
    tables = [row for name in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{name}"')]
    return repr(tables)


def link_in(text: str) -> str:
    return re.search(r"/catatan/berhenti/[\w.-]+", text)[0]


def test_the_days_that_run_are_offered_and_one_has_to_be_chosen(visit):
    browser = visit()

    page = browser.post("/catatan/ingatkan", hidden(NOTE))
    none = browser.post("/catatan/ingatkan/simpan", {**hidden(NOTE), "mail": "bukan alamat"})
    other = asked(browser, TODAY + DAY)

    assert f'value="{FIRST}"' in page.text
    assert page.text.count('name="days"') == 3  # promise, complaint, two years
    assert (none.status_code, other.status_code) == (422, 422)
    assert "bukan alamat" in none.text
    assert none.text.count('class="error"') == 2
    assert not DateReminder.select().exists()
    assert browser.post("/catatan/ingatkan", hidden(Note())).status_code == 409


def test_an_address_is_kept_sealed_and_says_nothing_of_the_note(visit):
    page = asked(visit(), FIRST, TODAY + 7 * DAY)

    assert link_in(page.text)
    assert DateReminder.select().count() == 2
    assert set(DateReminder._meta.columns) == {
        *("id", "key", "batch", "mark", "address", "locale", "due_on")
    }
    assert "warga.rekaan" not in dumped()
    assert "kucatat" not in dumped()


def test_a_mail_goes_out_the_day_before_and_its_address_with_it(app, visit):
    asked(visit())
    work(app, NOON + 28 * DAY)
    assert not mails()

    work(app, NOON + 29 * DAY)
    (mail,) = mails()
    body = mail.said(app.config["SETTINGS"].key)
    mark_sent(mail, NOON + 29 * DAY)
    work(app, NOON + 29 * DAY + dt.timedelta(minutes=10))

    assert mail.recipient == ADDRESS
    assert mail.subject == "Ada tanggal penting di catatanmu"
    assert "18 Desember 2026" in body
    assert link_in(body)
    assert "Akta" not in mail.subject + body
    assert "Dinas" not in mail.subject + body
    assert not DateReminder.select().exists()
    assert not mails()
    assert ADDRESS not in dumped()


def test_before_the_morning_no_mail_names_tomorrow(app, visit):
    asked(visit())

    work(app, NOON + 29 * DAY - dt.timedelta(hours=6))  # six o'clock

    assert not mails()


def test_the_link_on_the_page_stops_what_was_asked_for_there(app, visit):
    browser = visit()
    page = asked(browser, TODAY + 7 * DAY)
    asked(browser)
    work(app, NOON + 6 * DAY)
    assert len(mails()) == 1

    asks = browser.get(link_in(page.text))
    assert DateReminder.select().count() == 2, "opening it changes nothing"
    done = browser.post(link_in(page.text))

    assert "Hentikan" in asks.text
    assert "dihapus" in done.text
    assert [each.due_on for each in DateReminder.select()] == [FIRST]
    assert not mails()
    assert browser.post(link_in(page.text)).status_code == 200, "twice is once"


def test_the_link_in_a_mail_stops_all_that_goes_to_its_address(app, visit):
    browser = visit()
    asked(browser)
    asked(browser, TODAY + 7 * DAY)
    asked(browser, mail="orang.lain@contoh.id")
    work(app, NOON + 6 * DAY)
    (mail,) = mails()

    visit().post(link_in(mail.said(app.config["SETTINGS"].key)))

    assert DateReminder.select().count() == 1
    assert not mails()


def test_a_link_that_was_guessed_is_no_page(visit):
    page = link_in(asked(visit()).text)

    for path in (f"{page}a", "/catatan/berhenti/x"):
        assert visit().get(path).status_code == 404
        assert visit().post(path).status_code == 404
    assert DateReminder.select().count() == 1


def test_the_same_form_twice_is_one_reminder(visit):
    browser = visit()

    first, second = asked(browser, token="satu"), asked(browser, token="satu")

    assert link_in(first.text) == link_in(second.text)
    assert DateReminder.select().count() == 1


def test_nobody_pesters_a_stranger(visit):
    browser = visit()

    tried = [asked(browser).status_code for _n in range(6)]
    page = asked(browser)

    assert tried == [200] * 5 + [429], "five forms an hour for one address"
    assert "menit" in page.text
    assert ADDRESS in page.text


def test_one_address_has_so_many_days_at_most(visit):
    asked(visit())
    row = DateReminder.get()
    for n in range(MOST_DAYS - 1):
        said = {"key": f"abcdefgh{n}", "due_on": TODAY + (40 + n) * DAY, "batch": "b"}
        DateReminder.insert(mark=row.mark, address="x", locale="id", **said).execute()

    again, more = asked(visit()), asked(visit(), TODAY + 7 * DAY)

    assert again.status_code == 200, "asked for already"
    assert more.status_code == 429
    assert "kalender" in more.text
    assert DateReminder.select().count() == MOST_DAYS


def test_a_mail_that_no_mailbox_takes_is_given_up_and_erased(app, visit):
    asked(visit())
    work(app, NOON + 29 * DAY)

    work(app, NOON + 30 * DAY + GIVE_UP + DAY)

    assert not DateReminder.select().exists()
    assert not mails()
