"""What somebody chooses for their own calls: kept, obeyed, and seen by nobody else."""

import pytest

from mori.safeguarding.routing.models import Relation, Wish
from tests.cast import NOON
from tests.safeguarding.routing.routes import route_for

ADDRESS = "/saya/pilihan"
pytestmark = pytest.mark.usefixtures("english")


def choose(browser, officer=None, *avoided):
    fields = {"officer": officer.key if officer else "", "avoided": [who.key for who in avoided]}
    return browser.post(ADDRESS, fields)


def route(cast):
    return route_for([cast.sari.id], cast.banua.id, NOON)


def test_the_officer_chosen_comes_first_and_whoever_is_avoided_never(visit, cast):
    sari = visit(cast.sari)

    reply = choose(sari, cast.opik, cast.ningsih, cast.hasan)

    assert reply.status_code == 303
    assert route(cast).first == (cast.opik.id,)
    assert not {cast.ningsih.id, cast.hasan.id} & set(route(cast).all)
    page = sari.get(ADDRESS)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.text.count(" checked") == 2
    assert f'<option selected value="{cast.opik.key}">' in page.text


def test_what_is_chosen_can_be_taken_back(visit, cast):
    sari = visit(cast.sari)
    choose(sari, cast.opik, cast.ningsih)

    choose(sari)

    assert route(cast).first == (cast.ningsih.id,)
    assert Wish.select().count() == 1


def test_where_all_officers_are_avoided_another_offices_are_called(visit, cast):
    choose(visit(cast.sari), None, cast.ningsih, cast.opik, cast.hasan)

    assert route(cast).all == (cast.dewi.id, cast.eko.id)


@pytest.mark.parametrize("who", ["dewi", "rina", "sari"])
def test_only_an_officer_of_the_office_can_be_chosen(visit, cast, who):
    reply = choose(visit(cast.sari), getattr(cast, who), cast.ningsih)

    assert reply.status_code == 422
    assert reply.text.count(" checked") == 1, "what was ticked is kept"
    assert not Wish.select().exists()


def test_nobody_is_both_first_and_never(visit, cast):
    reply = choose(visit(cast.sari), cast.opik, cast.opik)

    assert reply.status_code == 422
    assert "Choose one of the two" in reply.text
    assert not Relation.select().where(Relation.kind == "private").exists()


def test_nobody_else_sees_it_and_nobody_is_offered_themself(visit, cast):
    others = (cast.ningsih, cast.hasan, cast.wati, cast.tono)
    before = {who.id: visit(who).get(ADDRESS).text for who in others}

    choose(visit(cast.sari), cast.opik, cast.ningsih)

    for who in others:
        after = visit(who).get(ADDRESS).text
        assert after.count(" checked") == before[who.id].count(" checked") == 0
        assert f'name="avoided" value="{who.key}"' not in after


def test_without_an_office_there_is_nobody_to_choose(visit, cast):
    gita = visit(cast.gita)

    assert "nobody to choose from" in gita.get(ADDRESS).text
    assert gita.post(ADDRESS, {"officer": "", "avoided": [cast.opik.key]}).status_code == 422
