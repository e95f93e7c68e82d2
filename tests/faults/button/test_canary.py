"""Fault 42: a canary taps a real server as a phone does, and comes back to the robot alone."""

import pytest

from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import AlertKind
from mori.safeguarding.canary.models import Canary
from tests.faults.site import until

ROBOT = "robot@contoh.example"
STARTED = 60.0  # seconds, for a program to start on a busy machine and do its first round


@pytest.mark.once
def test_a_canary_goes_through_the_public_address_and_reaches_the_robot_alone(sqlite_site):
    server = sqlite_site.serve("wsgi:button")

    address = f"http://127.0.0.1:{server.port}"
    sqlite_site.work(env={"MORI_CANARY_MAIL": ROBOT, "MORI_BASE_URL": address})

    until(Canary.select().where(Canary.returned_at.is_null(False)).exists, STARTED)
    assert sqlite_site.told() == ["robot"]
    assert [each.kind for each in Alert.select()] == [AlertKind.CANARY]
