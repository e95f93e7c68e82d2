"""The duty board asks no more for many cases than for one."""

import pytest

from mori.cases.entries.operations import add_entry
from mori.cases.entries.rules import EntryKind
from mori.safeguarding.alerts import operations
from mori.safeguarding.alerts.models import Alert
from tests.cases.opening import give_key
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload
from tests.support.answers import statements

pytestmark = pytest.mark.usefixtures("noon", "english")


def case_of(person, cast, app):
    """Both officers were told, one took it on, the other confirmed; something was written."""
    alert = alert_of(person)
    climb(NOON)
    climb(NOON + minutes(2))
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    operations.confirm_contact_as_officer(reload(alert), cast.opik.id, NOON)
    key = app.config["SECRET_KEY"]
    add_entry(reload(alert), EntryKind.ACCOUNT, "Contoh", None, f"t{alert.id}", key, NOON)
    return alert


def asked(browser):
    with statements() as sent:
        assert browser.get("/jaga").status_code == 200
    return len(sent)


def test_the_board_asks_as_much_for_three_cases_as_for_one(visit, cast, app):
    give_key(cast.ningsih, app)
    give_key(cast.opik, app, "kain sasirangan biru laut")
    case_of(cast.sari, cast, app)
    browser = visit(cast.ningsih)
    asked(browser)

    one = asked(browser)
    for person in (cast.tono, cast.laila):
        case_of(person, cast, app)

    assert Alert.select().count() == 3
    assert asked(browser) == one
