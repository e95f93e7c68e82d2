"""Titles that are alike name each other; none is refused for it. The list costs what it shows."""

import pytest

from mori.contributions.studies.likeness_queries import neighbours
from mori.contributions.studies.models import Study, TitleWord
from mori.contributions.studies.title_rules import ALIKE, likeness, rarest, stem, stems
from mori.core.db import db, is_sqlite, new_key
from tests.cast import NOON
from tests.support.plans import asked, scans

from .making import TITLE, fresh, listed, registered

pytestmark = pytest.mark.usefixtures("noon")
LIKE = "Pelayanan akta kelahiran yang ditunda berlarut-larut"
NEAR = "Kualitas pelayanan akta kelahiran di kecamatan"  # shares three stems of seven
NEARLY = "Akta kelahiran di kantor kelurahan"  # and two of seven
FAR = "Peran media sosial dalam sosialisasi pengawasan"


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("pelayanan layanan melayani", "layan"),
        ("penundaan menunda ditunda tunda", "unda"),
        ("pengaduan mengadukan aduan", "adu"),
        ("penyelesaian menyelesaikan", "elesai"),
    ],
)
def test_words_of_one_root_have_one_stem(words, root):
    assert {stem(each) for each in words.split()} == {root}


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (TITLE, TITLE.upper(), True),
        (TITLE, LIKE, True),
        (TITLE, NEAR, True),
        (TITLE, NEARLY, False),
        (TITLE, FAR, False),
        ("Studi kasus", "Analisis kasus", False),
    ],
)
def test_how_alike_titles_are(one, other, is_alike):
    assert (likeness(stems(one), stems(other)) >= ALIKE) is is_alike


def test_the_rarest_words_are_those_that_stand_somewhere():
    assert rarest({"akta": 3, "lahir": 0, "unda": 1, "layan": 200}, 2) == ["unda", "akta"]


def test_two_alike_of_one_office_name_each_other_and_both_stand(visit, cast):
    first, second = registered(cast.placement), registered(cast.placement_tono, LIKE)
    registered(cast.placement_tono, FAR)

    pages = [
        visit(person).get(f"/belajar/riset/{study.key}").text
        for person, study in ((cast.sari, first), (cast.tono, second))
    ]

    assert LIKE in pages[0]
    assert TITLE in pages[1]
    assert all(FAR not in page for page in pages)
    assert "Tono Contoh" not in pages[0]


def test_how_alike_they_have_to_be_to_be_shown(cast):
    mine = registered(cast.placement)
    near = registered(cast.placement_tono, NEAR)
    registered(cast.placement_tono, NEARLY)

    assert [each.study.id for each in neighbours(mine)] == [near.id]


def test_of_other_offices_only_public_titles_are_shown(cast):
    mine = registered(cast.placement)
    hidden, public = registered(cast.placement_laila, LIKE), listed(cast.placement_laila, LIKE)

    assert [each.study.id for each in neighbours(mine)] == [public.id]
    assert {each.study.id for each in neighbours(fresh(public))} == {hidden.id}


def test_the_search_finds_a_title_by_all_its_words_in_any_form(visit, cast):
    listed(cast.placement, TITLE)
    listed(cast.placement_tono, FAR)
    found = {
        each: [
            title in visit().get("/riset", query_string={"cari": each}).text
            for title in (TITLE, FAR)
        ]
        for each in ("layanan", "tertunda kelahiran", "pelayanan sosial", "yang", "tak ada")
    }

    assert found == {
        "layanan": [True, False],
        "tertunda kelahiran": [True, False],
        "pelayanan sosial": [False, False],
        "yang": [False, False],
        "tak ada": [False, False],
    }


def test_ten_thousand_titles_are_asked_for_as_a_hundred(visit, cast):
    """The same statements, each by an index."""
    browser, seen = visit(), {}
    for many in (100, 10_000):
        fill(cast, many - Study.select().count())
        pages = ("/riset", "/riset?cari=layanan+kata7")
        seen[many] = [statements_of(browser, address) for address in pages]

    assert [len(each) for each in seen[100]] == [len(each) for each in seen[10_000]]
    sent = [each for statements in seen[10_000] for each in statements]
    assert sent
    assert {sql: faults_of(sql, params) for sql, params in sent} == {sql: [] for sql, _ in sent}
    mine = registered(cast.placement, "Pelayanan kata7")
    assert "kata7 " in neighbours(mine)[0].study.title


def fill(cast, many: int) -> None:
    """Public titles of which all share a word, and few share others."""
    have = Study.select().count()
    rows = [
        {
            "key": new_key(),
            "token": new_key(),
            "office": cast.banua,
            "placement": cast.placement,
            "person": cast.sari,
            "unit": cast.pvl,
            "title": f"Layanan kata{number % 500} nomor{number}",
            "state": "accepted",
            "wants_list": True,
            "made_at": NOON,
        }
        for number in range(have, have + many)
    ]
    for start in range(0, many, 500):
        Study.insert_many(rows[start : start + 500]).execute()
    words = [
        {"word": word, "study": study.id}
        for study in Study.select(Study.id, Study.title).where(Study.title.startswith("Layanan"))
        for word in stems(study.title)
    ]
    TitleWord.delete().execute()
    for start in range(0, len(words), 2000):
        TitleWord.insert_many(words[start : start + 2000]).execute()


def statements_of(browser, address: str):
    """What a page asks of studies."""
    with asked() as sent:
        assert browser.get(address).status_code == 200
    return [each for each in sent if "study" in each[0]]


def faults_of(sql, params) -> list[str]:
    """What is read whole, and on SQLite what is sorted by hand."""
    found = scans(db.connection(), sql, params)
    if is_sqlite():
        plan = db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        found += [row[3] for row in plan if "TEMP B-TREE FOR ORDER BY" in row[3]]
    return found
