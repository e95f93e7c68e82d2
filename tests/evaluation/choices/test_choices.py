"""Which scheme goes with whom: the office's word first, then the national one."""

import re

import pytest

from mori.evaluation.choices import operations, queries
from mori.evaluation.choices.models import SchemeChoice
from mori.evaluation.choices.rules import NOTHING, effective, seen_of
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.operations import (
    make_next_version,
    publish_scheme,
    retire_scheme,
)
from mori.evaluation.schemes.queries import scheme_by_id
from mori.placements.rules import InternKind
from tests.cast import NOON
from tests.evaluation.schemes.making import FACTS, make_draft, make_in_use

pytestmark = pytest.mark.usefixtures("noon")

FINAL = (InternKind.STUDENT, Moment.FINAL)
ADDRESS = "/penilaian/skema/pilihan"


def choose(cast, wanted):
    office = cast.banua.id
    seen = seen_of(queries.choices_of(office))
    operations.choose_schemes(office, wanted, seen, cast.wati.id, NOON)


def chosen(cast, place=FINAL):
    return queries.schemes_for(cast.banua.id).get(place)


def test_without_a_word_of_the_office_the_national_one_counts(cast):
    assert chosen(cast).family == "seven_aspects"
    assert not SchemeChoice.select().where(SchemeChoice.office == cast.banua).exists()


def test_the_offices_word_counts_first_and_only_there(cast):
    scheme = make_in_use(cast)

    choose(cast, {FINAL: scheme.family})

    assert chosen(cast).id == scheme.id
    assert queries.schemes_for(cast.seberang.id)[FINAL].family == "seven_aspects"


def test_an_office_may_leave_a_moment_out(cast):
    choose(cast, {FINAL: NOTHING})

    assert chosen(cast) is None
    assert chosen(cast, (InternKind.STUDENT, Moment.UNIT_END)).family == "six_aspects"


def test_a_choice_follows_to_the_next_version(cast):
    first = make_in_use(cast)
    choose(cast, {FINAL: first.family})
    second = make_next_version(first, cast.wati.id, NOON)

    before = chosen(cast).id
    publish_scheme(second, second.revision, cast.wati.id, NOON)

    assert (before, chosen(cast).id) == (first.id, second.id)


def test_where_the_chosen_one_is_retired_the_national_one_counts(cast):
    scheme = make_in_use(cast)
    choose(cast, {FINAL: scheme.family})

    retire_scheme(scheme, cast.wati.id, NOON)

    assert chosen(cast).family == "seven_aspects"


@pytest.mark.parametrize(
    ("own", "national", "in_use", "found"),
    [
        ({}, {}, (), {}),
        ({}, {FINAL: "n"}, ("n",), {FINAL: "n"}),
        ({}, {FINAL: "n"}, (), {}),
        ({FINAL: "o"}, {FINAL: "n"}, ("n", "o"), {FINAL: "o"}),
        ({FINAL: "o"}, {FINAL: "n"}, ("n",), {FINAL: "n"}),
        ({FINAL: "o"}, {}, ("o",), {FINAL: "o"}),
        ({FINAL: NOTHING}, {FINAL: "n"}, ("n",), {}),
    ],
)
def test_the_choice_that_counts(own, national, in_use, found):
    assert effective(own, national, in_use) == found


def form_of(page: str) -> dict[str, str]:
    """What the page's form would send as it stands."""
    named = re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S)
    picked = {name: re.search(r'<option selected value="([^"]+)"', body)[1] for name, body in named}
    return {**picked, "seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}


def test_a_coordinator_chooses_on_the_page(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    page = wati.get(ADDRESS).text
    form = form_of(page)

    reply = wati.post(ADDRESS, {**form, "student-final": scheme.family, "pupil-middle": "none"})

    assert len(form) == len(InternKind) * len(Moment) + 1
    assert "ikut nasional: Tujuh aspek, 60–100" in page
    assert reply.status_code == 303
    assert queries.choices_of(cast.banua.id) == {
        FINAL: scheme.family,
        (InternKind.PUPIL, Moment.MIDDLE): NOTHING,
    }
    after = form_of(wati.get(ADDRESS).text)
    assert (after["student-final"], after["pupil-middle"]) == (scheme.family, "none")
    assert "Mahasiswa · Akhir magang" in wati.get(f"/penilaian/skema/{scheme.key}").text
    assert "Mahasiswa · Akhir magang" in wati.get(f"/penilaian/skema/{scheme.key}/berhenti").text


def test_sent_twice_it_is_the_same(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    form = {**form_of(wati.get(ADDRESS).text), "student-final": scheme.family}

    assert [wati.post(ADDRESS, form).status_code for _ in range(2)] == [303, 303]


def test_an_old_page_overwrites_nothing_and_keeps_what_was_chosen(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    form = form_of(wati.get(ADDRESS).text)
    choose(cast, {(InternKind.PUPIL, Moment.FINAL): NOTHING})

    reply = wati.post(ADDRESS, {**form, "student-final": scheme.family})

    assert reply.status_code == 409
    assert chosen(cast).family == "seven_aspects"
    again = form_of(reply.text)
    assert again["student-final"] == scheme.family
    assert wati.post(ADDRESS, again).status_code == 303
    assert chosen(cast).id == scheme.id


@pytest.mark.parametrize("what", ["draft", "elsewhere", "nonsense"])
def test_only_what_is_in_use_here_may_be_chosen(visit, cast, what):
    family = {
        "draft": make_draft(cast).family,
        "elsewhere": make_in_use(cast, FACTS._replace(name="Lain")).family,
        "nonsense": "x",
    }[what]
    person = cast.citra if what == "elsewhere" else cast.wati
    browser = visit(person)
    form = form_of(browser.get(ADDRESS).text)

    reply = browser.post(ADDRESS, {**form, "student-final": family})

    assert reply.status_code == 422
    assert not SchemeChoice.select().where(SchemeChoice.office.is_null(False)).exists()


def test_only_coordinators_choose(visit, cast):
    for person in (cast.sari, cast.rina, cast.hasan, cast.ningsih):
        assert visit(person).get(ADDRESS).status_code == 403
        assert visit(person).post(ADDRESS).status_code == 403


def test_what_is_shown_is_what_counts(cast):
    scheme = scheme_by_id(make_in_use(cast).id)
    choose(cast, {FINAL: scheme.family, (InternKind.STUDENT, Moment.MIDDLE): scheme.family})

    listed = queries.schemes_of_kind(cast.banua.id, InternKind.STUDENT)

    assert [(each.family, moments) for each, moments in listed] == [
        ("six_aspects", [Moment.UNIT_END]),
        (scheme.family, [Moment.MIDDLE, Moment.FINAL]),
        ("report", [Moment.REPORT]),
    ]
