"""The demonstration's training of today: marked by every way, with a door that opens."""

from mori.core.clock import now
from mori.demo.events.presence import code_link, door_links, mark_some
from mori.events.presence.models import Presence, Scan, ScanVoid
from mori.events.presence.rules import How
from tests.events.presence.holding import hold_event


def test_a_training_of_today_is_marked_by_every_way(visit, cast):
    event = hold_event(cast.banua, people=60, days=2, day=now().date())

    mark_some(event, cast.wati.id, now())

    assert {each.how for each in Scan.select()} == set(How)
    assert (Presence.select().count(), ScanVoid.select().count()) == (43, 1)
    (door,) = door_links(event, "")
    assert visit().get(door).status_code == 200
    assert visit().get(code_link(event, "")).status_code == 200
