"""What somebody plants in a text does nothing: not in the preview, not in the edition."""

import pytest

from mori.core.markdown.rendering import is_link_allowed, paragraphs_of, to_html
from mori.guidebook.editions.queries import chapters_in
from mori.guidebook.rules import Words
from tests.guidebook.publishing import (
    approve,
    approve_all,
    chapter,
    fill_all,
    load,
    proposed,
    publish,
)

PLANTED = """Awal <script>alert(1)</script> [klik](javascript:alert(1)) ![foto](https://contoh.example/a.png)

<div onclick="alert(1)">blok</div>

<iframe src="https://contoh.example"></iframe>

[data](data:text/html,x) [baik](https://contoh.example/a) [sini](/bantuan) <javascript:alert(1)>
"""
ARTICLE = '<article class="stack read">'
DOES = ("<script", "<div", "<iframe", "<img", 'href="javascript', 'href="data')


def assert_harmless(html: str) -> None:
    assert not [each for each in DOES if each in html.lower()]
    assert 'href="https://contoh.example/a"' in html
    assert 'href="/bantuan"' in html
    assert "&lt;script&gt;" in html, "It stands there to be read."


@pytest.mark.once
def test_markdown_gives_html_that_does_nothing():
    assert_harmless(to_html(PLANTED))


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("https://a.example", True),
        ("tel:137", True),
        ("mailto:a@contoh.example", True),
        ("/bantuan", True),
        ("//jahat.example", False),
        ("/\\jahat.example", False),
        ("JaVaScRiPt:alert(1)", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("relatif", False),
        ("https://[", False),
    ],
)
def test_links_lead_where_they_may(address, is_allowed):
    assert is_link_allowed(address) is is_allowed


@pytest.mark.once
def test_paragraphs_are_known_one_by_one():
    text = "# Satu\n\nDua\ndua.\n\n- tiga\n- empat\n\n> lima"

    assert paragraphs_of(text) == ["# Satu", "Dua\ndua.", "- tiga\n- empat", "> lima"]
    assert to_html(text, [4, 2, 7, 9]).startswith('<h2 id="p4">Satu</h2><p id="p2">Dua')


@pytest.mark.usefixtures("noon")
def test_it_does_nothing_in_preview_proposal_and_edition(cast, visit):
    load(cast)
    approve_all(cast)
    fill_all(cast)
    made = proposed(cast, Words("Judul", PLANTED, "Title", PLANTED))
    said = {"token": "x", "title": "J", "body": PLANTED, "change": "material", "do": "preview"}

    preview = visit(cast.rina).post(f"/naskah/bab/{chapter().key}/ubah", said)
    shown = visit(cast.wati).get(f"/naskah/usul/{made.key}")
    approve(made, cast)
    edition = publish(cast)
    row = chapters_in(edition.id)[0]
    pages = [f"/buku/{edition.slug}/{row.slug}", f"/buku/{edition.slug}/semua"]

    articles = [preview.text.partition(ARTICLE)[2].partition("</article>")[0]]
    articles += [row.html, row.html_en, visit().get(pages[0]).text.partition(ARTICLE)[2]]
    for html in articles:
        assert_harmless(html.partition("</article>")[0])
    for page in (shown.text, visit().get(pages[1]).text, visit().get(pages[1] + "/en").text):
        assert 'href="javascript' not in page
        assert "<script>" not in page
        assert "<div onclick" not in page
