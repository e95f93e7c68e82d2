"""What comes with MORI: whole, sound, and brought in once."""

import pytest

from mori.evaluation.choices.queries import choices_of, schemes_for
from mori.evaluation.national import operations
from mori.evaluation.rules import Moment
from mori.evaluation.schemes import queries
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.rules import (
    MOST_ASPECTS,
    SchemeState,
    aspects_flaw,
    bands_flaw,
    scale_flaw,
)
from mori.placements.rules import InternKind
from tests.cast import NOON
from tests.evaluation.schemes.making import labels_of

pytestmark = pytest.mark.usefixtures("noon")


def national():
    return {each.family: each for each in queries.schemes_in_use(None)}


def test_four_come_with_mori(cast):
    shipped = {family: len(labels_of(each)) for family, each in national().items()}

    assert shipped == {"six_aspects": 6, "seven_aspects": 7, "national_eight": 8, "report": 5}


def test_each_is_sound_and_says_where_it_comes_from(cast):
    for scheme in national().values():
        _scheme, aspects, bands = queries.sheet_of(scheme)
        assert scale_flaw(scheme.scale) is None
        assert bands_flaw(scheme.scale, [each.starts for each in bands]) is None
        assert aspects_flaw([each.weight for each in aspects]) is None
        assert len(aspects) <= MOST_ASPECTS
        assert all(each.label_en and each.help and each.help_en for each in aspects)
        assert all(len(each.help) <= 200 and len(each.help_en) <= 200 for each in aspects)
        said = [scheme.source, scheme.source_en, scheme.verified, scheme.verified_en]
        assert all(0 < len(text) <= 300 for text in said)


def test_only_the_form_that_has_grades_has_bands(cast):
    bands = {
        family: [(each.starts // 100, each.label) for each in queries.bands_of(scheme.id)]
        for family, scheme in national().items()
    }

    assert bands.pop("seven_aspects") == [
        (60, "Cukup"),
        (70, "Baik"),
        (80, "Sangat Baik"),
        (90, "Memuaskan"),
    ]
    assert not any(bands.values())


def test_every_kind_has_a_scheme_at_its_end(cast):
    chosen = schemes_for(cast.banua.id)

    assert all((kind, Moment.FINAL) in chosen for kind in InternKind)
    assert set(choices_of(None)) == set(chosen)


def test_loading_again_changes_nothing(cast):
    before = [(each.id, each.revision) for each in Scheme.select().order_by(Scheme.id)]

    operations.load_national(NOON)

    assert [(each.id, each.revision) for each in Scheme.select().order_by(Scheme.id)] == before


def test_a_greater_version_takes_the_place_of_the_one_before(cast, monkeypatch):
    before = national()["report"]
    rows = operations._rows

    def newer(name, scheme=""):
        found = rows(name, scheme)
        return [{**row, "version": "2"} if row.get("code") == "report" else row for row in found]

    monkeypatch.setattr(operations, "_rows", newer)
    operations.load_national(NOON)

    after = national()["report"]
    assert (after.version, queries.scheme_by_id(before.id).state) == (2, SchemeState.RETIRED)
    assert labels_of(after) == labels_of(before)


def test_an_office_reads_and_copies_one_but_changes_none(visit, cast):
    scheme = national()["national_eight"]
    wati = visit(cast.wati)

    page = wati.get(f"/penilaian/skema/{scheme.key}").text
    reply = wati.post(f"/penilaian/skema/{scheme.key}/salin", {"token": "c"})

    assert "cocokkan dulu dengan formulir resmi" in page
    assert "Hentikan" not in page
    for path in ("ubah", "aspek", "pakai", "berhenti", "buang", "versi"):
        assert wati.post(f"/penilaian/skema/{scheme.key}/{path}").status_code == 404
    copy = Scheme.get(Scheme.office == cast.banua)
    assert reply.location.endswith(copy.key)
    assert copy.name == "Magang Nasional, delapan indikator (2)"
    assert labels_of(copy) == labels_of(scheme)
