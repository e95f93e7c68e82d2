"""Papers: who may get which, typed numbers, revoking, issuing anew."""

import pytest

from mori.certificates.numbers.rules import Numbering
from mori.certificates.papers import queries
from mori.certificates.papers.models import Paper, PaperEvent
from mori.certificates.papers.operations import Hindered
from mori.certificates.papers.rules import Ending, Obstacle, PaperState, obstacles
from mori.certificates.printing.operations import print_next
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import OF_INTERNSHIPS, Signing, Statement
from mori.core.files.store import StoreFull
from mori.evaluation.assessments.rules import Missing
from mori.notifications.models import Message
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.certificates.issuing import ADDRESS, choose, end, issue, let_issue, print_all, printed

pytestmark = pytest.mark.usefixtures("noon")
C, T, L = OF_INTERNSHIPS
REGISTER = {"numbering": Numbering.REGISTER, "signing": Signing.BY_HAND}


@pytest.mark.parametrize(
    ("state", "has_final", "missing", "may_get"),
    [
        (PlacementState.ACTIVE, False, [Missing.MARKS], ""),
        (PlacementState.WITHDRAWN, True, [], ""),
        (PlacementState.FINISHED, True, [], "CTL"),
        (PlacementState.FINISHED, False, [], "CTL"),  # no scheme is chosen
        (PlacementState.FINISHED, False, [Missing.LOCK], "L"),
        (PlacementState.ENDED_EARLY, False, [Missing.MARKS], "TL"),
        (PlacementState.ENDED_EARLY, True, [], "CTL"),
    ],
)
def test_who_may_get_what(state, has_final, missing, may_get):
    ending = Ending(state, has_final, missing)

    found = [kind for kind in OF_INTERNSHIPS if not any(obstacles(kind, ending))]

    assert "".join(kind.name[0] for kind in found) == may_get


def test_a_paper_states_what_is_true_when_it_gets_its_number(cast):
    let_issue(cast)
    cast.placement.person.update(name="Sari Contoh, S.H.").execute()

    paper = issue(cast)

    said = Statement.from_json(paper.statement)
    assert said.name == "Sari Contoh, S.H."
    assert (said.number, said.issued_on) == (paper.number, TODAY)
    assert (said.signatory, said.signatory_post) == (
        "Hasan Contoh, S.H., M.H.",
        "Kepala Perwakilan",
    )
    assert [unit.name for unit in said.units] == ["Penerimaan dan Verifikasi Laporan"]
    assert said.address == ADDRESS


def test_an_english_paper_has_the_english_post(cast):
    let_issue(cast)

    paper = issue(cast, locale="en")

    assert Statement.from_json(paper.statement).signatory_post == "Head of Office"


def test_nobody_in_office_means_no_number(cast):
    let_issue(cast)
    Signatory.update(until_on="2026-11-01").execute()

    with pytest.raises(Hindered) as hindered:
        issue(cast)

    assert hindered.value.obstacle is Obstacle.NO_SIGNATORY
    assert not Paper.select().exists()


def test_a_typed_number_finishes_a_paper(cast, visit):
    let_issue(cast, **REGISTER)
    paper = issue(cast)
    assert (paper.state, paper.number, paper.print_at) == (PaperState.AWAITING_NUMBER, "", None)

    answer = visit(cast.wati).post(
        f"/sertifikat/surat/{paper.key}/nomor",
        {"number": "500.5.7.10/239/438.5.14/2026", "issued_on": "2026-11-17"},
    )

    assert answer.status_code == 303
    done = queries.paper_by_number("500.5.7.10 / 239 / 438.5.14 / 2026")
    assert done
    assert (done.id, done.state, str(done.issued_on)) == (
        paper.id, PaperState.UNSIGNED, "2026-11-17",
    )  # fmt: skip


@pytest.mark.parametrize("said", [{"number": "", "issued_on": "2026-11-17"}, {"number": "9/2026"}])
def test_nothing_is_finished_without_number_and_date(cast, visit, said):
    let_issue(cast, **REGISTER)
    paper = issue(cast)

    answer = visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/nomor", said)

    assert answer.status_code == 422
    assert said["number"] in answer.text
    assert queries.paper_by_id(paper.id).state.is_awaiting_number


def test_a_used_number_is_refused_naming_the_paper_that_has_it(cast, visit):
    let_issue(cast)
    first = issue(cast)
    choose(cast, **REGISTER)
    second = issue(cast, end(cast.placement_tono))
    typed = first.number.lower().replace("/", " / ")

    answer = visit(cast.wati).post(
        f"/sertifikat/surat/{second.key}/nomor", {"number": typed, "issued_on": "2026-11-17"}
    )

    assert answer.status_code == 422
    assert "Sari Contoh" in answer.text
    assert typed in answer.text
    assert queries.paper_by_id(second.id).state.is_awaiting_number


def test_a_paper_that_is_not_wanted_is_dropped_and_made_again(cast, visit):
    let_issue(cast, **REGISTER)
    paper = issue(cast)

    visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/batal")
    visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/batal")

    assert queries.paper_by_id(paper.id).state is PaperState.DROPPED
    assert issue(cast, paper.placement).id != paper.id


