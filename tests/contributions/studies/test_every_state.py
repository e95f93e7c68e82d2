"""The pages of a study open in each state, and offer what is possible in it."""

import re

import pytest

from mori.contributions.data_requests.models import DataRequest
from mori.contributions.data_requests.rules import DataState
from mori.contributions.studies.rules import MOVES, Step, StudyState, Verdict

from .making import asked, brought, file_of, registered, with_ethics

pytestmark = pytest.mark.usefixtures("noon")
PAGES = ("", "/etika", "/data", "/naskah")


def offered(page: str) -> set[str]:
    return set(re.findall(r'name="(?:step|verdict)" value="(\w+)"', page))


def test_each_state_of_a_study_opens_and_offers_its_moves(visit, cast, store):
    study = with_ethics(brought(registered(cast.placement), StudyState.ACCEPTED), cast.rina.id)
    asked(study)
    file_of(store, study)
    at = f"/belajar/riset/{study.key}"
    sari, rina, wati = (visit(each) for each in (cast.sari, cast.rina, cast.wati))
    found = {}
    for state in StudyState:
        brought(study, state)
        for browser in (sari, rina, wati):
            assert {browser.get(at + page).status_code for page in PAGES} == {200}, state
        assert rina.get(f"/penelitian?saring={state}").text.count(study.key) == 1
        assert sari.get("/belajar/riset").status_code == 200
        found[state] = (offered(sari.get(at).text), offered(rina.get(at).text))

    assert found == {
        state: tuple(
            {each.value for each in kind if each.is_possible(state)} for kind in (Step, Verdict)
        )
        for state in StudyState
    }
    assert {each.value for kind in (Step, Verdict) for each in kind} < set(MOVES)


def test_each_state_of_a_request_opens_and_offers_one_form_to_whom_it_waits_for(visit, cast):
    study = with_ethics(brought(registered(cast.placement), StudyState.RUNNING), cast.rina.id)
    request = asked(study)
    at, of_request = f"/belajar/riset/{study.key}/data", f"/belajar/riset/data/{request.key}/"
    people = {"sari": cast.sari, "hasan": cast.hasan, "wati": cast.wati, "rina": cast.rina}
    found = {}
    for state in DataState:
        DataRequest.update(state=state).where(DataRequest.id == request.id).execute()
        pages = {name: visit(person).get(at).text for name, person in people.items()}
        found[state.value] = {name for name, page in pages.items() if of_request in page}

    assert found == {
        "asked": {"hasan"},
        "granted": {"wati"},
        "partly": {"wati"},
        "refused": set(),
        "delivered": {"sari", "wati"},
        "deleted": set(),
    }
