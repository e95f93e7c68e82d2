"""Schemes as tests need them."""

from mori.core.db import new_key
from mori.evaluation.schemes import operations, queries
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.operations import AspectFacts, Band, SchemeFacts
from mori.evaluation.schemes.rules import Scale
from tests.cast import NOON, Cast

SCALE = Scale(0, 10000, 100)
BANDS = (Band(0, "Kurang", "Poor"), Band(7000, "Baik", "Good"))
FACTS = SchemeFacts("Lembar Banua", "Banua sheet", SCALE, may_be_unjudged=True, bands=BANDS)
FORM = {
    "token": "t",
    "name": "Lembar Banua",
    "name_en": "Banua sheet",
    "lowest": "0",
    "highest": "100",
    "step": "0,5",
    "may_be_unjudged": "y",
}
ASPECT_FORM = {
    "token": "a",
    "label": "Ketelitian",
    "label_en": "Care",
    "help": "Memeriksa ulang sebelum menyerahkan.",
    "help_en": "Checks again before handing over.",
}


def aspect(label: str, weight: int | None = None) -> AspectFacts:
    return AspectFacts(label, f"{label} (en)", f"Tentang {label}.", f"About {label}.", weight)


def make_draft(cast: Cast, facts: SchemeFacts = FACTS, labels=("Sikap", "Hasil kerja")) -> Scheme:
    scheme = operations.make_scheme(cast.banua.id, facts, new_key(), cast.wati.id, NOON)
    for label in labels:
        operations.add_aspect(scheme, aspect(label), new_key())
    return queries.scheme_by_id(scheme.id)


def put_to_use(scheme: Scheme, cast: Cast) -> Scheme:
    scheme = queries.scheme_by_id(scheme.id)
    operations.publish_scheme(scheme, scheme.revision, cast.wati.id, NOON)
    return queries.scheme_by_id(scheme.id)


def make_in_use(cast: Cast, facts: SchemeFacts = FACTS, labels=("Sikap", "Hasil kerja")) -> Scheme:
    return put_to_use(make_draft(cast, facts, labels), cast)


def labels_of(scheme: Scheme) -> list[str]:
    return [each.label for each in queries.aspects_of(scheme.id)]
