"""Forty spellings of twelve names: migrated, merged, unmerged; and right wherever they stand."""

import pytest
import time_machine
from playhouse.migrations import Runner

from mori.accounts.models import Membership
from mori.attendance.prints import who
from mori.cli import MIGRATIONS
from mori.core.db import db, new_key
from mori.core.texts.folding import folded
from mori.institutions.merging.operations import undo_merge
from mori.institutions.merging.queries import merges_into
from mori.institutions.models import Institution, InstitutionEvent, InstitutionName
from mori.institutions.queries import institutions_of, names_of
from mori.logbook.queries import entries_by_id
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from tests.cast import NOON, TODAY, Committed
from tests.institutions.naming import ALL, SPELLINGS, merge, shown_names, tables
from tests.logbook.writing import write_entry
from tests.visit import Visit

BEFORE = "0011_settings"  # the last step before institutions had rows


@pytest.fixture
def written(committed: Committed):
    """An office with a placement for each spelling, from before institutions had rows; the other
    office wrote one of them, too.
    """
    cast = committed.cast
    with time_machine.travel(NOON):
        db.connect(reuse_if_open=True)
        runner = Runner(db.obj, str(MIGRATIONS))
        Membership.delete().where(Membership.office.is_null()).execute()  # else no way leads back
        runner.down(BEFORE)
        old = {"person_id": cast.sari.id, "office_id": cast.banua.id, "kind": "student"}
        for number, text in enumerate(ALL):
            _insert_as_before(text, number, old)
        db.execute_sql(
            f"UPDATE placement SET institution = {db.param} WHERE id = {db.param}",
            (ALL[0], cast.placement_laila.id),
        )
        runner.up()
        yield cast
        db.close()


def _insert_as_before(text: str, number: int, old: dict) -> None:
    values = {
        **old,
        "key": new_key(),
        "token": f"old {number}",
        "programme": "Magang",
        "institution": text,
        "starts_on": TODAY.replace(year=2015),
        "ends_on": TODAY.replace(year=2015),
        "state": "finished",
        "made_at": NOON.replace(tzinfo=None),
    }
    marks = ", ".join([db.param] * len(values))
    insert = f"INSERT INTO placement ({', '.join(values)}) VALUES ({marks})"
    db.execute_sql(insert, tuple(values.values()))


def by_name(office) -> dict[str, list[Institution]]:
    """The office's institutions under the twelve names they are meant to be."""
    of_text = {folded(text): name for name, texts in SPELLINGS.items() for text in texts}
    found: dict[str, list[Institution]] = {name: [] for name in SPELLINGS}
    for row in Institution.select().where(Institution.office == office).order_by(Institution.id):
        if row.name_folded in of_text:
            found[of_text[row.name_folded]].append(row)
    return found


def test_each_spelling_is_kept_and_only_capitals_and_blanks_join(written):
    ours = InstitutionName.office == written.banua

    assert len(ALL) == 40
    assert len(SPELLINGS) == 12
    texts = {row.text for row in InstitutionName.select().where(ours)}
    assert texts == {*ALL, "Universitas Contoh"}
    made = Institution.select().where(Institution.office == written.banua)
    assert sorted(row.name_folded for row in made) == sorted(
        {folded(text) for text in [*ALL, "Universitas Contoh"]}
    )
    for row in Placement.select().where(Placement.office == written.banua):
        assert row.institution.office_id == written.banua.id
        assert row.institution.name_folded == folded(row.institution_typed)
    assert {row.institution_typed for row in Placement.select()} >= set(ALL)
    assert {row.state for row in made} == {"proposed"}
    assert (
        InstitutionEvent.select().where(InstitutionEvent.verb == "adopt").count() == len(made) + 1
    )


def test_the_other_office_has_a_row_of_its_own(written):
    theirs = Placement.get_by_id(written.placement_laila.id).institution

    assert (theirs.office_id, theirs.name) == (written.seberang.id, ALL[0])
    assert Institution.select().where(Institution.name_folded == folded(ALL[0])).count() == 2


def test_down_and_up_again_makes_the_same(written):
    before = {row.id: row.institution.name for row in Placement.select()}
    runner = Runner(db.obj, str(MIGRATIONS))

    runner.down(BEFORE)
    runner.up()

    assert {row.id: row.institution.name for row in Placement.select()} == before


def test_merged_and_unmerged_everything_is_right_throughout(written):
    before, shown = tables(), shown_names()
    groups = by_name(written.banua)
    assert {name: len(rows) for name, rows in groups.items() if len(rows) == 1} == {}

    for name, (kept, *others) in groups.items():
        for other in others:
            merge(kept, other, written.wati, **({"name": name} if other is others[-1] else {}))

    meant = {text: name for name, texts in SPELLINGS.items() for text in texts}
    ours = {row.id: meant[row.institution_typed] for row in _old_placements(written)}
    assert {each: shown_names()[each] for each in ours} == ours
    assert len(institutions_of(written.banua.id)) == 13
    for name, (kept, *_others) in groups.items():
        kept = Institution.get_by_id(kept.id)
        assert kept.name == name
        assert {kept.name, *names_of(kept)} >= set(SPELLINGS[name])
    assert shown_names()[written.placement_laila.id] == ALL[0]

    for kept, *_others in groups.values():
        for each in merges_into(kept):
            undo_merge(each, written.wati.id, NOON)

    assert tables() == before
    assert shown_names() == shown


def _old_placements(cast):
    return Placement.select().where(
        Placement.office == cast.banua, Placement.token.startswith("old ")
    )


def test_lists_queue_and_prints_show_the_name_it_has_now(written, committed):
    Placement.update(institution=None).where(Placement.id == written.placement_tono).execute()
    entry = write_entry(written)
    one, other = by_name(written.banua)["Politeknik Contoh Banua"][:2]
    Placement.update(institution=other, institution_typed="Poltek Contoh Banua").where(
        Placement.id == written.placement
    ).execute()
    merge(one, other, written.wati)
    visit = Visit(committed.app)

    assert entries_by_id([entry.id])[0].institution == "Politeknik Contoh Banua"
    interns = visit(written.wati).get("/peserta").text
    assert "Politeknik Contoh Banua" in interns
    assert "Universitas Contoh" in interns  # Tono's, written by the release before
    assert "Politeknik Contoh Banua" in visit(written.rina).get("/tinjau").text
    profile = visit(written.wati).get(f"/peserta/{written.placement.key}").text
    assert "Politeknik Contoh Banua" in profile
    finished = visit(written.wati).get("/peserta?saring=selesai").text
    assert "SMAN É" in finished
    sheet = who(placement_by_key(written.placement.key), "PVL", "id")
    assert sheet[1][1] == "Politeknik Contoh Banua · Magang"
    for path in ("presensi.pdf", "logbook.pdf", "logbook.csv"):
        assert (
            visit(written.wati).get(f"/peserta/{written.placement.key}/{path}").status_code == 200
        )


def test_a_search_finds_it_by_any_spelling(written, committed):
    one, other = by_name(written.banua)["Universitas Misal Barito"][:2]
    merge(one, other, written.wati)
    browser = Visit(committed.app)(written.wati)

    for text in ("MISAL BARITO", "univ misal"):
        page = browser.get("/lembaga", query_string={"cari": text}).text
        assert one.key in page
        assert other.key not in page
