"""How the invented offices assess: by a scheme of their own, in its second version."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.evaluation.choices.operations import choose_schemes
from mori.evaluation.choices.queries import choices_of
from mori.evaluation.choices.rules import NOTHING, seen_of
from mori.evaluation.rules import Moment
from mori.evaluation.schemes import operations, queries
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.operations import AspectFacts, Band, SchemeFacts
from mori.evaluation.schemes.rules import ONE, Scale
from mori.offices.models import Office
from mori.placements.rules import InternKind

from .people import rows

BANDS = {  # of kalsel; lampung's five marks speak for themselves
    "kalsel": (
        Band(0, "Kurang", "Poor"),
        Band(60 * ONE, "Cukup", "Sufficient"),
        Band(70 * ONE, "Baik", "Good"),
        Band(85 * ONE, "Sangat Baik", "Very good"),
    )
}


def keep_schemes(office: Office, name: str, coordinator: Person, at: dt.datetime) -> None:
    """Make a scheme, improve it once, choose whom it goes with, and begin a draft of another."""
    (row,) = (each for each in rows("schemes") if each["office"] == name)
    first = _begin(office, row, coordinator, at - 90 * DAY)
    second = operations.make_next_version(first, coordinator.id, at - 60 * DAY)
    more = (row["aspect_id"], row["aspect_en"], row["help_id"], row["help_en"])
    operations.add_aspect(second, AspectFacts(*more), new_key())
    _publish(second, coordinator, at - 60 * DAY)
    _choose(office, first.family, coordinator.id, at - 60 * DAY)
    report = queries.version_in_use("report")
    if report:
        operations.copy_scheme(report, office.id, new_key(), coordinator.id, at - 3 * DAY)


def _begin(office: Office, row: dict[str, str], coordinator: Person, at: dt.datetime) -> Scheme:
    national = queries.version_in_use(row["from"])
    if national is None:
        raise LookupError(row["from"])
    draft = operations.copy_scheme(national, office.id, new_key(), coordinator.id, at)
    scale = Scale(*(int(row[name]) * ONE for name in ("lowest", "highest", "step")))
    bands = BANDS.get(row["office"], ())
    facts = SchemeFacts(row["id"], row["en"], scale, may_be_unjudged=True, bands=bands)
    operations.change_scheme(draft, facts, draft.revision)
    return _publish(draft, coordinator, at)


def _publish(draft: Scheme, coordinator: Person, at: dt.datetime) -> Scheme:
    current = queries.scheme_by_id(draft.id)
    operations.publish_scheme(current, current.revision, coordinator.id, at)
    return queries.scheme_by_id(draft.id)


def _choose(office: Office, family: str, actor_id: int, at: dt.datetime) -> None:
    """Of its own for students and pupils; who comes for a few weeks has no middle."""
    wanted = {
        (InternKind.STUDENT, Moment.MIDDLE): family,
        (InternKind.STUDENT, Moment.FINAL): family,
        (InternKind.PUPIL, Moment.FINAL): family,
        (InternKind.GENERAL, Moment.MIDDLE): NOTHING,
        (InternKind.EXCHANGE, Moment.MIDDLE): NOTHING,
    }
    choose_schemes(office.id, wanted, seen_of(choices_of(office.id)), actor_id, at)
