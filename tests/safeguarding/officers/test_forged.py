"""No message can be answered, so no answer can be forged: whoever takes an alert on signs in."""

import pytest

from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.operations import climb_ladder
from mori.safeguarding.alerts.rules import AlertState
from tests.cast import NOON

ADDRESS = "https://mori.example"


@pytest.mark.parametrize("verb", ["tangani", "dihubungi"])
def test_only_somebody_signed_in_acknowledges(visit, cast, verb):
    alert = Alert.create(
        person=cast.sari, office=cast.banua, raised_at=NOON, climbed_from=NOON, due_at=NOON
    )
    climb_ladder(alert.id, NOON, ADDRESS)

    answer = visit().post(f"/jaga/{alert.key}/{verb}", {"from": "+6281200000000", "text": "1"})

    assert answer.status_code == 303
    assert answer.location.startswith("/masuk")
    assert Alert.get_by_id(alert.id).state is AlertState.NOTIFIED
