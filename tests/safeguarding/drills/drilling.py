"""Drills as the background work begins and ends them."""

from mori.safeguarding.alerts.event_operations import note_reading
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import acknowledge_alert
from mori.safeguarding.drills import jobs, operations
from mori.safeguarding.drills.models import Drill
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import climb, minutes

KEY = b"a secret of the office, long enough"


def drill_in(office, at=NOON, **changes):
    """A drill whose moment has come."""
    return Drill.create(office=office, asked_at=at, planned_at=at, **changes)


def work(at=NOON):
    """One round: drills begin and end, and ladders are climbed."""
    for piece in jobs.begin_and_end(KEY, at):
        piece()
    climb(at)


def alert_in(drill):
    """The alert of a drill that has begun."""
    return Alert.get_by_id(Drill.get_by_id(drill.id).alert_id)


def done_drill(office, officer, read_after=2, handled_after=3, at=NOON):
    """A drill that is over: read and handled after so many minutes."""
    drill = drill_in(office, at)
    operations.begin_drill(drill.id, KEY, at)
    climb(at)
    alert = alert_in(drill)
    note_reading(alert, officer.id, at + minutes(read_after))
    acknowledge_alert(alert, officer.id, at + minutes(handled_after))
    return Drill.get_by_id(drill.id)


def drill_over(office, at):
    """A drill that is over, of which nobody was told."""
    times = {"raised_at": at, "climbed_from": at, "due_at": at}
    alert = Alert.create(kind="drill", state="ended", office=office, **times)
    return drill_in(office, at, alert=alert, missed_at=at)


def missed_drill(office, at=NOON):
    """A drill that nobody handled."""
    drill = drill_in(office, at)
    operations.begin_drill(drill.id, KEY, at)
    climb(at)
    operations.end_missed(drill.id, at + minutes(60))
    return Drill.get_by_id(drill.id)
