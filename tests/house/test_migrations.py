"""Migrations are frozen, reach the models, and can be taken back."""

import ast
import multiprocessing
from pathlib import Path

import pytest
from peewee import IntegrityError
from peewee import Model as PeeweeModel
from playhouse.migrations import Runner

from mori.cli import MIGRATIONS
from mori.config import Settings
from mori.core.db import db
from tests.conftest import close, migrated
from tests.support.models import stored

FILES = sorted(MIGRATIONS.glob("[0-9]*.py"))


def models() -> list[type[PeeweeModel]]:
    return sorted(stored(), key=lambda model: model._meta.table_name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_ours(path: Path):
    names = [
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not [name for name in names if name and name.startswith("mori")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_says_whether_it_expands_or_contracts(path: Path):
    words = ast.get_docstring(ast.parse(path.read_text())) or ""

    assert "Expand" in words or "Contract" in words


def shape(database) -> dict[str, object]:
    """Columns with type and null, and indexes, of every table of ours."""
    found: dict[str, object] = {}
    for table in database.get_tables():
        if table == "schema_migration":
            continue
        columns = {
            column.name: (column.data_type.lower(), column.null, column.primary_key)
            for column in database.get_columns(table)
        }
        indexes = {(tuple(index.columns), index.unique) for index in database.get_indexes(table)}
        keys = {
            (key.column, key.dest_table, key.dest_column)
            for key in database.get_foreign_keys(table)
        }
        found[table] = (columns, indexes, keys)
    return found


@pytest.fixture
def empty_database(new_database, app):
    """A second database, open in place of the shared one."""
    from mori.core.db import open_database

    before = db.obj
    database = open_database(new_database("schema"))
    yield database
    close(database)
    db.initialize(before)


def test_migrations_and_models_make_the_same_schema(empty_database, new_database):
    from mori.core.db import open_database

    Runner(empty_database, str(MIGRATIONS)).up()
    by_migrations = shape(empty_database)
    close(empty_database)
    by_models_database = open_database(new_database("models"))
    by_models_database.create_tables(models())
    by_models = shape(by_models_database)
    close(by_models_database)

    assert by_migrations == by_models


def test_every_step_goes_down_and_up_again(empty_database):
    runner = Runner(empty_database, str(MIGRATIONS))
    runner.up()
    whole = shape(empty_database)

    for _ in FILES:
        runner.down()
    bare = shape(empty_database)
    runner.up()

    assert bare == {}
    assert shape(empty_database) == whole


def test_migrating_a_database_with_rows_keeps_them(committed):
    people = committed.cast

    committed.app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)

    from mori.accounts.models import Person

    assert Person.get_by_id(people.sari.id).name == "Sari Contoh"


def _migrate(settings: Settings) -> None:
    migrated(settings)


def test_two_nodes_migrate_one_after_the_other(new_database, tmp_path, app):
    settings = Settings(
        database_url=new_database("nodes"), instance=str(tmp_path), secret_key="x" * 20
    )
    before = db.obj
    context = multiprocessing.get_context("spawn")

    nodes = [context.Process(target=_migrate, args=(settings,)) for _ in range(3)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join(60)

    db.initialize(before)
    assert [node.exitcode for node in nodes] == [0, 0, 0]


def test_settings_of_before_are_kept_where_they_belong_now(empty_database):
    from mori.attendance.codes.queries import code_setting_of
    from mori.logbook.reminders.queries import reminders_of

    runner = Runner(empty_database, str(MIGRATIONS))
    runner.up("0010_lists")
    empty_database.execute_sql(
        "INSERT INTO office (id, key, code, name, seat, zone, calendar_version, phrases_version, "
        "asks_code, screen_epoch) VALUES (1, 'o1', '63', 'A', 'B', 'Asia/Makassar', 1, 1, '1', 3), "
        "(2, 'o2', '18', 'C', 'D', 'Asia/Jakarta', 1, 1, '0', 1)"
    )
    empty_database.execute_sql(
        "INSERT INTO person (id, key, name, name_folded, locale, help_epoch, second_factor_step, "
        "is_active, has_shortcuts, wants_reminders, made_at) VALUES "
        "(1, 'p1', 'A', 'a', 'id', 1, 0, '1', '0', '0', '2026-11-18'), "
        "(2, 'p2', 'B', 'b', 'id', 1, 0, '1', '1', '1', '2026-11-18')"
    )

    runner.up()

    assert [code_setting_of(each).is_asked for each in (1, 2)] == [True, False]
    assert [code_setting_of(each).screen_epoch for each in (1, 2)] == [3, 1]
    assert [reminders_of(each)[0] for each in (1, 2)] == [False, True]
    shortcuts = empty_database.execute_sql("SELECT person_id, has_shortcuts FROM review_setting")
    assert [(person, bool(has)) for person, has in shortcuts.fetchall()] == [(1, False)]

    runner.down("0010_lists")
    back = empty_database.execute_sql(
        "SELECT wants_reminders, has_shortcuts FROM person ORDER BY id"
    )
    assert [tuple(map(bool, row)) for row in back.fetchall()] == [(False, False), (True, True)]


def test_roles_of_before_keep_their_office_and_new_ones_may_have_none(empty_database):
    runner = Runner(empty_database, str(MIGRATIONS))
    runner.up("0012_institutions")
    empty_database.execute_sql(
        "INSERT INTO office (id, key, code, name, seat, zone, calendar_version, address) "
        "VALUES (1, 'o1', '63', 'A', 'B', 'Asia/Makassar', 1, '')"
    )
    empty_database.execute_sql(
        "INSERT INTO person (id, key, name, name_folded, locale, help_epoch, second_factor_step, "
        "is_active, made_at) VALUES (1, 'p1', 'A', 'a', 'id', 1, 0, '1', '2026-11-18')"
    )
    insert_role(empty_database, 1, office="1")
    empty_database.execute_sql(
        "INSERT INTO session (id, key, digest, membership_id, person_id, device, notices, "
        "began_at, seen_at, expires_at) "
        "VALUES (1, 's1', 'd', 1, 1, '', '', '2026-11-18', '2026-11-18', '2026-11-19')"
    )
    indexes = sorted(each.sql for each in empty_database.get_indexes("membership"))

    runner.up()
    insert_role(empty_database, 2, office="NULL")

    with pytest.raises(IntegrityError):
        insert_role(empty_database, 3, office="NULL")
    assert offices_of_roles(empty_database) == [1, None]
    with pytest.raises(IntegrityError):  # no way back while somebody has such a role
        runner.down("0012_institutions")
    empty_database.execute_sql("DELETE FROM membership WHERE office_id IS NULL")
    runner.down("0012_institutions")
    assert offices_of_roles(empty_database) == [1]
    assert sorted(each.sql for each in empty_database.get_indexes("membership")) == indexes
    joined = "SELECT 1 FROM session JOIN membership ON session.membership_id = membership.id"
    assert empty_database.execute_sql(joined).fetchall()


def insert_role(database, number: int, office: str) -> None:
    with database.atomic():
        database.execute_sql(
            "INSERT INTO membership (id, key, person_id, office_id, role, name_folded, made_at) "
            f"VALUES ({number}, 'm{number}', 1, {office}, 'head', 'a', '2026-11-18')"
        )


def offices_of_roles(database) -> list[int | None]:
    rows = database.execute_sql("SELECT office_id FROM membership ORDER BY id").fetchall()
    return [office for (office,) in rows]


def test_names_and_addresses_of_before_are_tidied_and_nobody_becomes_another(empty_database):
    runner = Runner(empty_database, str(MIGRATIONS))
    runner.up("0012_institutions")
    people = (
        (1, "Sari", "sari@a.example"),
        (2, "\u202eDr. Nur\u2019aini\u200b, S.H.", "nur\u200b@a.example"),
        (3, "\u200b", "sari\u200b@a.example"),  # would become the first
    )
    for number, name, email in people:
        columns = "id, key, name, name_folded, email, locale, help_epoch, second_factor_step"
        marks = ", ".join([empty_database.param] * 4)
        empty_database.execute_sql(
            f"INSERT INTO person ({columns}, is_active, made_at) VALUES "
            f"({number}, {marks}, 'id', 1, 0, '1', '2026-11-18')",
            (f"p{number}", name, name.casefold(), email),
        )

    runner.up()

    rows = empty_database.execute_sql("SELECT name, name_folded, email FROM person ORDER BY id")
    assert [tuple(row) for row in rows.fetchall()] == [
        ("Sari", "sari", "sari@a.example"),
        ("Dr. Nur\u2019aini, S.H.", "nuraini", "nur@a.example"),
        ("\u200b", "\u200b", "sari\u200b@a.example"),
    ]

    runner.down("0012_institutions")
    back = empty_database.execute_sql("SELECT name_folded FROM person ORDER BY id")
    assert [row[0] for row in back.fetchall()] == ["sari", "dr. nur\u2019aini, s.h.", "\u200b"]
