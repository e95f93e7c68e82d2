"""Every list finds its rows by an index, on both databases: what grows is never read whole."""

import csv
import datetime as dt
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import peewee
import pytest

import mori
from mori.access.roles import Role
from mori.accounts.operations import give_role, open_session, resume_session
from mori.accounts.queries import people_in_role
from mori.alumni.rules import Agreed
from mori.certificates.statements.rules import PaperKind
from mori.core.compiled import Compiled, Slot
from mori.core.db import db, is_sqlite, literals
from mori.core.workdays import DAY
from mori.evaluation.assessments.rules import AssessmentState
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import institution_for
from mori.logbook.models import Entry
from mori.logbook.overdue.queries import overdue_counted, overdue_rows
from mori.logbook.queries import logbook_of
from mori.logbook.review.queries import due_verdicts, entries_in_wrong_hands
from mori.placements import list_queries as placements
from mori.placements.models import Placement
from mori.placements.rotation.queries import supervisors_of
from mori.placements.rules import Stage
from mori.recap.rules import Dimension
from mori.safeguarding.alerts.models import Alert, Delivery
from tests.alumni.making import make_alumnus
from tests.alumni.messages.writing import mailing_rows, sent
from tests.alumni.records.making import alumni_rows
from tests.cast import NOON, TODAY, place, role_of
from tests.evaluation.schemes.making import make_in_use
from tests.institutions.agreements.agreeing import agreement_rows
from tests.links.holding import give
from tests.logbook.writing import write_entry
from tests.support.opened.listed import rows_to_list
from tests.support.plans import asked, scans, visited

LISTS: dict[str, list[str]] = {}  # pages by who opens them
for row in csv.DictReader((Path(__file__).parent / "lists.csv").read_text().splitlines()):
    LISTS.setdefault(row["who"], []).append(row["page"])

COUNTED = re.compile(
    # Of one entry, found by an index: three at most.
    r'COUNT\("t\d+"\."id"\) FROM "entry_photo"'
    # Of one entry: a hundred at most.
    r'|COUNT\("t\d+"\."id"\) FROM "comment"'
    # Of one alert: by officer, a few an hour for as long as nobody answers.
    r'|COUNT\("t\d+"\."call"\) AS "times"'
    # Of one import, by an index that holds them: how its rows are accounted for.
    r'|COUNT\("t\d+"\."id"\) FROM "import_row"'
    # Of messages being sent, or of one: by an index that holds them.
    r'|COUNT\("t\d+"\."id"\) FROM "mailing_recipient"'
    # Of a page of institutions, by an index that holds them: what each has sent over the years.
    r'|COUNT\("t\d+"\."id"\) FROM "institution"'
    # Of a page of activities, by an index that holds them: those who took part.
    r'|COUNT\("t\d+"\."id"\) FROM "participation"'
)


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def keys(cast):
    """Rows to open, by what they are."""
    entry = write_entry(cast)
    write_entry(cast, TODAY - 14 * DAY, at=NOON - 14 * DAY)
    alert = Alert.create(
        person=cast.sari, office=cast.banua, raised_at=NOON, climbed_from=NOON, due_at=NOON
    )
    Delivery.create(alert=alert, officer=cast.ningsih, call=0, at=NOON)
    names = ("Universitas Contoh", "Univ. Contoh")
    one, other = (institution_for(cast.banua.id, each, "", None, NOON) for each in names)
    contact = InstitutionContact.create(token="c", institution=one, role="other", name="Humas")
    give(cast, contact)
    make_alumnus(cast.banua, "Sari Umpama", agreed=tuple(Agreed), person=cast.sari)
    messages = mailing_rows(cast)
    rows = alumni_rows(cast)
    return {
        "entry": entry.key,
        "unit": cast.pvl.key,
        "reviewer": role_of(cast.rina).key,
        "alert": alert.key,
        "placement": cast.placement.key,
        "institution": one.key,
        "agreement": agreement_rows(cast, one)["agreement_by_key"],
        "other": other.key,
        "contact": contact.key,
        "scheme": make_in_use(cast).key,
        **rows_to_list(cast),
        "mailing": messages["mailing_by_key"],
        "sent": sent(cast, token="u").key,
        "reachable": messages["alumnus_to_share_with"],
        "activity": rows["activity_by_key"],
    }


