"""Compiled queries: what they refuse to be asked, and that what is asked is answered whole."""

import pytest

from mori.accounts.models import Person
from mori.core.compiled import Compiled


def _named(name, is_active):
    return Person.select(Person.id, Person.name).where(
        Person.name == name, Person.is_active == is_active
    )


named = Compiled(_named)


def test_what_fits_is_found(cast):
    (row,) = named(name="Sari Contoh", is_active=True)

    assert row == (cast.sari.id, "Sari Contoh")
    assert named.first(name="Sari Contoh", is_active=False) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Sari Contoh"}, "_named lacks is_active"),
        ({"name": "", "is_active": True, "office": 1}, "_named does not know office"),
        ({"nama": ""}, "_named does not know nama, lacks name, lacks is_active"),
    ],
)
def test_a_value_too_many_or_too_few_is_refused_by_name(cast, values, said):
    with pytest.raises(TypeError, match=f"^{said}$"):
        named(**values)
