"""A learning plan, only where a campus wants one: written, looked at, changed with its history."""

import pytest

from mori.core.errors import Refused
from mori.guidance.plans.models import LearningPlan, PlanEvent, PlanOutcome, PlanRevision
from mori.guidance.plans.operations import note_look, save_plan
from mori.guidance.plans.queries import outcomes_of, plan_of
from mori.guidance.plans.rules import Wanted
from mori.placements.models import Placement
from tests.cast import NOON
from tests.guidance.plans.planning import LAW, WRITING, make_plan, sent_form

pytestmark = pytest.mark.usefixtures("noon")


def url_of(placement: Placement) -> str:
    return f"/peserta/{placement.key}/rencana"


def test_without_a_plan_nothing_is_asked_and_nothing_shown(visit, cast):
    for path in ("/", "/logbook/baru", "/presensi"):
        assert "Rencana belajar" not in visit(cast.sari).get(path).text
        assert 'name="outcome"' not in visit(cast.sari).get(path).text
    assert "Rencana belajar" not in visit(cast.rina).get("/tinjau").text
    assert "Rencana belajar" not in visit(cast.rina).get(f"/peserta/{cast.placement.key}").text
    assert "kampus tidak memintanya" in visit(cast.rina).get(url_of(cast.placement)).text


@pytest.mark.parametrize("who", ["sari", "wati"])
def test_the_intern_or_the_coordinator_writes_it(visit, cast, who):
    browser = visit(getattr(cast, who))
    assert browser.get(url_of(cast.placement)).status_code == 200

    reply = browser.post(
        url_of(cast.placement), sent_form(("Hukum administrasi", "90"), ("", ""), ("Etika", "7:30"))
    )

    assert reply.status_code == 303
    plan = plan_of(cast.placement.id)
    assert [(each.label, each.minutes) for each in outcomes_of(plan.id)] == [
        ("Hukum administrasi", 5400),
        ("Etika", 450),
    ]
    assert (plan.state, plan.revision) == ("draft", 1)


