"""The one database, chosen at start-up by DATABASE_URL."""

import datetime as dt
import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlencode

from peewee import (
    OP,
    SQL,
    AutoField,
    CharField,
    Database,
    DatabaseProxy,
    DateTimeField,
    Expression,
    SqliteDatabase,
    fn,
)
from peewee import Model as PeeweeModel
from playhouse.db_url import connect

from .counts import changes
from .locks.turns import turn_to_write

db = DatabaseProxy()

KEY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: keys are read aloud
MIGRATION_LOCK = 6_674  # any number, the same on every node
TURN_WITHIN = 5.0  # seconds a writer waits for its turn
FIRST_WITHIN = 20.0  # whoever must not be turned away, and goes before all others
LOCK_WITHIN = "3s"  # how long PostgreSQL lets a statement wait; a page says 503 rather than hang
# It plans a statement once and keeps the plan; planning again for each value costs more than
# running it, and more with every year. tests/house/test_plans.py looks at the plan of every list.
PLANS = "force_generic_plan"
SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # "normal" may lose the last commits at a power cut
    "foreign_keys": 1,
    "busy_timeout": int(TURN_WITHIN * 1000),
}


def new_key() -> str:
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(14))


def token_for(token: str, *said: object) -> str:
    """An idempotency key of a form's token and what the form said.

    Other words in the same form (after the browser's *back*), or another person's, are not a retry.
    """
    return hashlib.sha256(repr((token, *map(str, said))).encode()).hexdigest()[:40]


class _UtcDateTimeField(DateTimeField):
    """Aware in Python, naive UTC in the column.

    peewee keeps an aware value's offset as text in SQLite, where it then sorts
    wrongly, and drops it in PostgreSQL.
    """

    def db_value(self, value: dt.datetime | None) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def python_value(self, value: str | dt.datetime | None) -> dt.datetime | None:
        if isinstance(value, str):  # SQLite; peewee would try its formats one by one
            return dt.datetime.fromisoformat(f"{value}+00:00")
        return value and value.replace(tzinfo=dt.UTC)


class _EnumField(CharField):
    """A member of an enum in Python, its value in the column; nothing else goes in or comes out."""

    def __init__(self, enum: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.members: dict[str, str] = {each.value: each for each in enum}
        if kwargs.get("default") == "":
            self.members[""] = ""
        if not all(len(value) <= self.max_length for value in self.members):
            raise ValueError(f"{enum.__name__} has a value longer than {self.max_length}")
        self.enum = enum

    def db_value(self, value: Any) -> Any:
        return None if value is None else self._member(value)

    def python_value(self, value: Any) -> Any:
        return None if value is None else self._member(value)

    def _member(self, value: Any) -> Any:
        try:
            return self.members[value]
        except KeyError:
            where = f"{self.model.__name__}.{self.name}"
            raise ValueError(f"{where}: {value!r} is no {self.enum.__name__}") from None


class _KeyField(CharField):
    """What a URL shows instead of the row's id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=14, unique=True, default=new_key, **kwargs)


if TYPE_CHECKING:  # peewee's own say of a column what it holds, and whether it may be empty
    UtcDateTimeField, KeyField = DateTimeField, CharField

    class EnumField(CharField):  # of a row it is a member, of the model a column
        def __init__(self, enum: type[StrEnum], **kwargs: Any) -> None: ...
        def __get__(self, row: Any, owner: Any) -> Any: ...

else:
    UtcDateTimeField, KeyField, EnumField = _UtcDateTimeField, _KeyField, _EnumField


class Model(PeeweeModel):
    id = AutoField()

    class Meta:
        database = db
        legacy_table_names = False
        only_save_dirty = True

    # Where ``person_id`` is read, which peewee makes beside ``person``, the model says its type.
    if TYPE_CHECKING:  # whose types peewee leaves out

        @classmethod
        def get_or_create(cls, **columns: Any) -> tuple[Self, bool]: ...


def open_database(url: str) -> Database:
    """Point ``db`` at ``sqlite:///FILE`` or ``postgresql://…``, the latter through a pool."""
    database: Database
    if url.startswith("sqlite"):
        _make_private(Path(url.removeprefix("sqlite:///")))
        database = connect(url, pragmas=SQLITE_PRAGMAS)
    else:
        database = connect(_pooled(url))
    db.initialize(database)
    return database


def _make_private(database: Path) -> None:
    """Nobody else on the machine may read the file; its journal takes over its mode."""
    database.parent.mkdir(parents=True, exist_ok=True)
    if not database.exists():
        os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))


