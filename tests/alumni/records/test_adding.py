"""Adding somebody by hand, and whoever died."""

from mori.alumni.finding.models import AlumnusFacet
from mori.alumni.models import Alumnus, AlumnusEvent, Consent
from mori.alumni.queries import record_of
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.clock import now
from tests.alumni.records.making import make

SAID = {
    "token": "one",
    "name": "dr. Umi Misal, S.H.",
    "institution": "Akademi Umpama",
    "starts": "2015",
    "phones": "08112223344",
}


def test_somebody_is_added_by_hand(cast, visit):
    answer = visit(cast.wati).post("/alumni/baru", SAID)

    made = Alumnus.get()
    record = record_of(made)
    assert answer.location.endswith(f"/alumni/{made.key}")
    assert (record.full_name, record.years) == ("dr. Umi Misal, S.H.", (2015,))
    assert (record.state, made.office_id) == (AlumnusState.INVITED, cast.banua.id)
    assert not Consent.select().exists()
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()


def test_the_form_sent_twice_adds_one(cast, visit):
    browser = visit(cast.wati)

    browser.post("/alumni/baru", SAID)
    again = browser.post("/alumni/baru", SAID)

    assert again.status_code == 303
    assert Alumnus.select().count() == 1


def test_whoever_may_be_the_same_is_shown_first(cast, visit):
    known = make(cast.banua, "Umi Misel")

    answer = visit(cast.wati).post("/alumni/baru", SAID)

    assert answer.status_code == 422
    assert f"/alumni/{known.key}" in answer.text
    assert "dr. Umi Misal, S.H." in answer.text
    assert Alumnus.select().count() == 1


def test_somebody_else_of_that_name_is_added_all_the_same(cast, visit):
    make(cast.banua)

    visit(cast.wati).post("/alumni/baru", SAID | {"is_new": "y"})

    assert Alumnus.select().count() == 2


def test_another_office_is_not_asked_for_the_same(cast, visit):
    make(cast.seberang, phones=["+628112223344"])

    answer = visit(cast.wati).post("/alumni/baru", SAID)

    assert answer.status_code == 303


def test_a_head_adds_nobody(cast, visit):
    assert visit(cast.hasan).post("/alumni/baru", SAID).status_code == 403


def deceased(cast, visit, alumnus, **said):
    fresh = Alumnus.get_by_id(alumnus.id)
    data = {"revision": fresh.revision, "note": "Kakaknya, 17 November", "is_sure": "y", **said}
    return visit(cast.wati).post(f"/alumni/{alumnus.key}/wafat", data)


def test_whoever_died_is_shown_to_nobody_at_once(cast, visit):
    alumnus = make(cast.banua, agreed=[Agreed.DIRECTORY, Agreed.YEARS])
    assert AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()

    answer = deceased(cast, visit, alumnus)

    fresh = Alumnus.get()
    assert answer.status_code == 303
    assert fresh.state == AlumnusState.DECEASED
    assert not record_of(fresh).agrees_to(Agreed.DIRECTORY)
    assert not AlumnusFacet.select().where(AlumnusFacet.is_shown).exists()
    assert AlumnusFacet.select().where(AlumnusFacet.value == "deceased").exists()
    assert "Kakaknya" in visit(cast.wati).get(f"/alumni/{alumnus.key}").text


def test_it_is_said_only_with_care(cast, visit):
    alumnus = make(cast.banua)

    assert deceased(cast, visit, alumnus, is_sure="").status_code == 422
    assert deceased(cast, visit, alumnus, note="").status_code == 422
    assert deceased(cast, visit, alumnus, revision=7).status_code == 422
    assert Alumnus.get().state == AlumnusState.CONFIRMED


def taken_back(cast, visit, alumnus):
    deceased(cast, visit, alumnus)
    visit(cast.wati).post(f"/alumni/{alumnus.key}/keliru")
    return Alumnus.get().state


def test_it_is_taken_back_as_it_was(cast, visit):
    alumnus = make(cast.banua, agreed=[Agreed.DIRECTORY])

    assert taken_back(cast, visit, alumnus) == AlumnusState.CONFIRMED
    assert record_of(Alumnus.get()).agrees_to(Agreed.DIRECTORY)


def test_whoever_never_answered_has_not_answered_then(cast, visit):
    alumnus = make(cast.banua, state=AlumnusState.INVITED, answered_at=None)

    assert taken_back(cast, visit, alumnus) == AlumnusState.INVITED


def test_whoever_stepped_back_stays_so(cast, visit):
    alumnus = make(cast.banua, state=AlumnusState.WITHDRAWN)
    AlumnusEvent.create(alumnus=alumnus, verb="withdraw", at=now())

    assert taken_back(cast, visit, alumnus) == AlumnusState.WITHDRAWN


def test_another_office_says_it_of_nobody(cast, visit):
    alumnus = make(cast.seberang)

    assert deceased(cast, visit, alumnus).status_code == 404
    assert Alumnus.get().state == AlumnusState.CONFIRMED
