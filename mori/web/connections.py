"""The database connection of a request: kept open on SQLite, back to the pool on PostgreSQL."""

from typing import Any

from flask import Flask

from mori.core.db import db, is_sqlite


def init_app(app: Flask) -> None:
    app.teardown_appcontext(give_back)


def give_back(error: Any) -> None:
    if not is_sqlite() and not db.is_closed() and not db.in_transaction():
        db.close()
