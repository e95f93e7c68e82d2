"""Laporan: what can be asked for, what is behind a figure, who sees it, what it costs."""

import html
import re
from statistics import median

import pytest

from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.core.db import db
from mori.core.workdays import DAY
from mori.offices.models import Unit
from mori.recap.models import DayTally, OfficeRollup
from mori.recap.reports.figure_rules import Grouping, Measure
from mori.recap.reports.views import MOST
from mori.recap.rollups.figure_queries import PAGE
from mori.recap.rules import Dimension
from tests.cast import TODAY, place
from tests.recap.rollups.recounting import rebuild
from tests.support.answers import statements
from tests.support.plans import scans

from .seeded import seed
from .test_hand_count import page_rows

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text.split("<main", 1)[1]).split())


def figures_of(text: str) -> dict[str, str]:
    """Where each figure of a page leads, and what it is."""
    found = re.findall(r'<a href="(/laporan/baris\?[^"]*)">([^<]*)</a>', text)
    return {html.unescape(path): number for path, number in found}


@pytest.mark.parametrize("per", ["unit", "lembaga", "kegiatan", "provinsi"])
def test_each_figure_leads_to_rows_that_make_it(visit, lived, per):
    browser = visit(lived.hasan)
    found = figures_of(browser.get(f"/laporan?per={per}").text)

    assert len(found) > 10
    for path, number in found.items():
        head, *rows = page_rows(browser.get(path).text)
        amounts = [float(row[-1].replace(",", ".") or 0) for row in rows]
        wanted = float(number.replace(",", "."))
        if "ukuran=median" in path:
            assert median(amounts) == wanted
        else:
            assert sum(amounts) == wanted, path


def test_rows_name_the_intern_and_lead_to_the_placement(visit, lived):
    path = f"/laporan/baris?per=unit&nilai={lived.pvl.key}&ukuran=hari&periode=2026-11"

    text = visit(lived.wati).get(path).text

    assert "Hari: 4" in words(text)
    assert [row[1] for row in page_rows(text)[1:]] == ["Sari Contoh"] * 4
    assert f'href="/peserta/{lived.placement.key}"' in text


def test_rows_are_shown_by_the_page(visit, lived):
    for _each in range(PAGE):
        place(lived.sari, lived.banua, [(lived.pvl, lived.rina, None)])
    rebuild()
    browser = visit(lived.wati)

    first = browser.get("/laporan/baris?ukuran=mulai").text
    more = html.unescape(re.search(r'href="(/laporan/baris[^"]*after=[^"]*)"', first)[1])
    second = browser.get(more).text

    assert len(page_rows(first)) - 1 == PAGE
    assert len(page_rows(second)) - 1 == 3


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dari=2026-11-18&sampai=2026-11-01", "Hari terakhir mendahului hari pertama."),
        ("dari=2026-11-18&sampai=", "Periode baru punya satu tanggal."),
        ("dari=besok&sampai=2026-11-18", "Salah satu tanggal itu tidak ada di kalender."),
        ("periode=2026-13", "Periode itu tidak ada di kalender."),
        ("per=tinggi-badan", "Tidak ada laporan menurut itu."),
    ],
)
@pytest.mark.parametrize("kind", ["", "/baris", "/tautan", "/berkas/baru"])
def test_what_cannot_be_is_said_with_the_form(visit, lived, query, said, kind):
    reply = visit(lived.wati).get(f"/laporan{kind}?{query}")

    assert reply.status_code == 422
    assert said in words(reply.text)
    assert '<form class="row" method="get" action="/laporan">' in reply.text
    if query.startswith("dari=2026-11-18&sampai=2026-11-01"):
        assert 'name="dari" value="2026-11-18"' in reply.text


def test_a_unit_that_is_gone_is_said(visit, lived):
    gone = Unit.create(office=lived.banua, code="lama", name="Unit Lama", short="Lama")
    path = f"/laporan/baris?per=unit&nilai={gone.key}&ukuran=hari"
    Unit.delete().where(Unit.id == gone.id).execute()
    browser = visit(lived.wati)

    for asked in (path, "/laporan/baris?per=unit&nilai=ada-saja", "/laporan/baris?ukuran=tinggi"):
        reply = browser.get(asked)
        assert reply.status_code == 422
        assert "Pilih" in words(reply.text)


