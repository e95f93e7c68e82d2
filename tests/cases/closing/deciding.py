"""A call that was answered, and what two officers decide about it."""

import datetime as dt
from itertools import count

from mori.cases.closing import operations, queries
from mori.cases.closing.jobs import ask_again
from mori.cases.closing.operations import Proposed
from mori.cases.closing.rules import Consent, Reason, Step
from mori.safeguarding.alerts import jobs
from mori.safeguarding.alerts.operations import acknowledge_alert, confirm_contact_as_officer
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, alert_of, climb_until, minutes, reload

DAY = dt.timedelta(days=1)
LATER = NOON + minutes(10)
SAFE = Proposed(Step.CLOSE, Reason.SAFE, Consent.PHONE)
UNREACHED = Proposed(Step.CLOSE, Reason.UNREACHED)
_number = count(1)


def reached_alert(cast, at=NOON):
    """Sari's: Ningsih took it on, and Opik has made sure of the contact."""
    alert = alert_of(cast.sari, at)
    climb_until(at + minutes(2), since=at)
    acknowledge_alert(reload(alert), cast.ningsih.id, at + minutes(3))
    confirm_contact_as_officer(reload(alert), cast.opik.id, at + minutes(4))
    return reload(alert)


def propose(alert, what, officer, at=LATER, token=None):
    """What an officer proposes: the row of it."""
    what = Proposed(what) if isinstance(what, Step) else what
    token = token or f"proposal {next(_number)}"
    operations.propose(reload(alert), what, officer.id, token, at, ADDRESS)
    return queries.proposal_on(reload(alert))


def decided(alert, what, proposer, second, at=LATER):
    """The alert after two have decided."""
    proposal = propose(alert, what, proposer, at)
    operations.agree(reload(alert), proposal, second.id, at)
    return reload(alert)


def work(at):
    """One round of the background work, as far as calls go."""
    for do in [*jobs.climb_ladders(ADDRESS, at), *ask_again(ADDRESS, at)]:
        do()


def work_until(end, since, every=6 * 3600):
    moment = since
    while moment <= end:
        work(moment)
        moment += dt.timedelta(seconds=every)
