"""A group of three with photographed papers, from the list of openings to the page of its link."""

import datetime as dt

import pytest

from mori.applications.models import ApplicantEvent, Application
from mori.applications.papers.models import ApplicationPaper
from mori.applications.papers.rules import note_asking
from mori.applications.rules import MOVES, ApplicantState
from mori.core.states import advance
from mori.notifications.models import Message
from tests.applications.public.writing import (
    add,
    applicants,
    application,
    begin,
    file_of,
    opening_of,
    photo,
    send,
)
from tests.cast import NOON, TODAY

HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def group(visit, store):
    """A stranger's browser, and the link of a draft with three people and their papers."""
    browser = visit()
    link = begin(browser, who="group")
    assert browser.upload(f"{link}/berkas", {"letter": photo()}).status_code == 303
    for name in ("Bayu Umpama", "Citra Umpama", "Dara Umpama"):
        papers = add(browser, link, name)
        handed = {"transcript": photo(), "cv": photo()}
        assert browser.upload(papers, handed).status_code == 303
    return browser, link


def test_a_group_applies_without_an_account(group, cast):
    browser, link = group
    draft = browser.get(link).text
    assert "Draf, belum dikirim" in draft
    assert draft.count("Semua berkas ada.") == 3

    assert send(browser, link).location == link

    made = application()
    assert (made.office_id, made.is_group, made.sent_at) == (cast.banua.id, True, NOON)
    assert made.received_on == TODAY
    assert f"{made.reply_by}" == "2026-11-25"  # five working days after a Wednesday
    assert [each.state for each in applicants()] == [ApplicantState.SUBMITTED] * 3
    assert ApplicationPaper.select().count() == 7
    shown = browser.get(link).text
    assert "Rabu, 25 November 2026" in shown
    assert "ada pada koordinator magang Perwakilan Banua" in shown
    assert shown.count("Kantor memeriksa apakah semuanya ada.") == 3


def test_its_link_comes_by_mail_once_when_begun_and_once_when_sent(group):
    browser, link = group
    for _ in range(2):
        send(browser, link)

    subjects = [each.subject for each in Message.select().order_by(Message.id)]

    assert [each.token.split()[0] for each in Message.select().order_by(Message.id)] == [
        "applications/link",
        "applications/received",
    ]
    assert subjects[1] == "MORI: permohonanmu diterima"
    assert all(each.is_sealed for each in Message.select())


def test_sent_twice_it_is_one_and_can_be_changed_no_more(group):
    browser, link = group
    send(browser, link)
    again = send(browser, link)

    assert again.status_code == 303
    assert Application.select().count() == 1
    assert ApplicantEvent.select().where(ApplicantEvent.verb == "send").count() == 3
    assert browser.post(f"{link}/orang", {"name": "Eka Umpama"}).status_code == 409
    assert browser.post(f"{link}/ubah", {}).status_code == 409


def test_what_is_asked_for_is_handed_in_on_the_same_page(group, cast, noon):
    browser, link = group
    send(browser, link)
    first, *_others = applicants()
    note = note_asking(["transcript"], "Foto pertama terpotong.")
    advance(first, MOVES, "ask", cast.wati.id, NOON + HOUR, note)
    noon.shift(2 * HOUR)
    shown = browser.get(link).text
    assert "Foto pertama terpotong." in shown
    assert "Ada yang kurang." in shown

    handed = browser.upload(f"{link}/orang/{first.key}/berkas", {"transcript": photo(0.2)})

    assert applicants()[0].state is ApplicantState.SUBMITTED
    assert "Semua yang diminta sudah ada." in browser.get(handed.location).text


def test_another_paper_than_the_one_asked_for_does_not_complete_it(group, cast, noon):
    browser, link = group
    send(browser, link)
    first, *_others = applicants()
    advance(first, MOVES, "ask", cast.wati.id, NOON + HOUR, note_asking(["transcript"]))
    noon.shift(2 * HOUR)

    browser.upload(f"{link}/orang/{first.key}/berkas", {"cv": photo(0.2)})

    assert applicants()[0].state is ApplicantState.INCOMPLETE


def test_one_of_the_group_takes_it_back_alone(group):
    browser, link = group
    send(browser, link)
    key = applicants()[1].key

    for _ in range(2):
        assert browser.post(f"{link}/tarik", {"orang": key}).status_code == 303

    states = [each.state for each in applicants()]
    assert states == [
        ApplicantState.SUBMITTED,
        ApplicantState.WITHDRAWN,
        ApplicantState.SUBMITTED,
    ]


def test_a_photo_is_shrunk_and_what_was_no_picture_is_named_while_the_rest_stays(visit, store):
    browser = visit()
    link = begin(browser)
    key = applicants()[0].key

    answer = browser.upload(
        f"{link}/orang/{key}/berkas",
        {"cv": photo(), "transcript": file_of(b"not a picture")},
    )

    assert answer.status_code == 422
    assert "Transkrip nilai:" in answer.text
    kept = ApplicationPaper.get()
    assert (kept.code, kept.kind) == ("cv", "webp")
    assert store.get(kept.path)


def test_an_opening_that_closes_while_one_writes_loses_nothing(visit, cast):
    opening = opening_of(cast)
    browser = visit()
    sent = browser.post(
        f"/daftar/baru?lowongan={opening.key}",
        {
            "token": "t1",
            "who": "alone",
            "kind": "student",
            "reach": "mail",
            "institution_typed": "Universitas Umpama",
            "contact": "Nadia Umpama",
            "email": "nadia@umpama.example",
            "starts_on": "2027-02-01",
            "ends_on": "2027-03-31",
        },
    )
    type(opening).update(state="closed").execute()
    link = sent.location
    assert "Lowongan ini ditutup" in browser.get(link).text

    assert send(browser, link).status_code == 422
    assert browser.post(f"{link}/kirim", {"without_opening": "yes"}).status_code == 303
    assert (application().opening_id, application().sent_at) == (None, NOON)
