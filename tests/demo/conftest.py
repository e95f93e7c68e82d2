"""The demonstration that the tests of this folder look at, and leave as it is."""

import json
from dataclasses import replace

import pytest

from mori.core.db import db
from tests.conftest import close, migrated


@pytest.fixture(scope="package")
def demo(app, new_database, tmp_path_factory, settings):
    """The people of a demonstration loaded now, whenever that is."""
    folder = tmp_path_factory.mktemp("demo")
    before = db.obj
    own = migrated(
        replace(settings, database_url=new_database("demo"), instance=str(folder), demo=True)
    )
    reply = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
    again = own.test_cli_runner().invoke(args=["demo", "--json"], catch_exceptions=False)
    yield json.loads(reply.output)["people"], json.loads(again.output)["people"], own
    close(db.obj)
    db.initialize(before)
