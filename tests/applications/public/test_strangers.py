"""What strangers may see and do: nothing of others, not too much, and nothing too private."""

import datetime as dt

import pytest

from mori.applications.applying import operations
from mori.applications.applying.models import ApplyingTry
from mori.applications.applying.rules import MOST_BEGUN, MOST_MAILED, has_identity, without_identity
from mori.applications.claims import code_of
from mori.applications.models import Applicant, Application
from mori.applications.papers.models import ApplicationPaper
from mori.core.sealing import unseal
from tests.applications.public.writing import (
    add,
    applicants,
    application,
    begin,
    photo,
    said,
    send,
    who,
)
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("3171 0123 4567 8901", "[…]"),
        ("NIK 3171012345678901.", "NIK […]."),
        ("0812 3456 7890", "0812 3456 7890"),
        ("17 digits: 31710123456789012", "17 digits: 31710123456789012"),
        ("", ""),
    ],
)
def test_sixteen_digits_are_not_kept_however_they_are_grouped(text, kept):
    assert without_identity(text) == kept
    assert has_identity(text) is (text != kept)


def test_what_may_be_an_nik_is_taken_out_and_that_is_said(visit):
    browser = visit()
    link = begin(browser, who="group")

    added = browser.post(f"{link}/orang", who("Bayu Umpama", number="3171 0123 4567 8901"))

    assert applicants()[0].number == "[…]"
    assert "NIK tidak diperlukan" in browser.get(added.location).text


def test_a_guessed_or_changed_link_is_as_if_there_were_nothing(visit, app):
    browser = visit()
    link = begin(browser)
    code, key = link.rsplit("/", 1)[1], applicants()[0].key
    other = code_of(b"another secret of another server", application().key)

    for guess in (code[:-1] + ("a" if code[-1] != "a" else "b"), other, key, "x"):
        assert browser.get(f"/daftar/{guess}").status_code == 404
        assert browser.post(f"/daftar/{guess}/kirim").status_code == 404
        assert browser.get(f"/daftar/{guess}/orang/{key}").status_code == 404


def test_nobody_reaches_another_application_under_their_own_link(visit, store):
    browser = visit()
    theirs = begin(browser, token="one")
    person = applicants()[0]
    browser.upload(f"{theirs}/orang/{person.key}/berkas", {"cv": photo()})
    paper = ApplicationPaper.get()
    mine = begin(browser, token="two", contact="Tia Umpama", email="tia@umpama.example")

    for path in (f"orang/{person.key}", f"orang/{person.key}/berkas", f"berkas/{paper.key}"):
        assert browser.get(f"{theirs}/{path}").status_code == 200
        assert browser.get(f"{mine}/{path}").status_code == 404
    assert browser.post(f"{mine}/berkas/{paper.key}/hapus").status_code == 404
    assert browser.post(f"{mine}/orang/{person.key}/hapus").status_code == 404
    assert browser.post(f"{mine}/orang/{person.key}", who("Lain Umpama")).status_code == 404
    assert ApplicationPaper.select().exists()


def test_needs_and_ties_are_kept_sealed(visit, app):
    browser = visit()
    link = begin(browser, who="group")
    add(browser, link, "Bayu Umpama", needs="Juru bahasa isyarat", conflict="Rina, kakak saya")

    row = applicants()[0]

    assert "Juru" not in row.needs
    assert "Rina" not in row.conflict
    assert unseal(app.config["SECRET_KEY"], row.conflict) == "Rina, kakak saya"
    assert "Rina, kakak saya" in browser.get(f"{link}/orang/{row.key}").text


def test_the_hidden_field_keeps_programs_out_and_loses_nothing(visit):
    answer = visit().post("/daftar/baru?kantor=63", said(website="https://spam.example"))

    assert answer.status_code == 422
    assert "kolom yang tidak terlihat" in answer.text
    assert "Nadia Umpama" in answer.text
    assert not Application.select().exists()


