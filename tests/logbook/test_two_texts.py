"""Two texts for one day: both are kept, and the writer chooses."""

import pytest

from mori.logbook import queries
from mori.logbook.models import Activity, Entry, OtherText
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY, send
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon")


def test_a_second_text_for_a_day_is_kept_beside_the_first(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    reply = send(browser, "Teks yang kedua.", token="t2")

    entry = Entry.get()
    assert (reply.status_code, reply.location) == (303, f"/logbook/{entry.key}")
    assert entry.text == "Menerima tiga konsultasi."
    assert "Teks yang kedua." in browser.get(reply.location).text


def test_the_same_form_with_another_text_loses_nothing(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    send(browser, "Diperbaiki setelah kembali ke halaman tadi.")
    send(browser, "Diperbaiki sekali lagi.")
    send(browser, "Diperbaiki sekali lagi.", learnt="Bertanya dulu.")

    assert [(other.text, other.learnt) for other in OtherText.select()] == [
        ("Diperbaiki setelah kembali ke halaman tadi.", ""),
        ("Diperbaiki sekali lagi.", ""),
        ("Diperbaiki sekali lagi.", "Bertanya dulu."),
    ]


def test_the_same_form_for_another_day_is_another_entry(visit, cast):
    browser = visit(cast.sari)
    send(browser)

    send(browser, "Catatan kemarin.", day=YESTERDAY)

    assert {entry.day: entry.text for entry in Entry.select()} == {
        TODAY: "Menerima tiga konsultasi.",
        YESTERDAY: "Catatan kemarin.",
    }


@pytest.mark.parametrize("use", ["1", ""])
def test_the_writer_chooses_between_two_texts(visit, cast, use):
    browser = visit(cast.sari)
    send(browser)
    send(browser, "Teks yang kedua.", token="t2")

    browser.post(f"/versi/{OtherText.get().key}", {"use": use, "revision": 1})

    page = browser.get(f"/logbook/{Entry.get().key}").text
    assert Entry.get().text == ("Teks yang kedua." if use else "Menerima tiga konsultasi.")
    assert "Versi lain" not in page
    assert OtherText.get().settled_at


def test_the_day_leads_to_two_texts_until_one_is_chosen(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    send(browser, "Teks yang kedua.", token="t2")

    before = browser.get("/").text
    browser.post(f"/versi/{OtherText.get().key}", {"revision": 1})
    after = browser.get("/").text

    assert ("Pilih teks" in before, "Pilih teks" in after) == (True, False)


def test_what_was_sent_once_may_arrive_again_after_a_change(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    change = {"revision": 1, "day": TODAY, "text": "Lebih rinci.", "activity": ""}
    browser.post(f"/logbook/{Entry.get().key}", change)

    send(browser)

    assert Entry.get().text == "Lebih rinci."
    assert not OtherText.select().exists()


def test_two_devices_do_not_overwrite_each_other(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    path = f"/logbook/{Entry.get().key}"
    first = {"revision": 1, "day": TODAY, "text": "Dari HP pertama.", "activity": ""}

    browser.post(path, first)
    reply = browser.post(path, {**first, "text": "Dari HP kedua."})

    assert reply.location == path
    assert Entry.get().text == "Dari HP pertama."
    assert "Dari HP kedua." in browser.get(path).text


def test_a_change_that_comes_after_the_paraf_is_kept(visit, cast):
    browser = visit(cast.sari)
    send(browser)
    Entry.update(state="approved", reviewer=cast.rina, reviewed_at=NOON).execute()
    path = f"/logbook/{Entry.get().key}"

    browser.post(path, {"revision": 1, "day": TODAY, "text": "Terlambat.", "activity": ""})

    page = browser.get(path).text
    assert "Terlambat." in page
    assert "Pakai versi ini" not in page


def test_hours_alone_are_not_lost_on_the_second_device(visit, cast):
    send(visit(cast.sari))
    entry = Entry.get()
    browser, path = visit(cast.sari), f"/logbook/{entry.key}"
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": 1, "hours": "5"}

    for hours in ("5", "7", "7"):  # the first from one device, then from an older page, twice
        browser.post(path, {**change, "hours": hours})

    assert Entry.get().minutes == 300
    assert [other.minutes for other in OtherText.select()] == [420]
    assert "7 jam" in browser.get(path).text


def test_other_versions_are_read_with_their_kind_of_work_at_once(visit, cast):
    send(visit(cast.sari))
    for number, activity in enumerate([Activity.create(code="a", label="A", label_en="A"), None]):
        OtherText.create(
            token=f"o{number}", entry=Entry.get().id, activity=activity, text="Lain.", at=NOON
        )
    entry = Entry.get()

    with statements() as sent:
        found = queries.other_texts(entry.id)
        labels = [each.activity and each.activity.label for each in found]

    assert labels == ["A", None]
    assert len([sql for sql in sent if '"other_text"' in sql or '"activity" ' in sql]) == 1


def test_each_part_of_a_text_kept_beside_counts(visit, cast):
    send(visit(cast.sari))
    Entry.update(state="approved").execute()
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": 1}

    for learnt in ("Satu.", "Dua."):
        visit(cast.sari).post(f"/logbook/{Entry.get().key}", {**change, "learnt": learnt})

    assert [other.learnt for other in OtherText.select()] == ["Satu.", "Dua."]


@pytest.mark.parametrize("revision", ["99999", str(2**31), str(2**63), "9" * 30])
def test_a_revision_that_never_was_is_another_text(visit, cast, revision):
    send(visit(cast.sari))
    change = {"token": "n1", "day": TODAY, "text": "Lain.", "revision": revision}

    reply = visit(cast.sari).post(f"/logbook/{Entry.get().key}", change)
    chosen = visit(cast.sari).post(
        f"/versi/{OtherText.get().key}", {"use": "1", "revision": revision}
    )

    assert (reply.status_code, chosen.status_code) == (303, 409)
    assert OtherText.get().text == "Lain."
