"""What a placement adds to pages of earlier slices."""

from typing import Any

from flask_babel import lazy_gettext

from mori.access.grants import allowed, roles_granted
from mori.access.roles import Actor, Role
from mori.core.clock import local_date, now
from mori.core.help.lines import load_help_lines
from mori.safeguarding.alerts.models import Tap

from . import queries
from .rules import InternKind

FOR_CHILDREN = "129"  # SAPA


def place_of(person_id: int, zone: str) -> dict[str, Any] | None:
    """On the page of an alert: where the person works today, and under whom."""
    today = local_date(now(), zone)
    placement = queries.placement_covering(person_id, today)
    spans = queries.spans_of([placement.id]) if placement else []
    span = next((each for each in spans if each.starts_on <= today <= each.ends_on), None)
    return {"placement": placement, "span": span} if span else None


def own_part(actor: Actor) -> dict[str, Any] | None:
    """On an intern's own page: the way to their internship, and to what may become of it."""
    if not allowed(actor, "resignation.give"):
        return None
    placement = queries.nearest_placement(actor.person_id, local_date(now(), actor.zone))
    return {"placement": placement} if placement else None


def what_holds(person_id: int, office_id: int | None, role: Role) -> Any:
    """An intern's role ends after their internship, which does not end by one person's word."""
    if office_id is None or role not in roles_granted("resignation.give"):
        return None
    if not queries.is_ongoing(person_id, office_id):
        return None
    return lazy_gettext(
        "This internship goes on. End it first on its page, where the intern is heard and a second "
        "person signs."
    )


def help_for_pupils(tap: Tap) -> dict[str, Any] | None:
    """On the page after a pupil's tap: who else there is for people under 18. It tells nobody."""
    alert = tap.alert
    if alert.person_id is None or alert.office is None:
        return None
    placement = queries.placement_covering(
        alert.person_id, local_date(now(), str(alert.office.zone))
    )
    if placement is None or placement.kind is not InternKind.PUPIL:
        return None
    return {"lines": [line for line in load_help_lines() if line.tel == FOR_CHILDREN]}
