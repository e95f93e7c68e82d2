"""The schemes that come with MORI, and whom they go with: from the files in this folder."""

import csv
import datetime as dt
from pathlib import Path

from mori.core.db import writing
from mori.core.states import advance
from mori.evaluation.choices.operations import rewrite_choices
from mori.evaluation.choices.queries import choices_of
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.models import Scheme, SchemeAspect
from mori.evaluation.schemes.operations import AspectFacts, Band, SchemeFacts, record, write_bands
from mori.evaluation.schemes.queries import last_version, version_in_use
from mori.evaluation.schemes.rules import MOVES, ONE, Scale, SchemeState
from mori.placements.rules import InternKind

FOLDER = Path(__file__).parent
SAYS = ("source", "source_en", "verified", "verified_en")


@writing()
def load_national(at: dt.datetime) -> None:
    """Bring schemes and choices in line with the files.

    A version that is there stays as it is; a greater one takes the place of the one before.
    """
    for row in _rows("schemes.csv"):
        if last_version(row["code"]) < int(row["version"]):
            _load(row, at)
    wanted = {
        (InternKind(row["kind"]), Moment(row["moment"])): row["scheme"]
        for row in _rows("choices.csv")
    }
    if choices_of(None) != wanted:
        rewrite_choices(None, wanted)


def _load(row: dict[str, str], at: dt.datetime) -> None:
    code = row["code"]
    former = version_in_use(code)
    if former:
        advance(former, MOVES, "replace", None, at)
    scale = Scale(*(int(row[name]) * ONE for name in ("lowest", "highest", "step")))
    made = Scheme.create(
        office=None,
        family=code,
        version=int(row["version"]),
        state=SchemeState.IN_USE,
        made_at=at,
        **{name: row[name] for name in SAYS},
        **SchemeFacts(row["id"], row["en"], scale, may_be_unjudged=True).columns,
    )
    record(made.id, "load", None, at)
    for position, each in enumerate(_rows("aspects.csv", code)):
        facts = AspectFacts(each["id"], each["en"], each["help_id"], each["help_en"])
        SchemeAspect.create(scheme=made.id, position=position, **facts._asdict())
    bands = _rows("bands.csv", code)
    write_bands(
        made.id, [Band(int(each["starts"]) * ONE, each["id"], each["en"]) for each in bands]
    )


def _rows(name: str, scheme: str = "") -> list[dict[str, str]]:
    """The rows of a file; of one scheme, where it is named."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not scheme or row["scheme"] == scheme]
