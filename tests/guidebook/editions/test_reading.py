"""Editions are small, the same for everybody, and carry the Red Button; a new one is its news."""

import base64
import hashlib

import brotli
import pytest
import zstandard
from markupsafe import escape

from mori.core.bytes import BOOK_BYTES, CHAPTER_BYTES, FIRST_VIEW_BYTES, NEW_EDITION_BYTES
from mori.guidebook.editions.prints import render, short_sources
from mori.guidebook.editions.queries import chapters_in, edition_by_id, edition_by_slug
from mori.guidebook.rules import Words
from mori.web.wire.assets import sent
from mori.web.wire.dictionaries import MAGIC
from tests.guidebook.publishing import approve, chapter, proposed, publish, published
from tests.guidebook.quizzes.asking import ASKED, approve_wording, in_force, reworded
from tests.guidebook.texts.test_shipped import rows_of

pytestmark = pytest.mark.usefixtures("noon")
CHROMIUM = {"Sec-CH-UA": '"Chromium";v="135"', "Accept-Encoding": "br, dcz"}


@pytest.fixture
def edition(cast):
    return published(cast)


def paths_of(edition):
    chapters = [each.slug for each in chapters_in(edition.id)]
    return [f"/buku/{edition.slug}/{each}{end}" for each in chapters for end in ("", "/en")]


def test_every_chapter_is_small_and_has_the_red_button(edition, visit):
    style = len(brotli.compress(sent("reading.css").encode()))
    wrong = []
    for path in paths_of(edition):
        answer = visit().get(path, headers={"Accept-Encoding": "br"})
        size = len(answer.data)
        html = brotli.decompress(answer.data).decode()
        if size > CHAPTER_BYTES or size + style > FIRST_VIEW_BYTES or 'class="red"' not in html:
            wrong.append((path, size))

    assert not wrong


@pytest.mark.parametrize("end", ["", "/en"])
def test_the_whole_book_is_one_small_page(edition, visit, end):
    path = f"/buku/{edition.slug}/semua{end}"

    answer = visit().get(path, headers={"Accept-Encoding": "br"})

    html = brotli.decompress(answer.data).decode()
    assert len(answer.data) <= BOOK_BYTES
    titles = [each.title_en if end else each.title for each in chapters_in(edition.id)]
    reasons = [row["en_why" if end else "id_why"] for row in rows_of("quiz_choices.csv")]
    assert not [each for each in [*titles, *reasons] if str(escape(each)) not in html]
    assert html.count("<details>") == len(reasons)
    unchecked = "Sources not checked yet" if end else "Sumber yang belum diperiksa"
    assert html.count(f"{unchecked}: ") == len(titles)


def test_short_sources_name_the_first_and_how_many_more():
    rows = [
        ["UU 37/2008 pasal 1, 2", "", "", "", "belum", "not yet"],
        ["UU 37/2008 pasal 9", "", "", "", "belum", "not yet"],
        ["Surat kantor (naskah)", "", "2026-11-03", "SC", "", ""],
        ["PP 21/2011", "", "", "", "belum", "not yet"],
    ]

    assert short_sources(rows, "id") == [
        "Sumber: Surat kantor (03/11/2026)",
        "Sumber yang belum diperiksa: UU 37/2008 dan 1 lainnya",
    ]


def test_pages_are_the_same_for_everybody(cast, edition, visit):
    for path in (f"/buku/{edition.slug}", f"/buku/{edition.slug}/semua", paths_of(edition)[0]):
        answers = [visit(who).get(path) for who in (None, cast.sari, cast.citra, cast.hasan)]

        assert len({each.data for each in answers}) == 1
        assert not [each for each in answers if "Set-Cookie" in each.headers]
        tag = answers[0].headers["ETag"]
        assert visit().get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_language_has_its_address(cast, edition, visit):
    english, bahasa = (visit(cast.sari).get(path).text for path in paths_of(edition)[1::-1])

    assert '<html lang="en">' in english
    assert "Red Button" in english
    assert '<html lang="id">' in bahasa
    assert "Tombol Merah" in bahasa


def test_a_new_edition_is_sent_as_what_is_new_in_it(cast, edition, visit):
    held = visit().get(f"/buku/{edition.slug}/semua", headers=CHROMIUM)
    old = brotli.decompress(held.data)
    first = chapter()
    words = chapters_in(edition.id)[0]
    body = words.body.replace(".", ", begitu.", 1)
    approve(proposed(cast, Words(words.title, body), of=first), cast)
    approve_wording(cast, reworded(cast, in_force(cast)[0].question))
    newer = publish(cast, token="again")
    named = base64.b64encode(hashlib.sha256(old).digest()).decode()

    answer = visit().client.get(  # which the linter cannot read
        f"/buku/{newer.slug}/semua", headers=CHROMIUM | {"Available-Dictionary": f":{named}:"}
    )

    assert held.headers["Use-As-Dictionary"] == 'match="/buku/pedoman-banua-*/semua"'
    assert answer.headers["Content-Encoding"] == "dcz"
    assert len(answer.data) <= NEW_EDITION_BYTES
    dictionary = zstandard.ZstdCompressionDict(old, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    opened = zstandard.ZstdDecompressor(dict_data=dictionary)
    html = opened.decompress(answer.data[len(MAGIC) + 32 :], max_output_size=1_000_000).decode()
    assert ", begitu." in html
    assert ASKED.text in html
    assert newer.slug in html


def test_a_page_that_nobody_has_had_is_no_dictionary(edition, visit):
    named = base64.b64encode(hashlib.sha256(b"else").digest()).decode()

    answer = visit().get(
        f"/buku/{edition.slug}/semua", headers=CHROMIUM | {"Available-Dictionary": f":{named}:"}
    )

    assert answer.headers["Content-Encoding"] == "br"


def test_what_is_not_there_is_404(edition, visit):
    for path in (
        "/buku/lain-2026.1",
        f"/buku/{edition.slug}/11-lain",
        f"/buku/{edition.slug}/x/en",
    ):
        assert visit().get(path).status_code == 404


def test_it_is_printed_by_the_background_work(edition, visit, store):
    from mori.core.clock import now
    from mori.guidebook.editions.jobs import print_next

    path = f"/buku/{edition.slug}/buku.pdf"
    assert visit().get(path).status_code == 404

    assert print_next(store, "https://mori.example", now())
    assert not print_next(store, "https://mori.example", now())

    assert visit().get(path).data.startswith(b"%PDF")
    assert visit().get(path.replace("buku.pdf", "lembar.pdf")).mimetype == "application/pdf"


@pytest.mark.once
def test_book_and_hand_out_name_their_edition(edition):
    import io

    from pypdf import PdfReader

    whole = edition_by_id(edition.id)
    for name in ("buku", "lembar"):
        content = render(name, whole, chapters_in(edition.id), "https://mori.example/buku/x")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)

        assert "Edisi 2026.1" in text
        assert edition.digest[:16] in text
        assert chapters_in(edition.id)[0].title in text
    assert edition_by_slug(edition.slug).number == "2026.1"