def test_an_office_that_is_not_counted_has_dashes_and_no_noughts(visit, lived):
    OfficeRollup.delete().execute()

    text = visit(lived.wati).get("/laporan").text

    assert page_rows(text)[1:] == [["Seluruh kantor", *["–"] * len(Measure)]]
    assert "– Hitungan kantor ini belum disusun." in text


def test_of_an_office_that_is_not_counted_no_row_is_nought(visit, lived):
    OfficeRollup.delete().execute()

    said = words(visit(lived.wati).get("/laporan/baris?ukuran=mulai").text)

    assert "Mulai: –" in said
    assert "Hitungan kantor ini belum disusun." in said


def test_what_is_planned_has_not_happened_yet(visit, lived):
    browser, whole = visit(lived.wati), "/laporan?per=unit&periode=2026"
    before = page_rows(browser.get(whole).text)

    unit = {"office": lived.banua, "dimension": Dimension.UNIT, "of": str(lived.pvl.id)}
    DayTally.create(**unit, day=TODAY + DAY, field_duty=7, begun=7)

    assert page_rows(browser.get(whole).text) == before


def test_days_to_come_are_dashes_with_the_reason(visit, lived):
    text = visit(lived.wati).get("/laporan?periode=2027").text

    assert page_rows(text)[1:] == [["Seluruh kantor", *["–"] * len(Measure)]]
    assert "– Periode ini belum dimulai." in text


def test_a_period_without_anything_says_so(visit, lived):
    assert "Tidak ada yang terhitung" in visit(lived.wati).get("/laporan?periode=2025").text


def test_another_office_reads_nothing_of_it(visit, lived):
    browser = visit(lived.citra)

    for per in Grouping:
        text = browser.get(f"/laporan?per={per.value}").text
        assert not re.search("Contoh|Misal|Umpama|Banua", " ".join(figures_of(text))), per
        assert "Sari" not in text
    path = f"/laporan/baris?per=unit&nilai={lived.pvl.key}&ukuran=hari"
    assert browser.get(path).status_code == 422
    behind = page_rows(browser.get("/laporan/baris?ukuran=mulai").text)
    assert [row[1] for row in behind[1:]] == ["Laila Contoh"]


@pytest.mark.parametrize("who", ["sari", "rina", "ningsih", "gita"])
def test_nobody_else_opens_it(visit, lived, who):
    browser = visit(getattr(lived, who))

    for path in ("", "/baris", "/peserta", "/tautan", "/berkas/baru", "/peserta/berkas"):
        assert browser.get(f"/laporan{path}").status_code in (403, 404), path


@pytest.mark.parametrize("per", Grouping)
def test_it_takes_five_statements_at_most_when_hot(visit, lived, per):
    browser = visit(lived.wati)
    value = browser.get(f"/laporan?per={per.value}").text
    behind = [path for path in figures_of(value) if "nilai=" in path]

    for path in (f"/laporan?per={per.value}", behind[0], *filter(_is_median, behind)):
        browser.get(path)
        with statements() as sent:
            browser.get(path)
        assert len(sent) <= 5, (path, sent)


def _is_median(path: str) -> bool:
    return "ukuran=median" in path


def test_nothing_is_read_from_end_to_end(visit, lived):
    browser = visit(lived.wati)
    browser.get("/laporan")
    paths = [f"/laporan?per={per.value}" for per in Grouping]
    paths += [*figures_of(browser.get("/laporan?per=provinsi").text), "/laporan/peserta"]
    asked = []
    db.obj.query_hooks.append(lambda event: asked.append((event.sql, event.params)))
    try:
        for path in paths:
            browser.get(path)
    finally:
        db.obj.query_hooks.pop()

    for sql, params in asked:
        if "day_" in sql:
            assert scans(db.connection(), sql, params or ()) == [], sql


def test_a_page_of_many_rows_shows_some_and_stays_within_its_bytes(visit, lived):
    for number in range(MOST):
        unit = Unit.create(office=lived.banua, code=f"u{number}", name=f"Unit {number}", short="U")
        place(lived.sari, lived.banua, [(unit, lived.rina, None)])
    rebuild()

    page = visit(lived.wati).get("/laporan")

    assert len(page_rows(page.text)) == 1 + MOST + 1
    assert page_rows(page.text)[-1][:2] == ["Seluruh kantor", str(3 + MOST)]
    assert "2 baris lagi ada di PDF, XLSX, dan CSV." in page.text
    assert brotli_size(page.data) <= PAGE_BYTES


def test_the_overview_leads_to_it(visit, lived):
    assert 'href="/laporan"' in visit(lived.hasan).get("/ringkasan").text
