"""Making one row of two, and two of one again: of members, and of communities.

Nothing that points to the merged row is touched: it stays where it is and is shown as the kept
one. So undoing puts back exactly what was, and what was added meanwhile stays where it was added.
"""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.core.texts.folding import folded
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from ..consents.operations import end_consents, stop_everything
from ..consents.queries import taken_back
from ..models import Community, CommunityMerge, Member, MemberMerge
from ..operations import end_mails, hold, hold_community, record, record_community
from ..queries import member_by_id
from ..rules import NAME_MOST, STRENGTH, MemberState, Purpose
from . import queries

Fields = dict[str, Any]
ANSWERS = ("state", "active_on", "asked_at")  # of a member; they go together


class Kind(NamedTuple):
    """What is merged, and how."""

    model: Any
    merges: Any
    facts: tuple[str, ...]
    hold: Callable[[Any], Any]
    record: Callable[..., None]


MEMBERS = Kind(Member, MemberMerge, ("name", "phone", "mail", "region_id", "locale"), hold, record)
COMMUNITIES = Kind(
    Community,
    CommunityMerge,
    ("name", "type", "region_id", "institution_id", "about"),
    hold_community,
    record_community,
)


def kind_of(row: Any) -> Kind:
    """Whether it is a member or a community, and how those are merged."""
    return MEMBERS if isinstance(row, Member) else COMMUNITIES


def facts_of(row: Any) -> Fields:
    """What a row says of itself, as far as somebody chooses."""
    return {name: getattr(row, name) for name in kind_of(row).facts}


@writing()
def merge(
    kept: Any, merged: Any, facts: Fields, seen: tuple[str, str], actor_id: int, at: dt.datetime
) -> bool:
    """Show ``merged`` as ``kept`` from now on, which has these facts: whether a mail tells them.

    ``seen`` are both revisions, as the page showed them. The same again does nothing.
    """
    kind = kind_of(kept)
    one, other = _hold_both(kind, kept, merged)
    if other.merged_into_id == one.id:
        return False
    _require_mergeable(one, other, seen)
    is_told = False
    wanted = dict(facts)
    if kind is MEMBERS:
        is_told = _tell(one, other, at)
        wanted |= _answers_together(one, other) | {"alumnus_id": one.alumnus_id or other.alumnus_id}
    before = {name: getattr(one, name) for name in wanted if getattr(one, name) != wanted[name]}
    carried = queries.carried_by(other)
    _point(kind, [other.id, *carried], one.id)
    _write(kind, one.id, wanted)
    kind.merges.create(
        office=one.office_id,
        kept=one.id,
        merged=other.id,
        before=_packed(before),
        after=_packed({name: wanted[name] for name in before}),
        carried=json.dumps(carried),
        actor=actor_id,
        at=at,
    )
    kind.record(one.id, "merge", actor_id, at)
    kind.record(other.id, "become", actor_id, at)
    if kind is MEMBERS:
        _end_what_either_ended(one, other, at)
    return is_told


def _require_mergeable(kept: Any, merged: Any, seen: tuple[str, str]) -> None:
    is_as_seen = (str(kept.revision), str(merged.revision)) == seen
    if kept.id == merged.id or kept.merged_into_id or merged.merged_into_id or not is_as_seen:
        raise changed_meanwhile()
    if kept.office_id != merged.office_id:
        raise changed_meanwhile()


def _hold_both(kind: Kind, one: Any, other: Any) -> tuple[Any, Any]:
    """Both rows locked, always in the same order, so that two merges wait for each other."""
    for row in sorted((one, other), key=lambda each: each.id):
        kind.hold(row)
    return _again(kind, one), _again(kind, other)


def _again(kind: Kind, row: Any) -> Any:
    return member_by_id(row.id) if kind is MEMBERS else kind.model.get_by_id(row.id)


def _answers_together(kept: Member, merged: Member) -> Fields:
    """Whose state stands for both, and the last day on which either did something."""
    state = max(kept.state, merged.state, key=STRENGTH.index)
    days = [each.active_on for each in (kept, merged) if each.active_on]
    asked = kept.asked_at if state == kept.state else merged.asked_at
    return {"state": state, "active_on": max(days, default=None), "asked_at": asked}


