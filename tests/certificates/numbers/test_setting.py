"""What an office says of its papers, and the numbers it used outside MORI."""

import pytest

from mori.certificates.numbers.models import OutsideNumber
from mori.certificates.numbers.queries import setting_of
from mori.certificates.numbers.rules import Numbering
from mori.certificates.statements.rules import PaperKind, Signing
from tests.certificates.issuing import issue, let_issue

pytestmark = pytest.mark.usefixtures("noon")
PATH = "/kantor/sertifikat"
FORM = {
    "seen": "0",
    "numbering": "template",
    "template": "{nomor}/ORI/{bulan}/{tahun}",
    "code": "ORI-BJM",
    "restart": "yearly",
    "signing": "tte",
}


def test_at_first_numbers_are_typed_and_papers_signed_by_hand(cast):
    setting = setting_of(cast.banua)

    assert (setting.numbering, setting.signing) == (Numbering.REGISTER, Signing.BY_HAND)


def test_a_setting_is_kept_for_its_office_alone(cast, visit):
    assert visit(cast.hasan).post(PATH, FORM).status_code == 303

    assert setting_of(cast.banua).signing is Signing.TTE
    assert setting_of(cast.seberang).signing is Signing.BY_HAND


def test_the_next_number_is_shown_before_anything_is_saved(cast, visit):
    answer = visit(cast.wati).post(PATH, {**FORM, "count_from": "58", "only_look": "1"})

    assert "58/ORI/XI/2026" in answer.text
    assert setting_of(cast.banua).revision == 0


def test_counting_begins_where_the_register_stands(cast, visit):
    let_issue(cast)
    seen = str(setting_of(cast.banua).revision)
    visit(cast.wati).post(PATH, {**FORM, "seen": seen, "count_from": "58", "signing": "in_mori"})

    assert issue(cast).number == "58/ORI/XI/2026"


def test_counting_never_goes_back(cast, visit):
    let_issue(cast)
    first = issue(cast)
    issue(cast, first.placement, PaperKind.LETTER)
    seen = str(setting_of(cast.banua).revision)

    answer = visit(cast.wati).post(PATH, {**FORM, "seen": seen, "count_from": "1"})

    assert answer.status_code == 422
    assert setting_of(cast.banua).signing is Signing.IN_MORI


def test_a_wrong_pattern_comes_back_with_why(cast, visit):
    answer = visit(cast.wati).post(PATH, {**FORM, "template": "{nomor}/{kota}"})

    assert answer.status_code == 422
    assert "{nomor}/{kota}" in answer.text
    assert "tidak dikenal MORI" in answer.text


def test_what_changed_meanwhile_is_not_overwritten(cast, visit):
    wati = visit(cast.wati)
    wati.post(PATH, FORM)

    answer = wati.post(PATH, {**FORM, "signing": "by_hand"})

    assert answer.status_code == 422
    assert setting_of(cast.banua).signing is Signing.TTE


def test_a_change_leaves_papers_as_they_are(cast, visit):
    let_issue(cast)
    paper = issue(cast)
    seen = str(setting_of(cast.banua).revision)

    visit(cast.wati).post(PATH, {**FORM, "seen": seen})

    from mori.certificates.papers.queries import paper_by_id

    assert paper_by_id(paper.id).signing is Signing.IN_MORI


@pytest.mark.parametrize(("who", "status"), [("rina", 403), ("sari", 403), ("ningsih", 403)])
def test_others_set_nothing_up(cast, visit, who, status):
    assert visit(getattr(cast, who)).get(PATH).status_code == status
    assert visit(getattr(cast, who)).post(PATH, FORM).status_code == status


def test_a_number_used_outside_is_noted_once_and_taken_off_again(cast, visit):
    wati, path = visit(cast.wati), "/kantor/nomor-terpakai"
    form = {"number": "001/SERT/ORI-BJM/XI/2026", "note": "Surat ke kampus", "token": "t"}
    for _twice in range(2):
        assert wati.post(path, form).status_code == 303
    row = OutsideNumber.get()

    again = wati.post(path, {**form, "number": "001 / sert/ori-bjm/xi/2026", "token": "u"})
    assert again.status_code == 422
    assert "Surat ke kampus" in again.text
    assert visit(cast.citra).post(f"{path}/{row.key}/lepas").status_code == 404
    wati.post(f"{path}/{row.key}/lepas")

    assert not OutsideNumber.select().exists()
    assert wati.post(path, {**form, "number": "", "token": "v"}).status_code == 422
