"""Each column of the slice says what it is for; periods are what the job does."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import note_answer, withdraw_all
from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.row_rules import EMPTY
from mori.alumni.imports.rules import ImportState
from mori.alumni.jobs import DOES, apply_retention
from mori.alumni.models import AlumnusContact
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.rules import RequestKind, columns, laws
from mori.alumni.retention.rules import kept_for, periods
from tests.alumni.applying.applied import imported, listed, take_over
from tests.alumni.merging.together import merge
from tests.alumni.privacy import asking
from tests.alumni.privacy.written import DOCUMENT, document
from tests.cast import NOON
from tests.support.models import stored

TABLES = [each for each in stored() if each.__module__.startswith("mori.alumni.")]
HOUR = dt.timedelta(hours=1)


def test_each_column_says_what_it_is_for_and_no_other_is_named():
    coded = {(table._meta.table_name, name) for table in TABLES for name in table._meta.fields}

    named = {(each.table, each.column) for each in columns()}

    assert coded - named == set(), "Say in fields.csv what it is for, and what erasure does to it."
    assert named - coded == set(), "These columns are gone: take them out of fields.csv."


def test_no_row_of_the_table_of_fields_is_empty():
    assert [each for each in columns() if not (each.purpose and each.basis and each.until)] == []
    assert {each.basis for each in columns()} == {"task", "consent", "record", "technical"}
    assert {each.erasure for each in columns()} == {"row", "blank", "keep"}


def test_rows_that_go_go_whole():
    by_table: dict[str, set[str]] = {}
    for each in columns():
        by_table.setdefault(each.table, set()).add(each.erasure)

    assert [table for table, ways in by_table.items() if "row" in ways and len(ways) > 1] == []


def test_the_document_is_what_the_tables_say():
    assert DOCUMENT.read_text() == document(), "Run: python -m tests.alumni.privacy.written"


def test_each_kind_of_request_has_its_clock():
    assert set(laws()) == {str(each) for each in RequestKind}


def test_the_job_does_exactly_the_rows_of_the_table():
    assert set(DOES) == set(periods())


def first(model, where):
    return model.get_or_none(where)


@pytest.fixture
def filled(cast, store):
    """Something of each kind that goes after a time."""
    withdrawn = asking.whole(cast)
    withdraw_all(withdrawn, None, NOON)
    asking.ask(asking.whole(cast, "Tuti Umpama"), RequestKind.RESTRICTION)
    asking.ask(asking.whole(cast, "Uci Umpama"), token="u")
    made = take_over(imported(cast, listed("Vina Umpama")), cast)
    left = imported(cast, listed("Wina Umpama"))
    return {
        "import_left": lambda: first(
            Import, (Import.id == left.id) & (Import.state == ImportState.DECIDING)
        ),
        "import_rows": lambda: first(
            ImportRow, (ImportRow.imported == made.id) & (ImportRow.packed != EMPTY)
        ),
        "withdrawn_contacts": lambda: AlumnusContact.get_or_none(
            AlumnusContact.alumnus == withdrawn
        ),
        "closed_requests": lambda: PrivacyRequest.get_or_none(PrivacyRequest.kind == "restriction"),
    }


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("what", sorted(periods()))
def test_what_is_kept_goes_on_its_day_and_not_before(filled, store, what):
    apply_retention(store, NOON + kept_for(what) - HOUR)
    assert filled[what]()

    apply_retention(store, NOON + kept_for(what) + HOUR)

    assert not filled[what]()


@pytest.mark.usefixtures("noon")
def test_what_nobody_decided_stays_however_old(filled, store):
    apply_retention(store, NOON + 20 * kept_for("closed_requests"))

    assert [row.kind for row in PrivacyRequest.select()] == [RequestKind.ERASURE]


@pytest.mark.usefixtures("noon")
def test_who_is_merged_with_somebody_withdrawn_loses_their_number_too(cast, store):
    kept, withdrawn = asking.whole(cast), asking.whole(cast, "S. Umpama")
    withdraw_all(withdrawn, None, NOON)
    merge(kept, withdrawn, cast.wati)

    apply_retention(store, NOON + kept_for("withdrawn_contacts") + HOUR)

    assert not AlumnusContact.select().exists()


@pytest.mark.usefixtures("noon")
def test_who_came_back_keeps_their_number(cast, store):
    alumnus = asking.whole(cast)
    withdraw_all(alumnus, None, NOON)
    note_answer(alumnus, None, NOON + HOUR)

    apply_retention(store, NOON + kept_for("withdrawn_contacts") + 2 * HOUR)

    assert AlumnusContact.select().where(AlumnusContact.alumnus == alumnus).exists()