@pytest.mark.parametrize("who", LISTS)
def test_no_list_reads_a_table_from_end_to_end(visit, cast, keys, who):
    browser = visit(getattr(cast, who))

    found = {path: faults_of(browser, path.format(**keys)) for path in LISTS[who]}

    assert found == dict.fromkeys(found, [])


def faults_of(browser, path):
    """What is wrong with how a page asks the database; it leaves no trace for the next one."""
    with db.atomic() as here:
        with asked() as sent:
            answer = browser.get(path)
        read = [(sql, scans(db.connection(), sql, params)) for sql, params in sent]
        here.rollback()
    return [
        *([] if answer.status_code == 200 and sent else [f"answers {answer.status}"]),
        *(f"reads {tables} whole: {sql}" for sql, tables in read if tables),
        *(f"counts: {sql}" for sql, _ in sent if "COUNT(" in COUNTED.sub("", sql)),
        *(f"skips: {sql}" for sql, params in sent if " OFFSET " in sql and params[-1] != 0),
    ]


def compiled_queries():
    for module in pkgutil.walk_packages(mori.__path__, "mori."):
        if module.name.endswith("queries"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Compiled):
                    yield pytest.param(value, id=f"{module.name}.{name}")


VALUES = {
    **dict.fromkeys(("day", "first", "last", "today", "soon", "lately", "year", "since"), TODAY),
    **dict.fromkeys(("at", "before", "passed_on"), NOON),
    "digest": "x",
    "returned": "returned",
    "state": "submitted",
}
# Where one of these names means something else, by the module of the query.
KINDS = {
    "mori.certificates.counting.queries": {"kind": PaperKind.CERTIFICATE},
    "mori.evaluation.counting.queries": {"state": AssessmentState.LOCKED},
    "mori.recap.rollups.figure_queries": {"dimension": Dimension.UNIT},
}


@pytest.mark.parametrize("compiled", list(compiled_queries()))
def test_a_compiled_query_is_peewees_own_and_reads_no_table_from_end_to_end(app, cast, compiled):
    known = VALUES | KINDS.get(compiled.build.__module__, {})
    values = {name: known.get(name, 1) for name in compiled.names}
    values |= {name: range(1, most + 1) for name, most in compiled.most.items()}

    with asked() as sent:
        compiled(**values)

    ((sql, params),) = sent
    assert (sql, params) == compiled.build(**values).sql()
    assert not scans(db.connection(), sql, params)


TYPES = {
    peewee._StringField: str,
    peewee.IntegerField: int,
    peewee.ForeignKeyField: int,
    peewee.BooleanField: bool,
    peewee.DateField: dt.date,
    peewee.DateTimeField: dt.datetime,
}


def outer_joined(source) -> list:
    """The tables of a query that may have no row to join."""
    if not isinstance(source, peewee.Join):
        return []
    here = [source.rhs] if source.join_type == peewee.JOIN.LEFT_OUTER else []
    return here + outer_joined(source.lhs) + outer_joined(source.rhs)


@pytest.mark.parametrize("compiled", list(compiled_queries()))
def test_a_row_says_of_each_column_what_it_holds_and_whether_it_may_be_empty(app, compiled):
    slots = {name: Slot(name) for name in compiled.names}
    query = compiled.build(**slots | dict.fromkeys(compiled.most, [Slot("one")]))
    absent = [table for source in query._from_list for table in outer_joined(source)]
    said = get_type_hints(compiled.row)

    for name, column in zip(compiled.row._fields, query._returning, strict=True):
        plain = column.unwrap() if isinstance(column, peewee.Alias) else column
        field = getattr(plain, "field", plain)  # which an alias of a table has its own of
        if isinstance(field, peewee.Field):
            kind = getattr(field, "enum", None) or next(
                ours for theirs, ours in TYPES.items() if isinstance(field, theirs)
            )
            is_absent = getattr(plain, "source", field.model) in absent
            expected = {kind, type(None)} if field.null or is_absent else {kind}
            assert {*(get_args(said[name]) or [said[name]])} == expected, name


