"""A person is found however their name is written."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_member, change_person
from mori.accounts.queries import people_of
from mori.institutions.operations import institution_for
from tests.cast import NOON

NAMES = ("Nur'aini Contoh", "Nur’aini Contoh", "NURAINI CONTOH", "Dr. Nuraini Contoh, S.H., M.Kn.")


@pytest.mark.parametrize("written", NAMES)
@pytest.mark.parametrize("typed", [*NAMES, "nuraini", "Bu Nur'aini", "dr nuraini", "contoh sh"])
def test_a_name_is_found_however_it_is_written(visit, cast, written, typed):
    add_member(written, "+6281200000000", None, cast.banua.id, Role.SUPERVISOR, NOON)

    text = visit(cast.wati).get("/orang", query_string={"cari": typed}).text

    assert "0812-0000-0000" in text
    assert ("Rina Contoh" in text) == (typed == "contoh sh")  # all are called Contoh


def test_a_title_changes_nothing_in_the_order(cast):
    change_person(cast.wati, "Prof. Dr. Hj. Anjani Contoh, S.H.", None, "wati@contoh.example")

    assert people_of(cast.banua.id)[0].person_id == cast.wati.id


def test_placing_finds_them_too(visit, cast):
    add_member("Nur'aini Contoh", None, "nuraini@contoh.example", cast.banua.id, Role.INTERN, NOON)

    assert "Nur&#39;aini" in visit(cast.wati).get("/peserta/baru?cari=dr. nuraini").text


def test_an_institution_is_found_without_its_apostrophe(visit, cast):
    institution_for(cast.banua.id, "STIKES Mu’allimin Contoh", "", None, NOON)

    assert "allimin Contoh" in visit(cast.wati).get("/lembaga?cari=muallimin").text
