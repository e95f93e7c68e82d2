"""Matters and opinions for the pages that are opened by a key."""

from mori.contributions.matters.models import Matter
from mori.contributions.matters.rules import Level, MatterKind
from mori.contributions.opinions.models import Opinion
from mori.contributions.revealing.operations import recall_matter
from mori.core.clock import now

from .opining import again, checked, give, opened_matter, written


def matter_rows(cast) -> dict[str, str]:
    """Loader's name → the key of a row of Banua; of opinions Tono's and Sari's."""
    kind = MatterKind.CONSULTATION
    revealed = revealed_matter(cast, title="Dibuka")
    return {
        "matter_by_key": written(cast, title="Konsep").key,
        "matter_to_judge": opened_matter(cast, title="Terbuka").key,
        "matter_to_leave": opened_matter(cast, title="Kenal").key,
        "revealed_matter": revealed.key,
        "matter_to_end": revealed_matter(cast, title="Dijanjikan", kind=kind).key,
        "revealed_opinion": Opinion.get(matter=revealed, person=cast.tono).key,
    }


def revealed_matter(cast, **draft_options) -> Matter:
    """One on which Tono and Sari gave their opinion, and whose moment has come."""
    matter = opened_matter(cast, **draft_options)
    give(matter, cast.sari)
    give(matter, cast.tono)
    Matter.update(reveals_at=now()).where(Matter.id == matter.id).execute()
    return again(matter)


def more_matters(cast) -> list[str]:
    """Keys of matters in other states."""
    recalled = opened_matter(cast, title="Ditarik")
    recall_matter(recalled, cast.wati.id, now())
    return [
        checked(cast, title="Diperiksa").key,
        opened_matter(cast, title="Nyata", level=Level.CLOSED).key,
        revealed_matter(cast, title="Lewat").key,
        recalled.key,
    ]
