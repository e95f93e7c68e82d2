"""A list whose worker is killed while it is taken over, and while it is taken back."""

from mori.alumni.applying.run_operations import start_applying
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState
from mori.alumni.models import Alumnus, AlumnusContact
from mori.alumni.rules import AlumnusState
from mori.institutions.models import Institution, InstitutionName
from tests.alumni.applying.applied import OWN, fresh, imported, listed, name_of
from tests.alumni.dumps import difference, dump
from tests.alumni.making import make_alumnus
from tests.cast import NOON
from tests.faults.site import Site, forget_leases, kill, until

PEOPLE = 600
COUNTED = {"alumnus.revision", "alumnus_facet.id", "alumnus_tally.id"}


def everything():
    """What lists write to, but for institutions: the server adopts those of placements itself."""
    tables = dump(without=OWN | {"alumnus_event"}, columns=COUNTED)
    kept = ("alumnus", "stay_unit", "engagement", "consent")
    return {name: rows for name, rows in tables.items() if name.startswith(kept)}


def people() -> bytes:
    return listed(
        *(
            f"{name_of(number)};{number};Universitas Umpama;+62812500{number:05}"
            for number in range(PEOPLE)
        )
    )


def work_and_kill(site: Site, made, reached) -> None:
    """Kill the worker whenever so many rows are done."""
    for rows in reached:
        worker = site.work()
        until(lambda rows=rows: fresh(made).rows_done >= rows, 90)
        kill(worker)
        forget_leases()
    site.work()


def test_killed_in_the_middle_nothing_is_half_done_nor_done_twice(site):
    cast = site.cast
    known = make_alumnus(cast.banua, name_of(7), phone="+6281250000007")
    before = everything()
    made = imported(cast, people())
    start_applying(made, cast.wati.id, NOON)

    work_and_kill(site, made, (100, 250, 450))
    until(lambda: fresh(made).state is ImportState.APPLIED, 120)

    assert Alumnus.select().count() == PEOPLE
    assert AlumnusContact.select().count() == PEOPLE
    assert not ImportRow.select().where(ImportRow.outcome == "").exists()
    assert Alumnus.get_by_id(known.id).state == AlumnusState.INVITED

    start_undoing(fresh(made), cast.wati.id, NOON)
    work_and_kill(site, made, (150, 350))
    until(lambda: fresh(made).state is ImportState.UNDONE, 120)

    assert difference(before, everything()) == {}
    assert not Institution.select().where(Institution.name == "Universitas Umpama").exists()
    assert not InstitutionName.select().where(InstitutionName.text.contains("Umpama")).exists()
