"""Only what has changed on purpose is asked for again, and of a paragraph alone."""

import re

import pytest

from mori.accounts.operations import add_person
from mori.core.clock import now
from mori.guidebook.agreeing import operations
from mori.guidebook.agreeing.models import Acknowledgement
from mori.guidebook.agreeing.standing import stands_of
from mori.guidebook.rules import Change
from mori.guidebook.writing.operations import fill_slots
from tests.guidebook.agreeing.reading import (
    HOURS,
    change,
    part,
    publish,
    published_sop,
    reader,
    say,
    shown,
    understand,
    understand_all,
)

pytestmark = pytest.mark.usefixtures("noon")
LATER = HOURS.replace("16.00", "17.00")


@pytest.fixture
def sop(cast):
    return published_sop(cast)


def parts_of(cast, person):
    """The parts of the SOP as somebody stands with them."""
    stands = stands_of([person.id], cast.banua.id, "id")[person.id]
    return next(each for each in stands if each.book.slug == "sop").parts


def test_of_one_changed_sentence_a_hundred_interns_are_asked_for_that_paragraph(cast, sop):
    people = [add_person(f"Peserta {n}", now(), None, f"p{n}@contoh.example") for n in range(100)]
    there = [shown(cast, number) for number in range(1, 8)]
    for person in people:
        for row in there:
            operations.acknowledge(reader(person, cast.banua), row, f"{person.id} {row.id}", now())
    rows = Acknowledgement.select().count()

    change(cast, LATER)

    second = int(shown(cast).revision.anchors.split()[1])
    stands = stands_of([each.id for each in people], cast.banua.id, "id")
    assert len(stands) == 100
    for mine in stands.values():
        assert [list(each.left) for each in mine[0].parts] == [[second], *[[]] * 6]
        assert mine[0].parts[0].is_changed
    assert Acknowledgement.select().count() == rows == 700


def test_an_editorial_change_asks_nobody(cast, sop, visit):
    understand_all(cast, cast.sari)

    change(cast, LATER, Change.EDITORIAL)

    assert not any(each.left for each in parts_of(cast, cast.sari))
    page = visit(cast.sari).get(f"/belajar/bagian/{part().key}").text
    assert "17.00" in page
    assert "/paham" not in page


def test_what_changed_before_an_editorial_edition_is_still_asked_for(cast, sop):
    understand_all(cast, cast.sari)
    say(cast, LATER)

    change(cast, LATER.replace("Pulang", "Boleh pulang"), Change.EDITORIAL)

    assert [len(each.left) for each in parts_of(cast, cast.sari)] == [1, *[0] * 6]
    assert [len(each.left) for each in parts_of(cast, cast.tono)][0] == 3


def test_old_and_new_are_marked_and_nothing_else_is_shown(cast, sop, visit):
    understand_all(cast, cast.sari)
    change(cast, LATER)

    page = visit(cast.sari).get(f"/belajar/bagian/{part().key}").text

    assert re.search(r"<del>.*?16\.00.*?</del>.*?<ins>.*?17\.00.*?</ins>", page, re.DOTALL)
    assert "Istirahat satu jam" not in page
    assert "Istirahat satu jam" in visit(cast.tono).get(f"/belajar/bagian/{part().key}").text


def test_what_was_taken_out_asks_those_who_had_read_it(cast, sop, visit):
    understand_all(cast, cast.sari)
    change(cast, HOURS.replace("\n\nIstirahat satu jam.", ""))

    page = visit(cast.sari).get(f"/belajar/bagian/{part().key}").text

    assert re.search(r"<del>.*?Istirahat satu jam.*?</del>", page, re.DOTALL)
    assert len(parts_of(cast, cast.tono)[0].left) == 2
    understand(cast, cast.sari)
    assert not parts_of(cast, cast.sari)[0].left


def test_a_filled_in_address_asks_nobody(cast, sop):
    understand_all(cast, cast.sari)
    say(cast, HOURS + "\n\nAlamat: {{kontak_kantor}}")
    publish(cast, "sop")
    understand(cast, cast.sari)
    fill_slots(cast.banua.id, {"kontak_kantor": "Jalan Lain 2"}, (), cast.wati.id, now().date())
    publish(cast, "sop")

    assert "Jalan Lain 2" in shown(cast).body
    assert not parts_of(cast, cast.sari)[0].left
