"""A call that two officers were told of, and what opens its case."""

from mori.cases.keys.operations import set_up_key
from mori.safeguarding.alerts import operations
from tests.cast import NOON, PASSWORD
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload

PASSPHRASE = "perahu hijau di muara sungai"


def handled_alert(cast, caller=None):
    """Sari's, or another's; Ningsih and Opik were told, and Ningsih handles it."""
    alert = alert_of(caller or cast.sari)
    climb(NOON)
    climb(NOON + minutes(2))
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    return reload(alert)


def give_key(person, app, passphrase=PASSPHRASE, at=NOON):
    return set_up_key(person, passphrase, app.config["SECRET_KEY"], at)


def opened(visit, person, secret=PASSWORD):
    """A browser in which somebody has proved who they are."""
    browser = visit(person)
    answer = browser.post("/jaga/buka", {"secret": secret, "next": "/jaga"})
    assert answer.status_code == 303
    return browser
