"""Who signs, and when."""

import datetime as dt

import pytest

from mori.certificates.signatories.models import Signatory
from mori.certificates.signatories.queries import signatory_on
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("noon")
FORM = {
    "name": "Hasan Contoh, S.H.",
    "post": "Kepala Perwakilan",
    "from_on": "2026-01-01",
    "token": "t",
}
PATH = "/kantor/penanda-tangan"


def test_one_leaves_when_the_next_comes(cast, visit):
    wati = visit(cast.wati)
    wati.post(PATH, FORM)
    wati.post(PATH, {**FORM, "name": "Eka Misal", "from_on": "2026-11-10", "token": "u"})

    before = signatory_on(cast.banua.id, dt.date(2026, 11, 9))
    now = signatory_on(cast.banua.id, TODAY)

    assert before
    assert now
    assert (before.name, now.name) == ("Hasan Contoh, S.H.", "Eka Misal")
    assert signatory_on(cast.banua.id, dt.date(2025, 12, 31)) is None
    assert signatory_on(cast.seberang.id, TODAY) is None


def test_the_same_form_twice_adds_one(cast, visit):
    wati = visit(cast.wati)

    for _twice in range(2):
        assert wati.post(PATH, FORM).status_code == 303

    assert Signatory.select().count() == 1


def test_days_that_two_would_share_are_refused_naming_the_other(cast, visit):
    wati = visit(cast.wati)
    wati.post(PATH, {**FORM, "until_on": "2026-12-31"})

    answer = wati.post(PATH, {**FORM, "name": "Eka Misal", "from_on": "2026-11-10", "token": "u"})

    assert answer.status_code == 422
    assert "Hasan Contoh, S.H. menjabat" in answer.text
    assert "Eka Misal" in answer.text


@pytest.mark.parametrize(
    "said", [{"name": ""}, {"post": " "}, {"from_on": ""}, {"until_on": "2025-01-01"}]
)
def test_bad_input_comes_back_with_what_was_typed(cast, visit, said):
    answer = visit(cast.wati).post(PATH, {**FORM, **said})

    assert answer.status_code == 422
    assert not Signatory.select().exists()


def test_a_correction_meets_an_older_page_with_a_refusal(cast, visit):
    wati = visit(cast.wati)
    wati.post(PATH, FORM)
    row = Signatory.get()
    wati.post(f"{PATH}/{row.key}", {**FORM, "name": "Hasan Contoh, S.H., M.H.", "seen": "1"})

    answer = wati.post(f"{PATH}/{row.key}", {**FORM, "name": "Lain", "seen": "1"})

    assert answer.status_code == 422
    assert "Lain" in answer.text
    assert Signatory.get().name == "Hasan Contoh, S.H., M.H."


def test_another_office_sees_nothing(cast, visit):
    visit(cast.wati).post(PATH, FORM)
    key = Signatory.get().key

    assert "Hasan Contoh, S.H.</b>" not in visit(cast.citra).get(PATH).text
    assert visit(cast.citra).get(f"{PATH}/{key}").status_code == 404
    assert visit(cast.citra).post(f"{PATH}/{key}", FORM).status_code == 404
    assert visit(cast.rina).get(PATH).status_code == 403
