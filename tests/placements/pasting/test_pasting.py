"""Many people at once: what is pasted is shown as it was understood, and written once confirmed."""

import html
import re

import pytest

from mori.access.roles import Role
from mori.accounts.models import Invitation, Membership, Person
from mori.accounts.operations import add_person
from mori.accounts.people.models import AccountEvent
from mori.notifications.models import Message
from mori.placements.pasting.models import PastedPerson
from mori.placements.pasting.rules import MOST_ROWS
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")

GOOD = "Mira Contoh\t0812 3400 0001\tmira@contoh.example\tUniversitas Misal\t1/12/2026\t31/12/2026"
SECOND = "Tini Contoh\t\ttini@contoh.example"
BAD = "Lala Contoh\t12\t"


def check(browser, *rows, role="intern"):
    return browser.post("/orang/tempel", {"role": role, "table": "\n".join(rows)})


def confirm(browser, reply, **more):
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', _second_form(reply))
    return browser.post("/orang/tempel/tambah", {k: html.unescape(v) for k, v in fields} | more)


def _second_form(reply):
    return reply.text.split('action="/orang/tempel/tambah"')[1].split("</form>")[0]


def text_box(reply):
    return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", reply.text, re.S)[1]).strip(
        "\r\n"
    )


def links(reply):
    return re.findall(r"https?://[^<]*(/undangan/[\w-]+)<", reply.text)


def test_a_preview_shows_each_row_as_it_was_understood_and_writes_nothing(visit, cast):
    people = Person.select().count()

    reply = check(visit(cast.wati), GOOD, BAD)

    assert reply.status_code == 200
    assert "0812-3400-0001" in reply.text
    assert "1 Desember 2026" in reply.text
    assert "Tulis nomor HP seperti 0812-3456-7890" in reply.text
    assert text_box(reply).splitlines() == [GOOD, BAD]
    assert Person.select().count() == people
    assert not Message.select().exists()


def test_confirmed_the_good_rows_are_written_and_the_bad_stay_in_the_text_box(visit, cast):
    browser = visit(cast.wati)

    reply = confirm(browser, check(browser, GOOD, BAD, SECOND))

    mira = Person.get(Person.email == "mira@contoh.example")
    assert reply.status_code == 200
    assert mira.phone == "+6281234000001"
    assert Membership.get(Membership.person == mira).role is Role.INTERN
    assert Membership.get(Membership.person == mira).office_id == cast.banua.id
    assert Person.select().where(Person.name == "Lala Contoh").count() == 0
    assert text_box(reply) == BAD


def test_everybody_gets_what_a_single_person_gets(visit, cast):
    browser = visit(cast.wati)

    reply = confirm(browser, check(browser, GOOD, SECOND))

    assert {each.recipient for each in Message.select()} == {
        "mira@contoh.example",
        "tini@contoh.example",
    }
    assert [event.change for event in AccountEvent.select()] == ["added", "added"]
    assert len(links(reply)) == 2
    for link in links(reply):
        assert visit().get(link).status_code == 200
    assert "https://wa.me/6281234000001?text=" in reply.text
    assert "no-store" in reply.headers["Cache-Control"]


def test_sent_twice_it_is_written_once_and_shows_the_same_links(visit, cast):
    browser = visit(cast.wati)
    preview = check(browser, GOOD, BAD)

    first, second = confirm(browser, preview), confirm(browser, preview)

    assert links(first) == links(second)
    assert text_box(second) == BAD
    assert Person.select().where(Person.name == "Mira Contoh").count() == 1
    assert Invitation.select().count() == 1


def test_a_link_that_was_used_is_not_shown_again(visit, cast):
    browser = visit(cast.wati)
    preview = check(browser, GOOD)
    [link] = links(confirm(browser, preview))
    visit().post(link, {"password": "sungai lebar tenang"})

    assert links(confirm(browser, preview)) == []


def test_anothers_token_shows_nobodys_links(visit, cast):
    browser = visit(cast.hasan)
    preview = check(browser, "Tini Contoh\t\ttini@contoh.example", role="officer")
    confirm(browser, preview)
    token = re.search(r'name="token" value="([^"]+)"', preview.text)[1]

    other = visit(cast.wati)
    reply = other.post(
        "/orang/tempel/tambah",
        {"token": token, "role": "intern", "table": "Tini\t\ttini@contoh.example"},
    )

    assert reply.status_code == 409
    assert links(reply) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["\t0812 3400 0001\t"], "Tulis nama lengkap"),
        (["\u200b\u2800\t0812 3400 0001\t"], "Tulis nama lengkap"),
        (["Mira Contoh\t\t"], "salah satunya perlu untuk masuk"),
        (["Mira Contoh\t0411 123\t"], "Tulis nomor HP"),
        (["Mira Contoh\t\tmira di contoh"], "Tulis alamat seperti"),
        (["Mira Contoh\t0811 0000 0000\t"], "Nomor HP ini sudah dipakai orang lain"),
        (["Mira Contoh\t\tNINGSIH@contoh.example"], "Surel ini sudah dipakai orang lain"),
        (["Mira Contoh\t081234000001\t", "Tini\t+62 812 3400 0001\t"], "dua kali di tabel"),
        (["Mira\t\tm@contoh.example", "Tini\t\tM@contoh.example"], "dua kali di tabel"),
        (["M\t\tm@contoh.example\tULM\t11/23/2026\t"], "hari/bulan/tahun"),
        (["M\t\tm@contoh.example\tULM\t1/12/2026\t1/11/2026"], "tidak boleh sebelum hari pertama"),
        (["x" * 121 + "\t\tm@contoh.example"], "120"),
    ],
)
def test_each_rows_problem_is_said_in_words(visit, cast, rows, said):
    reply = check(visit(cast.wati), *rows)

    assert said in reply.text
    assert "/orang/tempel/tambah" not in reply.text


