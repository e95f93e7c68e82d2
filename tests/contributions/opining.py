"""Matters to think about, and opinions on them."""

import datetime as dt

from mori.contributions.matters import operations as matters
from mori.contributions.matters.models import Matter
from mori.contributions.matters.queries import matter_by_key
from mori.contributions.matters.rules import (
    Draft,
    Finding,
    Judgement,
    Level,
    MatterKind,
    Step,
)
from mori.contributions.opinions.models import Opinion
from mori.contributions.opinions.operations import Sealer, seal_opinion
from mori.core.clock import now
from mori.placements.models import Placement
from tests.cast import Cast

HOUR = dt.timedelta(hours=1)
TITLE = "Layanan air yang diputus"
BODY = "Pelapor menyatakan air diputus tanpa pemberitahuan. Terlapor menjawab pada hari ke-14."
CONCLUDED = "Pemutusan tanpa pemberitahuan menyimpang dari prosedur baku."
REASONS = "Prosedur pemutusan tidak diikuti, dan tidak ada surat pemberitahuan."


def draft(title=TITLE, body=BODY, kind=MatterKind.STUDY, level=Level.FICTION, reveals_at=None):
    reveals_at = reveals_at or now() + 48 * HOUR
    due = None if kind.is_study else reveals_at.date() + dt.timedelta(days=7)
    return Draft(title, body, kind, level, reveals_at, due)


def judgement(reasons=REASONS, finding=Finding.FOUND, forms=("penyimpangan_prosedur",), **more):
    more.setdefault("components", ("prosedur",))
    if "sure" not in more:
        more["sure"] = "fairly"
    return Judgement(finding, forms, reasons=reasons, **more)


def concluded(reasons=CONCLUDED):
    return judgement(reasons, sure="")


def again(matter: Matter) -> Matter:
    """As it is by now."""
    return matter_by_key(matter.key)


def written(cast: Cast, by=None, **draft_options) -> Matter:
    """A draft of Rina's in Banua, or of somebody else's."""
    author = by or cast.rina
    form = draft(**draft_options)
    return matters.make_matter(cast.banua.id, author.id, form, f"t {form.title}", now())


def checked(cast: Cast, **draft_options) -> Matter:
    """One of Rina's that Budi has checked, with her conclusion sealed if it is a study."""
    matter = written(cast, **draft_options)
    matters.check_matter(matter, [], matters.text_digest(matter), cast.budi.id, now())
    matter = again(matter)
    if matter.kind.is_study:
        matters.seal_conclusion(matter, concluded(), cast.rina.id, now())
    return matter


def opened_matter(cast: Cast, **draft_options) -> Matter:
    matter = checked(cast, **draft_options)
    matters.take_step(matter, Step.OPEN, cast.rina.id, now())
    return again(matter)


def give(matter: Matter, person, reasons=REASONS, at=None, **more) -> Opinion:
    """What somebody seals of a matter."""
    placement = Placement.select().where(Placement.person == person).order_by(Placement.id).first()
    by = Sealer(person.id, placement.id, f"of {person.id}")
    return seal_opinion(matter, by, judgement(reasons, **more), at or now())


def form_of(**more) -> dict:
    """What the form of an opinion sends."""
    return {"finding": "found", "f5": "1", "c3": "1", "reasons": REASONS, "sure": "fairly"} | more
