"""The list of interns is searched, narrowed and sorted, and says what it left out."""

import datetime as dt
import re

import pytest

from mori.accounts.models import Person
from mori.institutions.models import InstitutionMerge
from mori.institutions.operations import institution_for
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY, place, role_of

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def shown(visit, cast):
    """Who stands in the list at an address, in its order."""

    def read(query="", who=cast.wati):
        html = visit(who).get(f"/peserta{query}").text
        return re.findall(r'href="/peserta/\w{14}">(\w+) Contoh<', html)

    return read


@pytest.mark.parametrize("who", ["wati", "hasan"])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Sari", "Tono"]),
        ("?cari=sar", ["Sari"]),
        ("?cari=SARI+contoh,+S.H.", ["Sari"]),
        ("?unit={pvl}", ["Sari"]),
        ("?unit={pencegahan}", ["Tono"]),
        ("?pembimbing={rina}", ["Sari"]),
        ("?pembimbing={budi}", ["Sari", "Tono"]),  # of Sari he is the stand-in
        ("?pembimbing={budi}&unit={pencegahan}", ["Tono"]),
        ("?lembaga=univ", ["Sari", "Tono"]),
        ("?lembaga=akademi", []),
        ("?cari=sari&unit={pencegahan}", []),
        ("?saring=akan-mulai", []),
    ],
)
def test_each_filter_leaves_out_the_others(shown, cast, who, query, names):
    units = {name: getattr(cast, name).key for name in ("pvl", "pencegahan")}
    roles = {name: role_of(getattr(cast, name)).key for name in ("rina", "budi")}

    assert shown(query.format(**units, **roles), getattr(cast, who)) == names


def test_an_institution_is_found_by_what_was_merged_into_it(shown, cast):
    ours = institution_for(cast.banua.id, "Universitas Umpama", "", None, NOON)
    gone = institution_for(cast.banua.id, "Kampus Lama", "", None, NOON)
    Placement.update(institution=gone).where(Placement.id == cast.placement.id).execute()
    type(gone).update(merged_into=ours).where(type(gone).id == gone.id).execute()

    assert shown("?lembaga=umpama") == ["Sari"]
    assert shown("?lembaga=kampus+lama") == ["Sari"]
    assert not InstitutionMerge.select().exists()


def test_of_those_who_rotate_the_unit_of_today_counts(shown, cast):
    UnitSpan.delete().where(UnitSpan.placement == cast.placement).execute()
    for position, (unit, first, last) in enumerate(
        ((cast.pvl, TODAY - 9 * DAY, TODAY - DAY), (cast.pencegahan, TODAY, TODAY + 9 * DAY))
    ):
        UnitSpan.create(
            placement=cast.placement,
            unit=unit,
            position=position,
            starts_on=first,
            ends_on=last,
            supervisor=cast.rina,
        )

    assert shown(f"?unit={cast.pvl.key}") == []
    assert shown(f"?unit={cast.pencegahan.key}") == ["Sari", "Tono"]


@pytest.mark.parametrize(
    ("order", "names"),
    [("nama", ["Sari", "Tono"]), ("selesai", ["Tono", "Sari"]), ("mulai", ["Tono", "Sari"])],
)
def test_it_is_sorted_by_name_last_day_or_first_day(shown, cast, order, names):
    earlier = {"starts_on": TODAY - 30 * DAY, "ends_on": TODAY + 3 * DAY}
    Placement.update(earlier).where(Placement.id == cast.placement_tono.id).execute()

    assert shown(f"?urut={order}") == names


@pytest.mark.parametrize("order", ["nama", "selesai", "mulai"])
@pytest.mark.parametrize("who", ["wati", "budi"])
def test_the_next_page_keeps_filter_and_order(visit, cast, monkeypatch, order, who):
    monkeypatch.setattr("mori.placements.list_queries.PAGE", 1)
    UnitSpan.update(ends_on=TODAY - DAY).where(UnitSpan.placement == cast.placement).execute()
    UnitSpan.update(ends_on=TODAY - DAY).where(UnitSpan.placement == cast.placement_tono).execute()
    browser = visit(getattr(cast, who))

    first = browser.get(f"/peserta?lembaga=univ&urut={order}").text
    address = re.search(r'href="([^"]*)" rel="next"', first)[1].replace("&amp;", "&")
    second = browser.get(address).text

    found = [re.findall(r">(\w+) Contoh</a></th>", page) for page in (first, second)]
    assert sorted(name for names in found for name in names) == ["Sari", "Tono"]
    assert [len(names) for names in found] == [1, 1]
    assert "lembaga=univ" in address
    assert 'value="univ"' in second


def test_a_supervisor_searches_their_own(shown, cast):
    assert shown("?cari=sari", cast.rina) == ["Sari"]
    assert shown("?cari=tono", cast.rina) == []
    assert shown(f"?pembimbing={role_of(cast.budi).key}", cast.rina) == ["Sari"]  # not offered
    assert shown(f"?unit={cast.pencegahan.key}", cast.budi) == ["Tono"]


@pytest.mark.parametrize("who", ["wati", "rina"])
def test_those_who_left_are_searched_too_the_latest_first(shown, cast, who):
    Placement.update(state="finished").where(Placement.office == cast.banua).execute()

    assert shown("?saring=selesai&cari=sari", getattr(cast, who)) == ["Sari"]
    assert shown("?saring=selesai&cari=tiada", getattr(cast, who)) == []
    assert shown(f"?saring=selesai&unit={cast.pvl.key}", getattr(cast, who)) == ["Sari"]
    assert shown("?saring=selesai&urut=nama&after=sari~1", cast.wati) == ["Tono", "Sari"]


def test_an_empty_list_says_which_filter_found_nothing_and_clears_it(visit, cast):
    html = visit(cast.wati).get(f"/peserta?cari=tiada&unit={cast.pvl.key}").text

    assert "Tidak ada peserta yang cocok dengan nama “tiada”, unit PVL." in html
    assert 'href="/peserta?saring=berjalan"' in html
    assert "Buat penempatan pertama" not in html


def test_a_narrowed_list_says_so_and_another_stage_keeps_what_is_looked_for(visit, cast):
    html = visit(cast.wati).get("/peserta?cari=sari&urut=selesai").text

    assert "Hanya: nama “sari”." in html
    assert 'href="/peserta?saring=akan-mulai&amp;cari=sari&amp;urut=selesai"' in html


def test_keys_of_another_office_and_nonsense_leave_nobody_out(shown, cast):
    elsewhere = f"?unit={cast.unit_seberang.key}&pembimbing={role_of(cast.joko).key}"

    assert shown(elsewhere) == ["Sari", "Tono"]
    assert shown("?unit=x&pembimbing=y&urut=z&saring=w") == ["Sari", "Tono"]


def test_no_filter_shows_another_offices_interns(shown, cast):
    Person.update(name="Sari Contoh").where(Person.id == cast.laila.id).execute()
    place(cast.laila, cast.seberang, [(cast.unit_seberang, cast.joko, None)])

    assert shown("?cari=laila") == []
    assert shown("?lembaga=univ") == ["Sari", "Tono"]
