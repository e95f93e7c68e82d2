"""Publishing freezes what is in force; what is missing stops it, and says what it is."""

import pytest

from mori.core.errors import Refused
from mori.guidebook import queries
from mori.guidebook.editions.queries import chapters_in, current_edition, edition_by_slug
from mori.guidebook.models import EditionChapter, Revision, SlotValue, Source
from mori.guidebook.rules import EditionState, Words
from mori.guidebook.writing.operations import add_chapter
from tests.guidebook.publishing import (
    approve,
    approve_all,
    draft,
    fill_all,
    load,
    proposed,
    publish,
    published,
)

pytestmark = pytest.mark.usefixtures("noon")


def test_the_coordinator_publishes_and_a_double_tap_is_one(cast, visit):
    load(cast)
    approve_all(cast)
    fill_all(cast)
    browser = visit(cast.wati)

    answers = [browser.post("/naskah/buku/sop/terbit", {"token": "t"}) for _time in range(2)]

    assert [each.location for each in answers] == ["/buku/sop-banua-2026.1"] * 2
    assert "sop-banua-2026.1" in visit().get("/buku").text
    assert visit(cast.rina).post("/naskah/buku/sop/terbit", {"token": "u"}).status_code == 404


def test_an_empty_slot_stops_it_and_is_named(cast, visit):
    load(cast)
    approve_all(cast)
    fill_all(cast)
    SlotValue.delete().where(SlotValue.name == "kanal_pengaduan").execute()

    page = visit(cast.wati).get("/naskah/buku/pedoman/terbit").text
    answer = visit(cast.wati).post("/naskah/buku/pedoman/terbit", {"token": "t"})

    assert "Belum bisa diterbitkan" in page
    assert "Kanal pengaduan" in page
    assert answer.status_code == 409
    assert "Kanal pengaduan" in answer.text
    book = queries.book_by_key("pedoman")
    assert current_edition(cast.banua.id, book.id) is None


def test_an_unverified_source_without_a_label_stops_it(cast, visit):
    load(cast)
    approve_all(cast)
    fill_all(cast)
    row = Source.select().join(Revision).where(Revision.office == cast.banua).first()
    Source.update(label="", cites="Surat tanpa tanggal").where(Source.id == row.id).execute()

    with pytest.raises(Refused, match="Surat tanpa tanggal"):
        publish(cast)


def test_a_chapter_that_nobody_approved_stops_it(cast):
    load(cast)
    fill_all(cast)

    with pytest.raises(Refused):
        publish(cast)


def test_an_edition_stays_as_it_is_while_the_text_goes_on(cast, visit):
    first = published(cast, "sop")
    path = f"/buku/{first.slug}/{chapters_in(first.id)[0].slug}"
    was = visit().get(path).text.partition("<article")[2].partition("</article>")[0]
    approve(proposed(cast, of=_chapter(cast)), cast)

    second = publish(cast, "sop", "again")

    now = visit().get(path).text
    assert now.partition("<article")[2].partition("</article>")[0] == was
    assert "Ada edisi yang lebih baru" in now
    assert second.number == "2026.2"
    assert second.digest != first.digest
    assert edition_by_slug(first.slug).state is EditionState.SUPERSEDED
    assert "Kalimat pertama." in visit().get(path.replace("2026.1", "2026.2")).text


def _chapter(cast):
    book = queries.book_by_key("sop")
    return queries.chapters_of(cast.banua.id, book.id)[0]


def test_the_same_text_is_not_published_twice(cast):
    published(cast, "rahasia")

    with pytest.raises(Refused):
        publish(cast, "rahasia", "again")


def test_an_office_fills_in_its_own_words(cast, visit):
    load(cast)
    approve_all(cast)
    said = {f"slot_{name}": f"Isi {name}" for name in ("kontak_kantor", "unit_kantor")}

    kept = visit(cast.wati).post("/naskah/isian", said)

    rows = queries.slot_values(cast.banua.id)
    assert kept.status_code == 303
    assert rows["kontak_kantor"].text == "Isi kontak_kantor"
    assert rows["kontak_kantor"].checked_by.id == cast.wati.id
    assert not queries.slot_values(cast.seberang.id)


def test_a_section_of_an_office_is_its_own(cast, visit):
    edition = published(cast, "rahasia")
    section = add_chapter(edition.book, cast.banua.id, "Parkir", "p")
    path = f"/naskah/bab/{section.key}"

    approve(proposed(cast, Words("Parkir", "Di belakang."), of=section), cast)
    second = publish(cast, "rahasia", "again")

    assert EditionChapter.select().where(EditionChapter.edition == second).count() == 2
    assert visit(cast.rina).get(path).status_code == 200
    assert [visit(who).get(path).status_code for who in (cast.citra, cast.joko)] == [404, 404]
    assert draft(cast, of=section).chapter_id == section.id


def test_a_newer_shipped_text_is_a_proposal(cast):
    from mori.guidebook.writing.loading_operations import NEW

    load(cast)
    approve_all(cast)
    book = queries.book_by_key("sop")
    first = queries.chapters_of(None, book.id)[0]
    Revision.update(shipped="0" * 64).where(
        Revision.chapter == first, Revision.office == cast.banua
    ).execute()
    before = queries.text_in_force(cast.banua.id, first.id)

    load(cast)

    waiting = queries.waiting_texts(cast.banua.id)
    assert queries.text_in_force(cast.banua.id, first.id).id == before.id
    assert [(row.chapter_id, row.summary) for row in waiting] == [(first.id, NEW)]