def _pooled(url: str) -> str:
    """A PostgreSQL URL with a pool; without its timeout a busy moment would answer 500."""
    scheme, _, rest = url.partition("://")
    address, _, query = rest.partition("?")
    options = {
        "max_connections": "16",
        "stale_timeout": "300",
        "timeout": "10",
        "connect_timeout": "3",
        "options": f"-c lock_timeout={LOCK_WITHIN} -c plan_cache_mode={PLANS}",
    }
    options |= dict(parse_qsl(query))
    return f"postgresql+pool://{address}?{urlencode(options, safe='/')}"


LAST_DAY = SQL("'9999-12-31'")  # later than any: Python's own last year


def literals(states: Iterable[str]) -> list[SQL]:
    """States as a part of the statement, so that a plan made once knows how rare they are.

    Raises ``ValueError`` for what is no plain word: nothing anybody typed belongs here.
    """
    words = sorted(str(state) for state in states)
    if not all(word.isidentifier() for word in words):
        raise ValueError(f"not plain words: {words}")
    return [SQL(f"'{word}'") for word in words]


def finds(query: Any) -> Expression:
    """Whether a query about the row at hand finds anything, asked of each row by its own index.

    ``EXISTS`` might make PostgreSQL read all that fits, and guess that few do.
    """
    return Expression(query.limit(1), OP.IS_NOT, None)


def from_day(column: Any, day: Any) -> Any:
    """A day or a later one, said with both ends.

    Of a range with one end PostgreSQL takes a third of the table to be in it, whatever the day is.
    """
    return column.between(day, LAST_DAY)


def contains(column: Any, text: str) -> Any:
    """Whether a column holds a text as it is: both folded already, no wildcards in it.

    Half the price of ``LIKE`` without case, which folds each row once more.
    """
    find = fn.INSTR if is_sqlite() else fn.STRPOS
    return find(column, text) > 0


def is_sqlite() -> bool:
    return isinstance(db.obj, SqliteDatabase)


def overwrite_deleted() -> None:
    """From here on, on this connection, SQLite writes zeros over what it deletes."""
    if is_sqlite():
        db.execute_sql("PRAGMA secure_delete = ON")


def empty_write_ahead_log() -> None:
    """Let SQLite bring its log into its file, outside of transactions: deleted rows stand there."""
    if is_sqlite():
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def writing(within: float = TURN_WITHIN, *, first: bool = False) -> Iterator[None]:
    """A transaction that will write; nested ones join the outermost.

    SQLite must take its lock at the start: a transaction that reads first and
    writes later fails with "database is locked" instead of waiting. Its own
    waiting is by polling, which starves some writers for seconds, so writers
    queue at a turnstile first, ``within`` so many seconds; those who are ``first``
    before all others.
    """
    if db.in_transaction():
        with db.atomic(), changes.counted():
            yield
    elif is_sqlite():
        turn = turn_to_write(db.obj.database, within, first=first)
        with turn, _waiting(within), db.atomic("IMMEDIATE"), changes.counted():
            yield
    else:
        with db.atomic(), changes.counted():
            if within != TURN_WITHIN:
                db.execute_sql(f"SET LOCAL lock_timeout = '{int(within * 1000)}ms'")
            yield


@contextmanager
def _waiting(within: float) -> Iterator[None]:
    """As patient with the file's own lock, which others than our writers may hold."""
    if within == TURN_WITHIN:  # what every connection begins with
        yield
        return
    db.execute_sql(f"PRAGMA busy_timeout = {int(within * 1000)}")
    try:
        yield
    finally:
        db.execute_sql(f"PRAGMA busy_timeout = {SQLITE_PRAGMAS['busy_timeout']}")


@contextmanager
def migrating() -> Iterator[None]:
    """The lock under which one node migrates while the others wait."""
    if is_sqlite():
        path = Path(f"{db.obj.database}.migration")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file, db.connection_context():
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    else:
        with db.connection_context():
            db.execute_sql("SET lock_timeout = 0")  # another node may take its time
            db.execute_sql("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
            try:
                yield
            finally:
                db.execute_sql("SELECT pg_advisory_unlock(%s)", (MIGRATION_LOCK,))
                db.execute_sql("RESET lock_timeout")
