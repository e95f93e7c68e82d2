"""Public titles of the first office, all of one word and few of any other; written past the ORM."""

from typing import Any

from bench.crowd.filler import Filler
from mori.contributions.studies.models import Study, TitleWord
from mori.contributions.studies.rules import StudyState
from mori.contributions.studies.title_rules import stems
from mori.offices.models import Unit
from mori.placements.models import Placement

SERVICES = ("akta", "izin", "bantuan", "air", "listrik", "sekolah", "rumah sakit", "pajak")
RARE = 50  # titles that share a rare word in the small world, and in the large one as well


def fill_studies(filler: Filler, number: int) -> None:
    """Of an intern's, that anybody may know of."""
    placement = Placement.select().order_by(Placement.id).first()
    unit = Unit.get(Unit.office == placement.office_id)
    rows = [_row(filler, placement, unit.id, n) for n in range(number)]
    filler.write(Study, rows)
    filler.write(
        TitleWord,
        (
            {"id": filler.next_id(TitleWord), "word": word, "study_id": row["id"]}
            for row in rows
            for word in sorted(stems(row["title"]))
        ),
    )


def _row(filler: Filler, placement: Any, unit_id: int, n: int) -> dict[str, Any]:
    rare = " ganjil" if n < RARE else ""
    return {
        "id": filler.next_id(Study),
        "key": f"study{n:09}",
        "token": f"study{n:09}",
        "office_id": placement.office_id,
        "placement_id": placement.id,
        "person_id": placement.person_id,
        "unit_id": unit_id,
        "title": f"Layanan {SERVICES[n % len(SERVICES)]} di kecamatan {n // 10}{rare}",
        "state": StudyState.ACCEPTED,
        "wants_list": True,
        "made_at": filler.at,
    }