def _end_what_either_ended(kept: Member, merged: Member, at: dt.datetime) -> None:
    """What the merged one agreed to no more, neither does the one that both are shown as."""
    has_stopped = MemberState.STOPPED in (kept.state, merged.state)
    end_consents(kept, list(Purpose) if has_stopped else taken_back(merged), at)
    if has_stopped:
        end_mails(member_by_id(kept.id), at)


def _tell(kept: Member, merged: Member, at: dt.datetime) -> bool:
    """They learn of it, and where to object; whoever stopped everything is left in peace."""
    mail = merged.mail or kept.mail
    if MemberState.STOPPED in (kept.state, merged.state) or not mail:
        return False
    subject, body = letter(
        "network/merged", merged.locale, name=merged.name, office=merged.office.name, kept=kept.name
    )
    token = f"member merged {kept.key} {merged.key} {at:%Y%m%d%H%M%S}"
    outbox.post_message(token, mail, subject, body, at)
    return True


def _point(kind: Kind, ids: list[int], kept_id: int | None) -> None:
    model = kind.model
    changes = {"merged_into": kept_id, "revision": model.revision + 1}
    model.update(changes).where(model.id.in_(ids)).execute()


def _write(kind: Kind, row_id: int, fields: Fields) -> None:
    """A row's fields. A member's state is that of whoever of both said most: no move of its own."""
    columns = {name.removesuffix("_id"): value for name, value in fields.items()}
    if "name" in fields:
        columns["name_folded"] = folded(fields["name"])[:NAME_MOST]
    model = kind.model
    model.update({**columns, "revision": model.revision + 1}).where(model.id == row_id).execute()


@writing()
def undo_merge(merge: Any, actor_id: int, at: dt.datetime) -> None:
    """Make both what they were; what somebody corrected since then stays corrected.

    What a member took back or stopped since then holds for both: of which of two nobody knows.
    """
    kind = MEMBERS if isinstance(merge, MemberMerge) else COMMUNITIES
    kept, merged = _hold_both(kind, merge.kept, merge.merged)
    latest = next(iter(queries.merges_into(kept)), None)
    if kept.merged_into_id or (latest and latest.id > merge.id):
        raise Refused(_("It was merged again since then. Undo the later merge first."))
    merges = kind.merges
    is_undone = (
        merges.update(undone_at=at, undone_by=actor_id)
        .where(merges.id == merge.id, merges.undone_at.is_null())
        .execute()
    )
    if not is_undone:  # sent twice
        return
    _write(kind, kept.id, _fields_before(kept, merge))
    _point(kind, [merged.id], None)
    _point(kind, json.loads(merge.carried), merged.id)
    kind.record(kept.id, "undo", actor_id, at)
    kind.record(merged.id, "stand", actor_id, at)
    if kind is MEMBERS:
        _take_back_for_both(kept, merged, merge, at)


def _fields_before(kept: Any, merge: Any) -> Fields:
    """What the kept one said before, but for what was changed after the merge."""
    before, after = json.loads(merge.before), json.loads(merge.after)
    later = {name for name in after if _plain(getattr(kept, name)) != after[name]}
    if later & {"state", "active_on"}:  # they answered or did something since
        later |= set(ANSWERS)
    return {name: _unpacked(name, before[name]) for name in before if name not in later}


def _take_back_for_both(kept: Member, merged: Member, merge: MemberMerge, at: dt.datetime) -> None:
    standing = member_by_id(merged.id)
    if queries.has_stopped_since(kept, merge.at):
        stop_everything(standing, at)
    else:
        end_consents(standing, queries.taken_back_since(kept, merge.at), at)


def _packed(fields: Fields) -> str:
    return json.dumps({name: _plain(value) for name, value in fields.items()})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _unpacked(name: str, value: Any) -> Any:
    if value and name == "asked_at":
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if value and name == "active_on" else value
