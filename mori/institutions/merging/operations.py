"""Making one institution of two, and two of one again.

Nothing that points to the merged row is touched: it stays where it is and is shown as the kept
one. So undoing puts back exactly what was, and what was added meanwhile stays where it was added.
"""

import datetime as dt
import json

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile

from ..models import Institution, InstitutionMerge
from ..operations import Facts, hold, record, require_free_name, write_facts
from . import queries


def facts_of(institution: Institution) -> Facts:
    """What an institution says of itself."""
    return Facts(institution.name, institution.type_id, institution.region_id, institution.address)


@writing()
def merge_institutions(
    kept: Institution,
    merged: Institution,
    facts: Facts,
    seen: tuple[str, str],
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Show ``merged`` as ``kept`` from now on, which has these facts; the same again does nothing.

    ``seen`` is what the page showed of both.
    """
    kept, merged = _hold_both(kept, merged)
    if merged.merged_into_id == kept.id:
        return
    if kept.id == merged.id or (kept.seen, merged.seen) != seen:
        raise changed_meanwhile()
    require_free_name(kept, facts.name, merged.id)
    before = facts_of(kept)._asdict()
    after = {name: value for name, value in facts._asdict().items() if value != before[name]}
    carried = queries.carried_by([merged.id])
    _point([merged.id, *carried], kept.id)
    write_facts(kept.id, facts)
    InstitutionMerge.create(
        office=kept.office_id,
        kept=kept.id,
        merged=merged.id,
        before=json.dumps({name: before[name] for name in after}),
        after=json.dumps(after),
        carried=json.dumps(carried),
        actor=actor_id,
        at=at,
    )
    record(kept.id, "merge", actor_id, at, merged.name)
    record(merged.id, "become", actor_id, at, kept.name)


def _hold_both(one: Institution, other: Institution) -> tuple[Institution, Institution]:
    """Both rows locked, always in the same order, so that two merges wait for each other."""
    held = {number: hold(number) for number in sorted({one.id, other.id})}
    return held[one.id], held[other.id]


def _point(ids: list[int], kept_id: int | None) -> None:
    Institution.update(merged_into=kept_id).where(Institution.id.in_(ids)).execute()


@writing()
def undo_merge(merge: InstitutionMerge, actor_id: int, at: dt.datetime) -> None:
    """Make both what they were; what somebody corrected since then stays corrected."""
    kept, merged = _hold_both(merge.kept, merge.merged)
    latest = next(iter(queries.merges_into(kept)), None)
    if kept.merged_into_id or (latest and latest.id > merge.id):
        raise Refused(_("It was merged again since then. Undo the later merge first."))
    is_undone = (
        InstitutionMerge.update(undone_at=at, undone_by=actor_id)
        .where(InstitutionMerge.id == merge.id, InstitutionMerge.undone_at.is_null())
        .execute()
    )
    if not is_undone:  # sent twice
        return
    before = _facts_before(kept, merge)
    require_free_name(kept, before.name)
    require_free_name(merged, merged.name, *([kept.id] if before.name != kept.name else []))
    write_facts(kept.id, before)
    _point([merged.id], None)
    _point(json.loads(merge.carried), merged.id)
    record(kept.id, "undo", actor_id, at, merged.name)
    record(merged.id, "stand", actor_id, at, kept.name)


def _facts_before(kept: Institution, merge: InstitutionMerge) -> Facts:
    """What the kept one said before, but for what was changed after the merge."""
    now, after = facts_of(kept), json.loads(merge.after)
    before = json.loads(merge.before)
    current = now._asdict()
    return now._replace(
        **{name: value for name, value in before.items() if current[name] == after[name]}
    )
