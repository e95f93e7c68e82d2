"""By which scheme who is assessed, and when."""

from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.queries import versions_in_use
from mori.placements.rules import InternKind

from .models import SchemeChoice
from .rules import NOTHING, Place, effective


def choices_of(office_id: int | None) -> dict[Place, str]:
    """An office's own, or without one the national ones: families by kind and moment."""
    whose = SchemeChoice.office.is_null() if office_id is None else SchemeChoice.office == office_id
    return {(row.kind, row.moment): row.family for row in SchemeChoice.select().where(whose)}


def schemes_for(office_id: int) -> dict[Place, Scheme]:
    """The version in use by which each kind of intern is assessed at each moment that has one."""
    own, national = choices_of(office_id), choices_of(None)
    in_use = versions_in_use({*own.values(), *national.values()} - {NOTHING})
    return {place: in_use[family] for place, family in effective(own, national, in_use).items()}


def schemes_of_kind(office_id: int, kind: InternKind) -> list[tuple[Scheme, list[Moment]]]:
    """By which schemes one kind of intern is assessed, each once, in the order of its moments."""
    found: dict[int, tuple[Scheme, list[Moment]]] = {}
    chosen = schemes_for(office_id)
    for moment in Moment:
        if scheme := chosen.get((kind, moment)):
            found.setdefault(scheme.id, (scheme, []))[1].append(moment)
    return list(found.values())


def places_of(office_id: int, scheme_id: int) -> list[Place]:
    """The kinds and moments of an office that a version in use goes with."""
    chosen = schemes_for(office_id)
    mine = {place for place, scheme in chosen.items() if scheme.id == scheme_id}
    return [(kind, moment) for kind in InternKind for moment in Moment if (kind, moment) in mine]
