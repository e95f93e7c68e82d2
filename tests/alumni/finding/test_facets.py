"""What alumni are found by follows their records at once."""

from mori.alumni.finding.models import AlumnusFacet, AlumnusTally
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, Consent
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.clock import now
from tests.alumni.making import make_alumnus


def make(cast, name="Sari Umpama", **said):
    return make_alumnus(cast.banua, name, state=AlumnusState.CONFIRMED, **said)


def found(alumnus, *, shown):
    rows = AlumnusFacet.select().where(
        AlumnusFacet.alumnus == alumnus, AlumnusFacet.is_shown == shown
    )
    return {(str(row.kind), row.value) for row in rows}


def tally(kind, value):
    row = AlumnusTally.get_or_none(AlumnusTally.kind == kind, AlumnusTally.value == value)
    return row and (row.known, row.shown)


def test_nobody_is_shown_before_they_agreed(app, cast):
    alumnus = make(cast)

    assert not found(alumnus, shown=True)
    assert ("year", "2015") in found(alumnus, shown=False)


def test_a_field_shows_only_what_was_agreed_to(app, cast):
    alumnus = make(cast, agreed=[Agreed.DIRECTORY])

    assert ("word", "sari") in found(alumnus, shown=True)
    assert ("year", "2015") in found(alumnus, shown=False)


def test_a_consent_withdrawn_hides_at_once(app, cast):
    alumnus = make(cast, agreed=[Agreed.DIRECTORY, Agreed.YEARS])
    assert tally("year", "2015") == (1, 1)

    Consent.update(withdrawn_at=now()).execute()
    refresh([alumnus.id])

    assert not found(alumnus, shown=True)
    assert tally("year", "2015") == (1, 0)


def test_tallies_count_each_once(app, cast):
    one, _other = make(cast), make(cast, "Budi Umpama")

    refresh([one.id])

    assert tally("year", "2015") == (2, 0)
    assert tally("word", "umpama") == (2, 0)


def test_who_was_merged_is_found_as_the_other(app, cast):
    kept, merged = make(cast), make(cast, "Sari U.", year=2017)
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()

    refresh([merged.id])

    assert not found(merged, shown=False)
    assert {("year", "2015"), ("year", "2017")} <= found(kept, shown=False)
    assert tally("word", "u") is None
    assert tally("all", "") == (1, 0)