def test_the_work_of_each_minute_reads_no_table_from_end_to_end(app, cast):
    with asked() as sent:
        entries_in_wrong_hands()
        due_verdicts(NOON)

    assert len(sent) == 2
    assert not [table for sql, params in sent for table in scans(db.connection(), sql, params)]


def test_a_plan_is_made_once_and_knows_how_rare_a_state_is(cast):
    with asked() as sent:
        assert placements.ongoing_in_office(cast.banua.id, Stage.RUNNING, TODAY)

    ((sql, params),) = sent
    assert "IN ('active', 'extended', 'paused')" in sql
    if not is_sqlite():
        assert db.execute_sql("SHOW plan_cache_mode").fetchone() == ("force_generic_plan",)


def test_a_plan_knows_how_few_hold_a_role_and_how_few_entries_wait(cast):
    with asked() as sent:
        assert people_in_role(cast.banua.id, Role.SUPERVISOR)
        assert supervisors_of(cast.banua.id)
    with asked() as sent_of_entries:
        assert not overdue_rows(cast.banua.id, NOON)
        assert not overdue_counted(cast.banua.id, NOON)

    assert all("IN ('supervisor')" in sql for sql, _ in sent)
    assert all("IN ('submitted')" in sql for sql, _ in sent_of_entries)


def test_each_internship_is_asked_whose_it_is_and_not_an_office_for_all(cast):
    with asked() as sent:
        assert placements.running_under_today(cast.rina.id, cast.banua.id, TODAY)
        assert placements.finished_under(cast.rina.id, cast.banua.id) == []

    assert all(") IS NOT NULL)" in sql for sql, _ in sent)


def test_a_later_page_reads_no_more_than_the_first(cast):
    sent_at = NOON - 200 * DAY
    entries = [write_entry(cast, TODAY - age * DAY, at=sent_at) for age in range(120)]
    halfway = entries[60]

    with asked() as first:
        assert logbook_of(cast.sari.id, None)
    with asked() as later:
        assert logbook_of(cast.sari.id, (halfway.day, halfway.id))

    assert how_much(later) < 1.1 * how_much(first)


@pytest.mark.once  # with tables so small PostgreSQL's plan is chance; `bench growth` asks it
def test_a_supervisor_of_many_years_is_known_as_fast_as_one_of_a_week(cast, app):
    token = open_session(cast.rina, NOON)
    before = read_by_session(token)

    for year in range(2, 62):
        stay = place(
            cast.sari, cast.banua, [(cast.pvl, cast.rina, cast.budi)], TODAY - year * 99 * DAY
        )
        Placement.update(state="finished").where(Placement.id == stay.id).execute()

    assert read_by_session(token) < 1.1 * before


def read_by_session(token):
    with asked() as sent:
        assert resume_session(token, NOON, "Asia/Jakarta")
    return how_much(sent)


def how_much(sent):
    return sum(visited(db.connection(), sql, params) for sql, params in sent)


def test_what_somebody_typed_never_becomes_a_part_of_a_statement():
    with pytest.raises(ValueError, match="plain words"):
        literals(["active", "x' OR '1'='1"])


def test_a_table_read_whole_is_noticed(cast):
    sql, params = Entry.select().where(Entry.text.contains("ringkasan")).sql()

    assert scans(db.connection(), sql, params) == ["entry"]


def test_someone_with_many_roles_is_no_exception(visit, cast):
    give_role(cast.wati, cast.banua.id, Role.HEAD, NOON)

    with asked() as sent:
        visit(cast.wati).get("/saya")

    assert not [table for sql, params in sent for table in scans(db.connection(), sql, params)]
