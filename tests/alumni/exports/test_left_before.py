"""Whoever left before a table was begun is not in it, and does not have it made anew."""

import pytest

from mori.alumni.consents import operations as consents
from mori.alumni.exports import queries
from mori.alumni.rules import Agreed
from tests.alumni.exports import making
from tests.background.working import work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def withdraw(alumnus, at):
    consents.withdraw(alumnus, [Agreed.DIRECTORY], at)


def test_who_left_just_before_does_not_have_it_made_anew(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    leaving = making.alumnus(cast.banua, "Bagas Umpama")
    also = making.alumnus(cast.banua, "Candra Umpama")
    withdraw(leaving, NOON)
    wati = visit(cast.wati)
    export = making.ask(wati)

    work_on(store)

    rows = making.sheets_of(making.content_of(wati, export))["Alumni"]
    assert [row[0] for row in rows] == ["Nama", "Ayu Umpama", "Candra Umpama"]
    withdraw(also, NOON)  # written later than the moment that it carries
    assert queries.someone_left(queries.export_by_key(export.key))