def test_a_revoked_paper_and_the_next_one_name_each_other(cast, visit, store):
    let_issue(cast, signing=Signing.TTE)
    paper = issue(cast)
    print_all(store)
    made = queries.paper_by_id(paper.id)
    wati = visit(cast.wati)

    wati.post(f"/sertifikat/surat/{paper.key}/cabut", {"why": "Nama salah eja."})
    form = {"issued_on": "2026-11-18", "token": "t"}
    wati.post(f"/sertifikat/surat/{paper.key}/ganti", form)
    again = wati.post(f"/sertifikat/surat/{paper.key}/ganti", form)

    old, new = Paper.select().order_by(Paper.id)
    assert again.status_code == 303
    assert again.location.endswith(new.key)
    assert (old.state, old.revoked_why) == (PaperState.REVOKED, "Nama salah eja.")
    assert (old.statement, old.sha256, store.get(old.path)) == (
        made.statement, made.sha256, store.get(made.path),
    )  # fmt: skip
    assert new.replaces_id == old.id
    assert Statement.from_json(new.statement).replaces == old.number
    assert old.number in wati.get(f"/sertifikat/surat/{new.key}").text
    assert new.number in wati.get(f"/sertifikat/surat/{old.key}").text


def test_revoking_asks_why(cast, visit):
    let_issue(cast)
    paper = issue(cast)

    answer = visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/cabut", {"why": " "})

    assert answer.status_code == 422
    assert queries.paper_by_id(paper.id).state.is_unsigned


def test_a_made_pdf_never_changes(cast, store):
    let_issue(cast, signing=Signing.TTE)
    paper = issue(cast)
    assert print_all(store) == 1
    made = queries.paper_by_id(paper.id)

    Paper.update(print_at=NOON).where(Paper.id == paper.id).execute()
    print_next(store, lambda *_: b"another", ADDRESS, NOON)

    assert queries.paper_by_id(paper.id).sha256 == made.sha256
    assert len(list(store.folder.rglob("*/*"))) == 1


def test_a_pdf_of_what_was_stated_before_is_not_kept(cast, store):
    let_issue(cast, signing=Signing.TTE)
    paper = issue(cast)

    def late(statement, at):
        Paper.update(statement="{}").execute()  # meanwhile
        return printed(statement, at)

    print_next(store, late, ADDRESS, NOON)

    assert not queries.paper_by_id(paper.id).is_made


def test_a_full_disk_loses_no_number_and_says_what_to_do(cast, visit, store, monkeypatch):
    let_issue(cast, signing=Signing.BY_HAND)
    paper = issue(cast)

    def full(name, content):
        raise StoreFull

    with monkeypatch.context() as patched:
        patched.setattr(store, "put", full)
        assert print_next(store, printed, ADDRESS, NOON)
    page = visit(cast.wati).get(f"/sertifikat/surat/{paper.key}").text
    assert paper.number in page
    assert "kehabisan ruang berkas" in page
    assert not print_next(store, printed, ADDRESS, NOON)  # it waits a minute first

    visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/cetak")
    assert print_all(store) == 1

    assert queries.paper_by_id(paper.id).number == paper.number
    assert issue(cast, end(cast.placement_tono)).number.startswith("002/")


def test_every_move_is_on_record(cast, visit):
    let_issue(cast)
    paper = issue(cast)
    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": paper.key})
    visit(cast.wati).post(f"/sertifikat/surat/{paper.key}/cabut", {"why": "Keliru."})

    events = PaperEvent.select().where(PaperEvent.paper == paper.id).order_by(PaperEvent.id)

    assert [event.verb for event in events] == ["make", "number", "sign", "revoke"]


@pytest.mark.parametrize("who", ["citra", "eko", "rina", "tono", "ningsih", "laila"])
def test_a_paper_does_not_exist_for_others(cast, visit, who):
    let_issue(cast)
    paper = issue(cast)
    browser = visit(getattr(cast, who))

    for path in ("", "/berkas.unduh"):
        assert browser.get(f"/sertifikat/surat/{paper.key}{path}").status_code == 404
    for path in ("/nomor", "/batal", "/cabut", "/ganti", "/cetak"):
        assert browser.post(f"/sertifikat/surat/{paper.key}{path}").status_code == 404


def test_a_supervisor_sees_that_it_exists(cast, visit):
    let_issue(cast)
    paper = issue(cast)

    page = visit(cast.rina).get(f"/peserta/{cast.placement.key}").text

    assert paper.number in page
    assert f"/sertifikat/surat/{paper.key}" not in page


def test_the_intern_is_told_once_the_paper_is_there(cast, visit, store):
    let_issue(cast)
    paper = issue(cast)
    assert not Message.select().exists()

    visit(cast.hasan).post("/sertifikat/tanda-tangan", {"paper": paper.key})
    print_all(store)

    message = Message.get()
    assert message.recipient == cast.sari.email
    assert paper.number in message.body
    assert f"{ADDRESS}/saya/sertifikat" in message.body