def test_the_form_for_one_says_it_in_the_same_words(visit, cast):
    taken = {"phone": "0811 0000 0000", "email": "", "role": "intern", "unit": "", "name": "Mira"}

    reply = visit(cast.wati).post("/orang/baru", taken)

    assert "Nomor HP ini sudah dipakai orang lain" in reply.text


def test_a_row_that_became_bad_since_the_preview_keeps_all_from_being_written(visit, cast):
    browser = visit(cast.wati)
    preview = check(browser, SECOND, GOOD, BAD)
    add_person("Orang Lain", NOON, None, "mira@contoh.example")

    reply = confirm(browser, preview)

    assert reply.status_code == 409
    assert "Surel ini sudah dipakai orang lain" in reply.text
    assert text_box(reply).splitlines() == [SECOND, GOOD, BAD]
    assert not PastedPerson.select().exists()
    assert not Person.select().where(Person.email == "tini@contoh.example").exists()


def test_a_heading_stays_with_the_rows_that_are_left(visit, cast):
    browser = visit(cast.wati)
    heading = "Surel;Nama;HP"

    reply = confirm(browser, check(browser, heading, "m@contoh.example;Mira;", ";Lala;12"))

    assert Person.get(Person.email == "m@contoh.example").name == "Mira"
    assert text_box(reply).splitlines() == [heading, ";Lala;12"]


def test_too_many_rows_are_refused_with_all_that_was_pasted(visit, cast):
    rows = [f"Umpama {n}\t\tu{n}@contoh.example" for n in range(MOST_ROWS + 1)]

    reply = check(visit(cast.wati), *rows)

    assert reply.status_code == 422
    assert "Paling banyak 50 baris sekaligus; ini 51" in reply.text
    assert text_box(reply).splitlines() == rows


def test_as_many_as_may_be_are_written_at_once(visit, cast):
    browser = visit(cast.wati)
    rows = [f"Umpama {n}\t\tu{n}@contoh.example" for n in range(MOST_ROWS)]

    reply = confirm(browser, check(browser, *rows))

    assert len(links(reply)) == MOST_ROWS
    assert PastedPerson.select().count() == MOST_ROWS


@pytest.mark.parametrize("role", Role)
def test_only_roles_below_ones_own_are_given(visit, cast, role):
    may = {Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR}

    reply = check(visit(cast.wati), SECOND, role=role.value)
    written = visit(cast.wati).post(
        "/orang/tempel/tambah", {"role": role.value, "table": SECOND, "token": "t"}
    )

    assert reply.status_code == (200 if role in may else 422)
    assert written.status_code == (200 if role in may else 422)
    assert Person.select().where(Person.email == "tini@contoh.example").count() == (role in may)


def test_a_pasted_officer_is_said_to_the_others(visit, cast):
    browser = visit(cast.hasan)

    confirm(browser, check(browser, SECOND, role="officer"))

    assert {each.recipient for each in Message.select()} == {
        "tini@contoh.example",
        cast.ningsih.email,
        cast.opik.email,
    }


def test_it_needs_a_form_token(app, visit, cast):
    browser = visit(cast.wati)
    preview = check(browser, GOOD)

    reply = confirm(browser, preview, csrf_token="palsu")

    assert reply.status_code == 400
    assert not PastedPerson.select().exists()


def test_placing_begins_with_what_the_table_said(visit, cast):
    browser = visit(cast.wati)
    reply = confirm(browser, check(browser, GOOD))
    [path] = re.findall(r'href="(/peserta/baru\?orang=\w+)"', reply.text)

    page = browser.get(path).text

    mira = Person.get(Person.name == "Mira Contoh")
    assert f'<option selected value="{mira.key}"' in page
    assert 'value="Universitas Misal"' in page
    assert 'value="2026-12-01"' in page
    assert 'value="2026-12-31"' in page


def test_whoever_is_no_intern_is_not_placed(visit, cast):
    browser = visit(cast.wati)

    reply = confirm(browser, check(browser, SECOND, role="supervisor"))

    assert "/peserta/baru" not in reply.text


@pytest.mark.parametrize("row", [BAD, "Sari 😀\t\tm@contoh.example"])
def test_what_no_preview_let_through_is_not_written(visit, cast, row):
    fields = {"role": "intern", "token": "t", "table": f"{GOOD}\n{row}"}

    reply = visit(cast.wati).post("/orang/tempel/tambah", fields)

    assert reply.status_code == 409
    assert text_box(reply).splitlines() == [GOOD, row]
    assert not PastedPerson.select().exists()
