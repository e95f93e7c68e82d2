"""However many people a table has, the server holds no more than a few hundred of them."""

import tracemalloc

import pytest

from mori.alumni.directory.segments import Segment
from mori.alumni.exports import operations
from mori.alumni.exports.operations import Asked
from mori.alumni.exports.rules import AT_ONCE, TableForm
from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent
from mori.alumni.rules import Agreed, AlumnusState
from mori.background.models import LongJob
from tests.alumni.exports import making
from tests.background.working import fresh, work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
FEW, MANY = AT_ONCE, 6 * AT_ONCE


def fill(office, number: int) -> None:
    """So many alumni who agreed to it all, with what finds them, in a few statements."""
    first = Alumnus.select().count()
    names = [f"Umpama {each:06}" for each in range(first, first + number)]
    columns = {"office": office.id, "state": AlumnusState.CONFIRMED, "made_at": NOON}
    put(Alumnus, [{"name": name, "name_folded": name.casefold(), **columns} for name in names])
    rows = list(Alumnus.select(Alumnus.id, Alumnus.name_folded).where(Alumnus.name.in_(names[:1])))
    ids = range(rows[0].id, rows[0].id + number)
    stay = {"year": 2015, "institution_written": "Universitas Contoh"}
    put(AlumnusStay, [{"alumnus": each, **stay} for each in ids])
    phones = [(each, f"+62811{each:07}") for each in ids]
    put(AlumnusContact, [{"alumnus": who, "kind": "phone", "value": it} for who, it in phones])
    consent = {"wording": "1", "locale": "id", "way": "link", "given_at": NOON}
    put(Consent, [{"alumnus": each, "to": to, **consent} for each in ids for to in making.ALL])
    shown = {"office": office.id, "is_shown": True}
    kinds = (("all", ""), ("agreed", str(Agreed.DIRECTORY)))
    put(
        AlumnusFacet,
        [
            {"alumnus": each, "kind": kind, "value": value, "name_folded": name.casefold(), **shown}
            for each, name in zip(ids, names, strict=True)
            for kind, value in kinds
        ],
    )


def put(model, rows) -> None:
    for first in range(0, len(rows), 1000):
        model.insert_many(rows[first : first + 1000]).execute()


def peak(cast, store, form: TableForm) -> tuple[int, LongJob]:
    """The most that Python held while a table was made, in bytes; and the job that made it."""
    asked = Asked(Segment(), "Semua", form, "Undangan", "id", FEW)
    export = operations.begin_export(cast.banua.id, asked, "", cast.wati.id, NOON)
    tracemalloc.start()
    try:
        work_on(store)
        return tracemalloc.get_traced_memory()[1], fresh(export)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", [TableForm.XLSX, TableForm.COMMA])
def test_memory_stays_flat_however_many_rows(cast, store, form):
    fill(cast.banua, FEW)
    peak(cast, store, form)  # what is imported, compiled and kept once
    small, _export = peak(cast, store, form)
    fill(cast.banua, MANY - FEW)

    large, export = peak(cast, store, form)

    assert export.done == MANY
    assert large < 1.2 * small, "what is written stays in memory"
