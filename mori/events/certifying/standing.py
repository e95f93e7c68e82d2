"""How far everybody of an event is from a certificate, and which no longer stand on presence."""

from collections.abc import Sequence
from dataclasses import dataclass

from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import STANDING
from mori.certificates.statements.rules import Attended
from mori.web.i18n import catalogue

from ..models import Event, Participant
from ..presence.queries import half_days_of
from ..presence.rules import HalfDay, half_days
from ..queries import sessions_of
from ..rules import days_of
from . import queries
from .rules import Stay, half_days_needed, minutes_in


@dataclass(frozen=True)
class Holder:
    """A participant, when they were there, and their last certificate."""

    participant: Participant
    stay: Stay
    paper: Paper | None

    @property
    def has_standing(self) -> bool:
        return self.paper is not None and self.paper.state in STANDING

    @property
    def may_get(self) -> bool:
        return self.stay.is_enough and not self.has_standing

    @property
    def is_shaken(self) -> bool:
        """Whether a certificate that stands states more than is known today."""
        return bool(self.paper and self.has_standing and is_more(self.paper, self.stay))


def is_more(paper: Paper, stay: Stay) -> bool:
    """Whether a certificate states more half-days than somebody was there."""
    return Attended.from_json(paper.attended).half_days > len(stay.there)


def holders_of(event: Event, rows: Sequence[Participant]) -> list[Holder]:
    """Some participants of an event, as they are asked for."""
    halves, ids = halves_of(event), [each.id for each in rows]
    there, papers = half_days_of(ids), queries.papers_of(ids)
    return [
        Holder(each, _stay(event, halves, there[each.id]), papers.get(each.id)) for each in rows
    ]


def holder_of(event: Event, row: Participant) -> Holder:
    return holders_of(event, [row])[0]


def halves_of(event: Event) -> list[HalfDay]:
    """The half-days of an event, by its agenda."""
    return half_days(days_of(event), sessions_of(event.id))


def _stay(event: Event, halves: Sequence[HalfDay], there: Sequence[HalfDay]) -> Stay:
    in_it = [each for each in halves if each in there]
    return Stay(in_it, halves, half_days_needed(event.half_days, len(halves)))


def shaken(event: Event) -> list[Paper]:
    """The certificates of an event that stand and state more than is known today."""
    papers = queries.standing_of(event.id)
    if not papers:
        return []
    halves, there = halves_of(event), half_days_of(papers)
    return [
        paper for each, paper in papers.items() if is_more(paper, _stay(event, halves, there[each]))
    ]


def attended_by(event: Event, holder: Holder) -> Attended:
    """What their certificate would state now."""
    row, stay, kind = holder.participant, holder.stay, event.kind.english
    return Attended(
        name=row.name,
        community=row.community.name if row.community else row.community_name,
        event=event.name,
        kind_label=catalogue("id").gettext(kind),
        kind_label_en=catalogue("en").gettext(kind),
        theme=event.theme,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        half_days=len(stay.there),
        of_half_days=len(stay.halves),
        days=stay.days,
        minutes=minutes_in(sessions_of(event.id), stay.there),
    )