def test_one_mailbox_is_not_flooded(visit, noon):
    browser = visit()
    for number in range(MOST_MAILED):
        begin(browser, token=f"t{number}", contact=f"Nadia {'abcde'[number]}")

    answer = browser.post("/daftar/baru?kantor=63", said(token="more", contact="Nadia Lagi"))

    assert answer.status_code == 429
    assert "Nadia Lagi" in answer.text
    assert Application.select().count() == MOST_MAILED
    noon.shift(dt.timedelta(hours=1, seconds=1))
    begin(browser, token="more", contact="Nadia Lagi")


def test_one_network_is_slowed_and_others_are_not(visit, app):
    browser = visit()
    link = begin(browser)
    here = ApplyingTry.select().order_by(ApplyingTry.id).first().subject
    operations.note_try([here] * MOST_BEGUN, NOON)

    again = browser.post("/daftar/baru?kantor=63", said(token="t2", email="", reach="call"))
    elsewhere = browser.post(
        "/daftar/baru?kantor=63",
        said(token="t3", email="", reach="call"),
        environ_overrides={"REMOTE_ADDR": "203.0.113.9"},
    )

    assert (again.status_code, elsewhere.status_code) == (429, 303)
    assert browser.get(link).status_code == 200  # what was begun goes on


def test_tries_are_forgotten(visit):
    begin(visit())

    operations.forget_tries(NOON + dt.timedelta(hours=2))

    assert not ApplyingTry.select().exists()


def test_the_same_form_twice_is_one_application(visit):
    browser = visit()
    first, second = begin(browser), begin(browser)

    assert first == second
    assert Application.select().count() == 1
    assert Applicant.select().count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"starts_on": "2026-11-17"}, "Hari pertamanya sudah lewat"),
        ({"ends_on": "2027-01-31"}, "Hari terakhir"),
        ({"institution_typed": " "}, "Tulis nama kampus atau sekolahmu"),
        ({"email": "nadia"}, "Tulis alamat surel seperti"),
        ({"email": "", "phone": ""}, "Tulis alamat surel atau nomor telepon"),
        ({"email": "", "reach": "mail"}, "belum diisi"),
        ({"contact": ""}, "Tulis namamu"),
        ({"kind": "sorcerer"}, "Pilih salah satu"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, changes, says):
    answer = visit().post("/daftar/baru?kantor=63", said(**{"programme": "x", **changes}))

    assert answer.status_code == 422
    assert says in answer.text
    assert "2027-03-31" in answer.text or "ends_on" in changes


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        ({"name": "Bayu Umpama"}, {"name": "bayu  umpama"}, True),
        (
            {"name": "Bayu Umpama", "number": "A-1"},
            {"name": "Bayu U.", "number": "a-1"},
            True,
        ),
        (
            {"name": "Bayu Umpama", "number": "A-1"},
            {"name": "Bayu Umpama", "number": "A-2"},
            False,
        ),
    ],
)
def test_a_group_names_nobody_twice(visit, one, other, is_refused):
    browser = visit()
    link = begin(browser, who="group")
    add(browser, link, **one)

    answer = browser.post(f"{link}/orang", who(**other))

    assert (answer.status_code == 422) is is_refused
    assert ("sudah ada dalam daftar" in answer.text) is is_refused


def test_a_period_that_has_begun_meanwhile_is_said_before_it_is_sent(visit, noon):
    browser = visit()
    link = begin(browser, starts_on="2026-11-19", ends_on="2026-12-19")
    noon.shift(dt.timedelta(days=3))

    answer = send(browser, link)

    assert answer.status_code == 422
    assert "Hari pertamanya sudah lewat" in answer.text
    assert application().sent_at is None


def test_whoever_is_taken_off_the_list_leaves_no_paper(visit, store):
    browser = visit()
    link = begin(browser, who="group")
    papers = add(browser, link, "Bayu Umpama")
    browser.upload(papers, {"cv": photo()})
    path = ApplicationPaper.get().path

    browser.post(f"{link}/orang/{applicants()[0].key}/hapus")

    assert not applicants()
    assert store.get(path) is None


def test_a_stranger_without_a_link_sends_nothing_large(visit):
    large = {"cv": photo(), "filler": "x" * 400_000}

    assert visit().upload("/daftar/1guessed/berkas", large).status_code in (404, 413)
    assert not ApplicationPaper.select().exists()
