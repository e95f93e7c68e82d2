"""A stranger checks a paper: by its number, or with its QR code."""

from dataclasses import replace

import pytest

from mori.certificates.keys.models import SigningKey
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import PaperKind, Signing, StatedMark, Statement
from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.web.wire import assets
from tests.cast import NOON
from tests.certificates.stating import NUMBER, stated

pytestmark = pytest.mark.usefixtures("noon")
PAGE = f"/v/{NUMBER}"


def test_the_number_leads_to_every_fact_of_a_transcript(visit, registered):
    registered(stated(kind=PaperKind.TRANSCRIPT), marks_public=True)

    page = visit().get(PAGE)
    text = page.text.replace("&nbsp;", " ").replace("\u00a0", " ")

    assert page.status_code == 200
    for fact in (
        *("Dokumen ini tercatat.", "Transkrip", "Sari Contoh", "Perwakilan Banua", NUMBER),
        *("Universitas Contoh", "Magang · Mahasiswa", "1 September 2026 – 13 November 2026"),
        *("Penerimaan dan Verifikasi Laporan", "1 September 2026 – 7 Oktober 2026 (26 hari)"),
        *("51 hari", "382,5", "49", "Kota Contoh, 17 November 2026"),
        *("Hasan Contoh, S.STP., M.A.P., Kepala Perwakilan", "Disetujui kepala di MORI"),
        *("Sangat baik", "89,75", "0–100", "Kerja sama", "91,5", "46 dari 45 jam"),
        *("Latihan kronologi, 2 Oktober 2026, 1,5 jam", "Ini bukan tanda tangan elektronik"),
    ):
        assert fact in text, fact


def test_it_can_be_read_in_english(visit, registered):
    registered(stated(kind=PaperKind.TRANSCRIPT), marks_public=True)

    page = visit().get(f"{PAGE}?lang=en")

    for fact in (
        "stands in the register",
        "Very good",
        "89.75",
        "Teamwork",
        "Exercise: chronology",
    ):
        assert fact in page.text
    assert "Sangat baik" not in page.text


@pytest.mark.parametrize("kind", [PaperKind.CERTIFICATE, PaperKind.TRANSCRIPT])
def test_marks_are_the_interns_to_show(visit, registered, kind):
    registered(stated(kind=kind))

    page = visit().get(PAGE)

    for part in ("Sangat baik", "89,75", "Kerja sama", "91,5"):
        assert part not in page.text
    assert "Nilai hanya ditampilkan kalau pesertanya setuju" in page.text


def test_a_certificate_shows_the_band_it_has_and_no_mark(visit, registered):
    registered(marks_public=True)

    page = visit().get(PAGE)

    assert "Sangat baik" in page.text
    assert "89,75" not in page.text


def test_the_student_number_is_not_shown(visit, registered):
    registered(stated(student_number="2308107010045"))

    assert "2308107010045" not in visit().get(PAGE).text


@pytest.mark.parametrize("signing", [Signing.TTE, Signing.BY_HAND, Signing.IN_MORI])
def test_what_is_not_signed_yet_says_so(visit, registered, signing):
    registered(stated(signing=signing, signed_on=None), state=PaperState.UNSIGNED)

    page = visit().get(PAGE)

    assert "Dokumen ini belum ditandatangani." in page.text
    assert "stamp" not in page.text.partition("<main")[2]


def test_what_is_revoked_says_when_why_and_what_stands_in_its_place(visit, registered):
    old = registered(state=PaperState.REVOKED, revoked_at=NOON, revoked_why="Namanya salah tulis.")
    registered(stated(number="240/2026", replaces=NUMBER), replaces=old)

    page = visit().get(PAGE)

    assert "sudah dicabut dan tidak berlaku lagi" in page.text
    assert "Dicabut Rabu, 18 November 2026 12.00 WITA: Namanya salah tulis." in page.text
    assert "Penggantinya: 240/2026" in page.text
    assert "Dokumen ini tercatat." not in page.text
    assert NUMBER in visit().get("/v/240/2026").text


def test_an_unknown_number_says_what_to_do(visit, registered):
    registered()

    page = visit().get("/v/500.5.7.10/240/438.5.14/2026")

    assert page.status_code == 404
    assert "Tidak ada dokumen bernomor 500.5.7.10/240/438.5.14/2026." in page.text
    assert "Cocokkan setiap huruf dan angka" in page.text


@pytest.mark.parametrize("state", [PaperState.AWAITING_NUMBER, PaperState.DROPPED])
def test_what_was_never_issued_is_unknown(visit, registered, state):
    registered(state=state)

    assert visit().get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        *(NUMBER, f"  {NUMBER} ", NUMBER.replace("/", " / ")),
        *("b-12/magang/2026", "B–12 / MAGANG / 2026", "B-12/Magang/2026/"),
    ],
)
def test_a_number_is_found_however_it_is_typed(visit, registered, typed):
    registered()
    registered(stated(number="B-12/Magang/2026", kind=PaperKind.LETTER))
    browser = visit()

    answer = browser.get("/v", query_string={"nomor": typed})

    assert answer.status_code == 303
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_the_form_alone_asks_for_a_number(visit):
    for path in ("/v", "/v?nomor=", "/v?nomor=%20/%20"):
        page = visit().get(path)

        assert page.status_code == 200
        assert 'name="nomor"' in page.text
        assert 'method="get"' in page.text


def test_no_search_engine_and_no_browser_keeps_it(visit, registered):
    registered()

    for path in (PAGE, "/v", "/v/kunci", "/v/kunci.txt", "/v/1"):
        answer = visit().get(path)

        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "no-store"


def longest() -> Statement:
    aspects = tuple(StatedMark(f"Aspek panjang ke-{n}", f"Aspect {n}", 80 * n) for n in range(15))
    return stated(
        kind=PaperKind.TRANSCRIPT,
        name="Prof. Dr. H. Muhammad Abdurrahman Wahidin Nasution Al-Banjari, S.STP., M.A.P., Ph.D.",
        units=stated().units * 3,
        competences=stated().competences * 8,
        lines=stated().lines * 8,
        assessment=replace(stated().assessment, aspects=aspects),
    )


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_longest_of_them_fits_the_first_view(visit, registered, locale):
    registered(longest(), marks_public=True)

    page = visit().get(f"{PAGE}?lang={locale}")

    sheet = brotli_size(assets.sent("papers.css").encode())
    assert brotli_size(page.data) + sheet <= FIRST_VIEW_BYTES


def test_the_red_button_stands_on_it(visit, registered):
    registered()

    for path in (PAGE, "/v", "/v/1/2", "/v/kunci"):
        assert 'action="/bantuan"' in visit().get(path).text


def test_people_who_are_signed_in_see_the_same(visit, registered, cast):
    registered(marks_public=True)

    for person in (cast.sari, cast.laila, cast.citra):
        assert "Sangat baik" in visit(person).get(PAGE).text


def test_the_public_keys_are_a_page_and_a_text(visit, key):
    public = key.public_key().public_bytes_raw().hex()
    made_on = f"{SigningKey.get().made_at:%Y-%m-%d}"

    assert public in visit().get("/v/kunci").text
    text = visit().get("/v/kunci.txt")
    assert text.mimetype == "text/plain"
    assert text.text == f"mori-ed25519 {public} {made_on}\n"
