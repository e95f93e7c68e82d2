"""Compiled queries: what they refuse to be asked, and that what is asked is answered whole."""

from typing import NamedTuple

import pytest

from mori.accounts.models import Person
from mori.core.compiled import Compiled


class Named(NamedTuple):
    id: int
    name: str


class Id(NamedTuple):
    id: int


def _named(name, is_active):
    return Person.select(Person.id, Person.name).where(
        Person.name == name, Person.is_active == is_active
    )


def _among(ids, is_active):
    return Person.select(Person.id).where(Person.id.in_(ids), Person.is_active == is_active)


named, among = Compiled(Named, _named), Compiled(Id, _among, ids=3)


def test_what_fits_is_found(cast):
    (row,) = named(name="Sari Contoh", is_active=True)

    assert row == (cast.sari.id, "Sari Contoh")
    assert named.first(name="Sari Contoh", is_active=False) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Sari Contoh"}, "_named lacks is_active"),
        ({"name": "", "is_active": True, "office": 1}, "_named does not know office"),
        ({"nama": ""}, "_named does not know nama, lacks is_active, lacks name"),
    ],
)
def test_a_value_too_many_or_too_few_is_refused_by_name(cast, values, said):
    with pytest.raises(TypeError, match=f"^{said}$"):
        named(**values)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_as_many_of_a_list_are_found_as_were_asked_for(cast, count):
    ids = [cast.sari.id, cast.rina.id, cast.wati.id][:count]

    assert {row.id for row in among(ids=ids, is_active=True)} == set(ids)


def test_a_list_longer_than_its_most_is_refused(cast):
    with pytest.raises(ValueError, match="^_among takes 3 ids at most, 4 were given$"):
        among(ids=[1, 2, 3, 4], is_active=True)


class Swapped(NamedTuple):
    name: str
    id: int


@pytest.mark.parametrize("row", [Id, Swapped])
def test_a_row_that_does_not_fit_the_columns_is_refused(cast, row):
    with pytest.raises(TypeError, match=rf"_named selects \('id', 'name'\), {row.__name__} has"):
        Compiled(row, _named)(name="Sari Contoh", is_active=True)
