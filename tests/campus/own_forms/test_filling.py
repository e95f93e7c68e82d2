"""A form comes back with what is known of one student, and with nothing that is not."""

import pytest

from mori.campus.cosigning.models import CoSignature
from mori.campus.own_forms.desk import examples, values_of
from mori.campus.own_forms.rules import EMPTY, LISTS, TEXTS
from mori.core.files.kinds import FileKind
from mori.core.filling.asking import Values, fill
from mori.placements.queries import placement_by_key
from tests.campus.filling import cells_in, docx, words_in, xlsx
from tests.campus.signing import leave, lock_final, name
from tests.cast import NOON
from tests.links.holding import give

pytestmark = pytest.mark.usefixtures("noon")


def values(cast) -> Values:
    return values_of(placement_by_key(cast.placement.key), NOON)


def test_every_placeholder_is_filled_in_and_has_an_example(cast, contact):
    texts = [f"{{{{ {each.name} }}}}" for each in TEXTS]
    loops = [
        f"{{% for x in {list_} %}}{' '.join(f'{{{{ x.{each.name} }}}}' for each in fields)}"
        "{% endfor %}"
        for list_, fields in LISTS.items()
    ]
    document = docx(*texts, *loops)

    tried = words_in(fill(document, FileKind.DOCX, examples()))
    filled = words_in(fill(document, FileKind.DOCX, values(cast)))

    assert all(each.example in tried for each in TEXTS)
    assert "{" not in tried + filled
    assert set(values(cast).texts) == set(examples().texts)


def test_what_is_not_known_is_a_dash_and_marks_come_from_what_is_locked(cast):
    document = docx("{{ nilai_akhir }}/{{ predikat }}/{{ pembimbing_kampus }}/{{ aspek_1 }}")
    before = words_in(fill(document, FileKind.DOCX, values(cast)))

    row = lock_final(cast.placement)
    locked = words_in(fill(document, FileKind.DOCX, values(cast)))
    type(row).update(state="discussed").where(type(row).id == row.id).execute()

    assert before == "/".join([EMPTY] * 4)
    assert locked.startswith("90/Memuaskan/")
    assert words_in(fill(document, FileKind.DOCX, values(cast))) == before


def test_lists_repeat_rows_of_a_table(cast, contact):
    leave(give(cast, contact), cast.placement, "Bertemu <Rina> & Budi.")
    rows = (
        ("{%tr for k in kunjungan %}", ""),
        ("{{ k.hari }}", "{{ k.isi }}"),
        ("{%tr endfor %}", ""),
    )

    said = words_in(fill(docx(rows=rows), FileKind.DOCX, values(cast)))

    assert said.split("\n") == ["18 November 2026", "Bertemu <Rina> & Budi."]


def test_who_accompanies_and_what_the_campus_answered(cast, contact):
    name(cast, cast.placement, contact)
    lock_final(cast.placement)
    assert values(cast).texts["pembimbing_kampus"] == contact.name
    assert values(cast).texts["jawaban_kampus"] == EMPTY
    from mori.campus.cosigning.queries import final_of

    CoSignature.create(
        token="x",
        placement=cast.placement,
        link=give(cast, contact).link,
        name="x",
        answer="agrees",
        given_to=final_of(cast.placement.id).digest,
        result="90",
        at=NOON,
    )

    assert values(cast).texts["jawaban_kampus"] == "Setuju"


def test_cells_keep_formulas_and_marks_that_can_be_computed_with(cast):
    lock_final(cast.placement)
    book = xlsx("{{ nama }}", "{{ nilai_akhir }}", "=A2*2", "Nilai: {{ nilai_akhir }}")

    cells = cells_in(fill(book, FileKind.XLSX, values(cast)))

    assert cells == [
        ("Sari Contoh", "s"),
        (90, "n"),
        ("=A2*2", "f"),
        ("Nilai: 90", "s"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_is_written_as_text(cast, text):
    known = examples()._replace(texts={"nama": text})

    assert cells_in(fill(xlsx("{{ nama }}"), FileKind.XLSX, known)) == [(text, "s")]


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "{{ nama }}", "]]>", "\uffff"])
@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.XLSX])
def test_no_value_breaks_the_document_or_is_taken_for_a_placeholder(text, kind):
    known = examples()._replace(texts={"nama": f"x{text}y"})
    made = fill({FileKind.DOCX: docx, FileKind.XLSX: xlsx}[kind]("{{ nama }}"), kind, known)

    said = words_in(made) if kind is FileKind.DOCX else str(cells_in(made)[0][0])

    assert (said[0], said[-1]) == ("x", "y")
