"""When the people of cases are asked how they are, and what came of it."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.evaluation.assessments.rules import OPENS
from mori.placements.queries import nearest_placement
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.page_queries import latest_taps_of
from mori.safeguarding.safety.queries import last_wish_on
from mori.safeguarding.safety.rules import ContactChoice

from ..queries import today_of, zone_of
from .models import CheckIn
from .rules import Due, dues, letter_token


def dues_of(alert: Alert, at: dt.datetime) -> list[Due]:
    """The days on which the person of a case is asked; of nobody known there are none."""
    since = contacted_on(alert)
    if alert.person_id is None or since is None:
        return []
    placement = nearest_placement(alert.person_id, today_of(alert, at))
    final_on = placement.ends_on - OPENS - DAY if placement else None
    return dues(since, final_on)


def contacted_on(alert: Alert) -> dt.date | None:
    """The day, where the office is, on which the contact was confirmed."""
    return local_date(alert.contacted_at, zone_of(alert)) if alert.contacted_at else None


def check_ins_of(alert_id: int) -> list[CheckIn]:
    """Every time somebody was asked, the latest first, with the officer who did."""
    return list(
        CheckIn.select(CheckIn, Person)
        .left_outer_join(Person)
        .where(CheckIn.alert == alert_id)
        .order_by(CheckIn.due_on.desc(), CheckIn.id.desc())
    )


def is_asked(alert: Alert, due: Due) -> bool:
    asked = CheckIn.alert == alert.id, CheckIn.contacted_on == contacted_on(alert)
    return CheckIn.select().where(*asked, CheckIn.moment == due.moment).exists()


def letters_of(alert_id: int) -> list[str]:
    """Tokens of the letters that were written to the person, should they have wanted any."""
    rows = CheckIn.select(CheckIn.key).where(CheckIn.alert == alert_id)
    return [letter_token(row.key) for row in rows]


def is_reachable_by_letter(alert: Alert) -> bool:
    """Whether the person may be written to now, as far as they have said on their page."""
    wish = last_wish_on(alert.id)
    return not (alert.accident_at or (wish and wish.choice is ContactChoice.NOT_HERE))


def latest_tap_on(alert: Alert) -> Tap:
    return latest_taps_of(alert)[0]


def latest_of(alert_id: int) -> CheckIn | None:
    return next(iter(check_ins_of(alert_id)), None)


def missed_twice(alert: Alert, today: dt.date) -> CheckIn | None:
    """The second of two in a row that nobody answered in time, if they were the last ones."""
    over = [each for each in check_ins_of(alert.id) if each.answered_at or each.closes_on <= today]
    both = over[:2]
    is_so = len(both) == 2 and not any(each.answered_at for each in both)
    return both[0] if is_so else None


def check_in_by_key(key: str, alert_id: int) -> CheckIn | None:
    return CheckIn.get_or_none(CheckIn.key == key, CheckIn.alert == alert_id)
