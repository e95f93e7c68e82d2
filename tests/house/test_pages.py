"""What the pages people open all day may cost: statements, bytes, and no list without an end."""

import pytest
from peewee import Query

from mori.guidance.pulse.rules import Side
from mori.logbook import queries as logbook
from mori.logbook.models import Entry
from mori.web.wire.assets import sent
from tests.cast import TODAY
from tests.guidance.making import give
from tests.guidance.pulse.asking import FINE, answer
from tests.logbook.writing import write_entry
from tests.support.answers import statements
from tests.support.looking.lint import lint_css

STATEMENTS = 5
# More: what each entry is about, of whichever later slice; whether officers would hear of a call,
# the cases of whoever looks, what is due next in them, and whether keys open them.
FOR_NAMES = {"/tinjau": 1, "/jaga": 7}
HOT = [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau"), ("ningsih", "/jaga")]


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def filled(cast):
    """A logbook with more entries than a page shows, each as long as people write, and a task;
    what is asked on the tenth day is answered.
    """
    answer(cast.placement, FINE, Side.SUPERVISOR)
    text = "Menerima konsultasi tentang akta kelahiran, lalu mencatat syarat dan batas waktunya. "
    for age in range(12):
        write_entry(cast, TODAY.replace(day=TODAY.day - age), f"{age} {text * 4}")
    give(cast)


@pytest.mark.parametrize(("who", "path"), HOT)
def test_a_hot_page_asks_the_database_at_most_five_things(visit, cast, filled, who, path):
    browser = visit(getattr(cast, who))
    browser.get(path)

    with statements() as sent:
        browser.get(path)

    assert 1 <= len(sent) <= STATEMENTS + FOR_NAMES.get(path, 0), "\n".join(sent)


@pytest.mark.parametrize(("who", "path"), HOT[:3])
def test_a_hot_page_builds_no_sql(visit, cast, filled, who, path, monkeypatch):
    browser = visit(getattr(cast, who))
    browser.get(path)
    built = []
    original = Query.sql
    monkeypatch.setattr(Query, "sql", lambda self: built.append(self) or original(self))

    browser.get(path)

    assert not built


def test_a_compiled_query_gives_what_peewee_gives(cast, filled):
    row = logbook.logbook_of(cast.sari.id, None)[0]
    entry = Entry.select().where(Entry.id == row.id).get()

    assert (row.day, row.submitted_at, row.text) == (entry.day, entry.submitted_at, entry.text)
    assert (row.unit, row.supervisor, row.reviewer) == ("PVL", "Rina Contoh", None)


def test_the_stylesheet_keeps_its_budget(tmp_path):
    as_sent = tmp_path / "mori.css"

    as_sent.write_text(sent("mori.css"))

    lint_css(as_sent)


def test_static_files_are_immutable_and_compressed(visit, cast):
    page = visit(cast.sari).get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    reply = visit().get(address, headers={"Accept-Encoding": "br"})

    reply.close()
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Encoding"] == "br"


def test_a_page_goes_out_as_brotli_or_gzip(visit, cast, filled):
    browser = visit(cast.sari)

    replies = {
        accepted: browser.get("/logbook", headers={"Accept-Encoding": accepted})
        for accepted in ("gzip, deflate, br", "gzip", "")
    }

    sent = [reply.headers.get("Content-Encoding") for reply in replies.values()]
    assert sent == ["br", "gzip", None]


@pytest.mark.parametrize("path", ["/tiada", "/logbook", "/kantor"])
def test_an_error_page_still_has_the_button(visit, cast, path):
    assert 'action="/bantuan"' in visit(cast.ningsih).get(path).text


def test_an_error_asked_for_by_htmx_never_lands_in_a_row(visit, cast):
    reply = visit(cast.rina, htmx=True).post("/tinjau/tiada", {"verb": "approve", "revision": 1})

    assert reply.status_code == 404
    assert reply.headers["HX-Retarget"] == "#messages"


def test_a_session_that_ended_sends_htmx_to_the_sign_in_page(visit):
    reply = visit(htmx=True).post("/tinjau/x", {"verb": "approve"})

    assert (reply.status_code, reply.headers["HX-Redirect"]) == (204, "/masuk")


@pytest.mark.parametrize("name", ["502.html", "503.html"])
def test_a_proxy_finds_error_pages_with_the_button_and_numbers(app, settings, name):
    html = (settings.folder / "assets" / name).read_text()

    assert 'action="/bantuan"' in html
    assert 'href="tel:' in html
    assert 'href="sms:' in html


@pytest.mark.parametrize(
    ("agent", "is_told"),
    [
        ("Mozilla/5.0 (Linux; Android 10; A16; wv) AppleWebKit/537.36 Chrome/138", True),
        ("Mozilla/5.0 (Linux; Android 10) Chrome/138 [FBAN/EMA;FBAV/400]", True),
        ("Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/138 Mobile", False),
    ],
)
def test_a_browser_inside_another_app_is_told_before_it_loses_something(visit, agent, is_told):
    page = visit().get("/masuk", headers={"User-Agent": agent}).text

    assert ("Buka halaman ini di Chrome" in page) is is_told
