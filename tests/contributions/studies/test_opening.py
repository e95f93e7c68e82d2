"""One date decides when a file opens: read at each reading, where its office is, by no job."""

import datetime as dt

import pytest

from mori.alumni.privacy.operations import erase
from mori.contributions.finals.operations import Consent, choose_day, note_guardian, say_consent
from mori.contributions.studies.models import Study
from mori.contributions.studies.rules import Opening, StudyState, is_listed, opening
from mori.core.clock import moment
from mori.core.workdays import DAY as A_DAY
from tests.alumni.records.making import make as make_alumnus
from tests.cast import NOON

from .making import DAY, PDF, TITLE, brought, file_of, fresh, listed, registered

pytestmark = pytest.mark.usefixtures("noon")
LAST_MINUTE = dt.time(23, 59)


@pytest.mark.parametrize(
    ("stay", "zone"), [("placement", "Asia/Makassar"), ("placement_laila", "Asia/Jakarta")]
)
def test_the_file_is_there_at_midnight_of_its_office_and_no_minute_before(
    visit, cast, store, noon, stay, zone
):
    study = listed(getattr(cast, stay))
    file_of(store, study)
    address = f"/riset/{study.key}/naskah.unduh"
    seen = []
    for day, time in ((DAY - A_DAY, LAST_MINUTE), (DAY, dt.time(0))):
        noon.move_to(moment(day, time, zone))
        seen.append((visit().get(address).status_code, visit().get(f"/riset/{study.key}").text))

    assert [status for status, _page in seen] == [404, 200]
    closed, opened = (page for _status, page in seen)
    assert "Berkas terbuka mulai Senin, 1 Maret 2027, 00.00 WI" in closed
    assert address not in closed
    assert "Berkas terbuka sejak Senin, 1 Maret 2027" in opened
    assert address in opened
    assert visit().get(address).data == PDF


def test_the_day_is_shown_wherever_the_study_is(visit, cast):
    study = listed(cast.placement)
    for person, page in (
        (None, "/riset"),
        (None, f"/riset/{study.key}"),
        (cast.sari, f"/belajar/riset/{study.key}"),
        (cast.rina, f"/belajar/riset/{study.key}/naskah"),
    ):
        assert "1 Maret 2027, 00.00 WITA" in visit(person).get(page).text, page


def test_it_closes_again_with_the_day_or_the_consent(visit, cast, store, noon):
    study = listed(cast.placement)
    file_of(store, study)
    address = f"/riset/{study.key}/naskah.unduh"
    noon.move_to(moment(DAY, dt.time(8), "Asia/Makassar"))
    statuses = [visit().get(address).status_code]
    choose_day(study, DAY + A_DAY, cast.rina.id, NOON)
    statuses.append(visit().get(address).status_code)
    choose_day(fresh(study), DAY, cast.rina.id, NOON)
    statuses.append(visit().get(address).status_code)
    say_consent(fresh(study), Consent(False, True, DAY), cast.sari.id, NOON)
    statuses.append(visit().get(address).status_code)

    assert statuses == [200, 404, 200, 404]
    assert not fresh(study).wants_name
    assert TITLE not in visit().get("/riset").text


def test_a_minors_title_waits_for_a_guardian_and_a_name_for_its_own_consent(visit, cast):
    study = listed(cast.placement)
    Study.update(is_minor=True).where(Study.id == study.id).execute()
    before = visit().get("/riset").text
    wati = visit(cast.wati)
    wati.post(f"/belajar/riset/{study.key}/wali", {"on": "1"})
    after = visit().get("/riset").text
    note_guardian(fresh(study), None, cast.wati.id, NOON)

    assert TITLE not in before
    assert TITLE in after
    assert "Sari Contoh" not in after
    assert TITLE not in visit().get("/riset").text


def test_whoever_is_erased_is_in_the_list_no_more(visit, cast):
    listed(cast.placement, name=True)
    alumnus = make_alumnus(cast.banua, person=cast.sari)
    before = visit().get("/riset").text

    erase(alumnus, cast.wati.id, NOON)

    assert "Sari Contoh" in before
    assert TITLE not in visit().get("/riset").text


def test_a_title_is_listed_from_its_acceptance_on(visit, cast):
    study = registered(cast.placement)
    say_consent(study, Consent(True, False, None), cast.sari.id, NOON)
    found = {}
    for state in StudyState:
        brought(study, state)
        found[state] = TITLE in visit().get("/riset").text
        rule = is_listed(state, wants_list=True, is_minor=False, guardian_on=None)
        assert found[state] is rule, state

    assert [state.value for state, is_there in found.items() if is_there] == [
        *("accepted", "running", "handed_in", "archived")
    ]


@pytest.mark.parametrize(
    ("state", "public_on", "is_in_list", "stands"),
    [
        (StudyState.ARCHIVED, None, True, Opening.UNDATED),
        (StudyState.ARCHIVED, DAY, True, Opening.OPEN),
        (StudyState.ARCHIVED, DAY, False, Opening.UNLISTED),
        (StudyState.ARCHIVED, DAY + A_DAY, True, Opening.CLOSED),
        (StudyState.HANDED_IN, DAY, True, Opening.UNFINISHED),
        (StudyState.RUNNING, DAY + A_DAY, True, Opening.CLOSED),
    ],
)
def test_what_opens_a_file(state, public_on, is_in_list, stands):
    assert opening(state, public_on, DAY, listed=is_in_list) is stands
