"""Saying whom a call is about."""

from itertools import count

from mori.safeguarding.subjects.models import Subject
from mori.safeguarding.subjects.operations import name_subject
from mori.safeguarding.subjects.rules import Said
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb_until, minutes, reload

LATER = NOON + minutes(10)
_number = count(1)


def name(alert, person=None, officer=None, at=LATER, words=""):
    """What was said of it: the row."""
    token = f"subject {next(_number)}"
    person_id, officer_id = person and person.id, officer and officer.id
    said = Said(token, person_id, words, officer_id=officer_id)
    name_subject(reload(alert), said, at, ADDRESS)
    return Subject.get(Subject.token == token)


def called_alert(cast, until=2):
    """Sari's, of which Ningsih and Opik were told."""
    alert = alert_of(cast.sari)
    climb_until(NOON + minutes(until))
    return reload(alert)