def test_a_plan_stands_on_the_profile_and_on_the_page_of_its_intern(visit, cast):
    make_plan(cast)

    for who in (cast.rina, cast.wati, cast.hasan):
        assert "Buka rencana" in visit(who).get(f"/peserta/{cast.placement.key}").text
        page = visit(who).get(url_of(cast.placement)).text
        assert "Hukum administrasi" in page
    assert "Rencana belajarku" in visit(cast.sari).get("/saya").text
    assert "Dihitung untuk" in visit(cast.sari).get("/logbook/baru").text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("Hukum", "")], "Tulis jamnya"),
        ([("", "40")], "Tulis untuk apa jam ini."),
        ([("Hukum", "banyak")], "Tulis jamnya"),
        ([("Hukum", "2001")], "Tulis jamnya"),
        ([("H" * 121, "40")], "Paling banyak 120"),
        ([], "Tulis paling tidak satu"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(visit, cast, lines, said):
    reply = visit(cast.sari).post(url_of(cast.placement), sent_form(*lines, ("Etika", "x")))

    assert reply.status_code == 422
    assert "Etika" in reply.text
    only = visit(cast.sari).post(url_of(cast.placement), sent_form(*lines))
    assert only.status_code == 422
    assert said in only.text
    for typed in (each for line in lines for each in line if each):
        assert f'value="{typed}"' in only.text
    assert LearningPlan.select().count() == 0


def test_the_same_form_twice_makes_one_plan(visit, cast):
    browser, form = visit(cast.sari), sent_form(("Hukum", "90"))

    replies = [browser.post(url_of(cast.placement), form) for _ in range(2)]

    assert [each.status_code for each in replies] == [303, 303]
    assert (LearningPlan.select().count(), PlanRevision.select().count()) == (1, 1)


def test_a_form_of_an_older_plan_is_refused_with_what_was_typed(visit, cast):
    plan = make_plan(cast)
    save_plan(cast.placement, [LAW], 1, cast.wati.id, NOON)

    reply = visit(cast.sari).post(url_of(cast.placement), sent_form(("Etika", "45"), revision=1))

    assert reply.status_code == 409
    assert 'value="Etika"' in reply.text
    assert [each.label for each in outcomes_of(plan.id)] == ["Hukum administrasi"]


def test_an_outcome_stays_itself_when_it_is_called_something_else(visit, cast):
    plan = make_plan(cast)
    first, second = outcomes_of(plan.id)

    form = sent_form(("", ""), ("Menulis LHP", "50"), revision=1, keys=[first.key, second.key])
    visit(cast.sari).post(url_of(cast.placement), form)

    (left,) = outcomes_of(plan.id)
    assert (left.id, left.label, left.minutes) == (second.id, "Menulis LHP", 3000)
    assert PlanOutcome.select().count() == 2


def test_what_a_plan_said_stays(visit, cast):
    plan = make_plan(cast)
    save_plan(cast.placement, [WRITING], 1, cast.wati.id, NOON)

    page = visit(cast.sari).get(url_of(cast.placement)).text

    assert "Hukum administrasi: 90 jam" in page
    said = [each.outcomes for each in PlanRevision.select().order_by(PlanRevision.number)]
    assert said == [[list(LAW[1:]), list(WRITING[1:])], [list(WRITING[1:])]]
    assert [each.verb for each in PlanEvent.select().order_by(PlanEvent.id)] == ["make", "change"]
    assert plan_of(cast.placement.id).id == plan.id


def test_a_supervisor_looks_at_it_and_a_change_asks_for_another_look(visit, cast):
    plan = make_plan(cast)
    browser = visit(cast.rina)
    assert "Rencana belajar yang perlu dilihat" in browser.get("/tinjau").text

    reply = browser.post(f"{url_of(cast.placement)}/dilihat", {"revision": 1})

    assert reply.status_code == 303
    assert plan_of(cast.placement.id).looked_by_id == cast.rina.id
    assert "Rencana belajar yang perlu dilihat" not in browser.get("/tinjau").text
    assert "Rina Contoh sudah melihatnya." in visit(cast.sari).get(url_of(cast.placement)).text
    save_plan(cast.placement, [WRITING], 1, cast.sari.id, NOON)
    assert plan_of(cast.placement.id).looked_at is None
    assert plan.id == plan_of(cast.placement.id).id


def test_a_look_at_an_older_plan_is_none(cast):
    make_plan(cast)
    save_plan(cast.placement, [WRITING], 1, cast.sari.id, NOON)

    with pytest.raises(Refused):
        note_look(plan_of(cast.placement.id), 1, cast.rina.id, NOON)

    assert plan_of(cast.placement.id).looked_at is None


def test_those_it_does_not_concern_see_nothing(visit, cast):
    make_plan(cast)
    path = url_of(cast.placement)

    for stranger in (cast.tono, cast.laila, cast.joko, cast.citra, cast.eko, cast.ningsih):
        assert visit(stranger).get(path).status_code in (403, 404), stranger.name
        assert visit(stranger).post(path, sent_form(("x", "1"))).status_code in (403, 404)
    assert visit(cast.rina).post(path, sent_form(("x", "1"))).status_code == 404
    assert visit(cast.hasan).post(path, sent_form(("x", "1"))).status_code == 404


def test_eight_lines_are_as_many_as_there_are(visit, cast):
    lines = [(f"Mata kuliah {n}", "10") for n in range(1, 10)]

    visit(cast.sari).post(url_of(cast.placement), sent_form(*lines))

    assert len(outcomes_of(plan_of(cast.placement.id).id)) == 8
    page = visit(cast.sari).get(url_of(cast.placement)).text
    assert "Mata kuliah 8" in page


def test_two_who_begin_at_once_make_one(cast):
    make_plan(cast)

    with pytest.raises(Refused):
        save_plan(cast.placement, [Wanted("", "Etika", 60)], 0, cast.wati.id, NOON)
