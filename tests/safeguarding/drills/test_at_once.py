"""Two nodes that both believe they lead plan one drill and begin it once."""

from threading import Barrier, Thread

import pytest

from mori.core.db import db
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertKind
from mori.safeguarding.drills import operations
from mori.safeguarding.drills.models import Drill
from tests.cast import NOON
from tests.safeguarding.drills.drilling import KEY, drill_in

pytestmark = pytest.mark.usefixtures("clock")
NODES = 4


def on_each_node(do):
    """Do the same on all nodes at one moment."""
    start = Barrier(NODES)

    def node():
        with db.connection_context():
            start.wait()
            do()

    nodes = [Thread(target=node) for _each in range(NODES)]
    for each in nodes:
        each.start()
    for each in nodes:
        each.join()


def test_the_drill_of_a_month_is_planned_once(committed):
    on_each_node(lambda: operations.plan_drill(committed.cast.banua, KEY, NOON))

    assert Drill.select().count() == 1


def test_a_drill_whose_moment_has_come_begins_once(committed):
    drill = drill_in(committed.cast.banua)

    on_each_node(lambda: operations.begin_drill(drill.id, KEY, NOON))

    assert Alert.select().where(Alert.kind == AlertKind.DRILL).count() == 1
    assert Drill.get_by_id(drill.id).alert_id == Alert.get().id
