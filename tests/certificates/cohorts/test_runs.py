"""Papers for many at once: counted, stopped, gone on with."""

import pytest

from mori.background.models import LongJob
from mori.background.operations import cancel_job, resume_job
from mori.background.rules import WAITS, JobState
from mori.certificates.cohorts import queries as runs
from mori.certificates.cohorts.models import IssuingStep
from mori.certificates.numbers.rules import Numbering
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import Obstacle, PaperState
from mori.certificates.printing.operations import print_next
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import Signing
from mori.core.files.store import FolderStore
from tests.background.working import work_on
from tests.cast import NOON, place
from tests.certificates.issuing import ADDRESS, ENDED, end, let_issue, printed
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")
FORM = {"kinds": ["certificate", "transcript"], "locale": "id", "issued_on": "2026-11-18"}


def ask(browser, *placements, token="t", **said):
    """Ask for papers of some internships: the run."""
    form = {**FORM, "token": token, "peserta": [each.key for each in placements], **said}
    answer = browser.post("/sertifikat/terbitkan", form)
    assert answer.status_code == 303, answer.text
    return runs.run_by_key(answer.location.rpartition("/")[2])


def work(store, most=100) -> int:
    """So many papers and PDFs of the background work, and no more; then what is over is done."""
    done = 0
    while done < most and (print_next(store, printed, ADDRESS, NOON) or work_on(store, most=1)):
        done += 1
    if done < most:
        work_on(store, NOON + WAITS)
    return done


def test_a_run_makes_all_papers_and_is_done(cast, visit, store):
    let_issue(cast, signing=Signing.BY_HAND)
    run = ask(visit(cast.wati), end(cast.placement), end(cast.placement_tono))

    work(store)

    assert sorted(row.number[:8] for row in Paper.select()) == [
        "001/SERT", "002/TRAN", "003/SERT", "004/TRAN",
    ]  # fmt: skip
    assert all(row.is_made for row in Paper.select())
    assert LongJob.get_by_id(run.id).state is JobState.DONE
    page = visit(cast.wati).get(f"/sertifikat/penerbitan/{run.key}").text
    assert "4 dari 4" in page


def test_the_bar_counts_what_the_database_knows(cast, visit, store):
    let_issue(cast, signing=Signing.BY_HAND)
    run = ask(visit(cast.wati), end(cast.placement), end(cast.placement_tono))

    work(store, most=3)  # a number, its PDF, another number

    assert runs.progress_of(run.id) == (4, 1, 0)
    fragment = visit(cast.wati, htmx=True).get(f"/sertifikat/penerbitan/{run.key}").text
    assert fragment.startswith('<div id="progress"')
    assert 'value="1"' in fragment


@pytest.mark.parametrize("address", ["/pekerjaan", "/sertifikat/penerbitan"])
def test_other_pages_say_how_far_it_is_before_the_last_paper_has_its_number(
    cast, visit, store, address
):
    let_issue(cast, signing=Signing.BY_HAND)
    ask(visit(cast.wati), end(cast.placement), end(cast.placement_tono))

    work(store, most=5)  # a number, its PDF, another number, its PDF, a third number

    assert "2 dari 4" in visit(cast.wati).get(address).text


def test_what_could_not_be_made_counts_as_it_is_found(cast, visit, store):
    let_issue(cast)
    Signatory.delete().execute()
    run = ask(visit(cast.wati), end(cast.placement))

    work_on(store, most=1)

    assert LongJob.get_by_id(run.id).done == 1
    assert LongJob.get_by_id(run.id).attempts == 0


def test_a_stopped_run_makes_no_more_and_goes_on_where_it_was(cast, visit, store):
    let_issue(cast)
    wati = visit(cast.wati)
    run = ask(wati, end(cast.placement), end(cast.placement_tono))
    work(store, most=1)

    for _twice in range(2):
        wati.post(f"/sertifikat/penerbitan/{run.key}/henti")
    assert work(store) == 0
    assert Paper.select().count() == 1
    for _twice in range(2):
        wati.post(f"/sertifikat/penerbitan/{run.key}/lanjut")
    work(store)

    assert Paper.select().count() == 4
    assert LongJob.get_by_id(run.id).state is JobState.DONE


def test_the_same_form_twice_is_one_run(cast, visit):
    let_issue(cast)
    wati, placement = visit(cast.wati), end(cast.placement)

    first, again = ask(wati, placement), ask(wati, placement)

    assert first.id == again.id
    assert IssuingStep.select().count() == 2


def test_from_a_register_papers_wait_for_their_numbers(cast, visit, store):
    let_issue(cast, numbering=Numbering.REGISTER)
    ask(visit(cast.wati), end(cast.placement))

    work(store)

    assert {row.state for row in Paper.select()} == {PaperState.AWAITING_NUMBER}
    assert "2 menunggu nomor" in visit(cast.wati).get("/sertifikat").text


def test_what_cannot_be_made_says_why_and_holds_up_nothing(cast, visit, store):
    let_issue(cast)
    Signatory.delete().execute()
    run = ask(visit(cast.wati), end(cast.placement))

    work(store)

    assert {step.trouble for step in IssuingStep.select()} == {Obstacle.NO_SIGNATORY}
    assert not Paper.select().exists()
    assert LongJob.get_by_id(run.id).state is JobState.DONE
    page = visit(cast.wati).get(f"/sertifikat/penerbitan/{run.key}").text
    assert "Tidak ada penanda tangan yang menjabat" in page


@pytest.mark.parametrize(
    "said",
    [
        {"kinds": []},
        {"issued_on": "2026-11-19"},
        {"issued_on": ""},
        {"locale": "fr"},
        {"peserta": []},
    ],
)
def test_bad_input_is_said_with_what_was_chosen(cast, visit, said):
    let_issue(cast)
    placement = end(cast.placement)
    form = {**FORM, "token": "t", "tampil": placement.key, "peserta": [placement.key], **said}

    answer = visit(cast.wati).post("/sertifikat/terbitkan", form)

    assert answer.status_code == 422
    assert "Sari Contoh" in answer.text
    assert not LongJob.select().exists()


def test_interns_of_another_office_cannot_be_asked_for(cast, visit):
    let_issue(cast)
    stranger = end(cast.placement_laila)

    visit(cast.wati).post(
        "/sertifikat/terbitkan", {**FORM, "token": "t", "peserta": [stranger.key]}
    )

    assert not LongJob.select().exists()


def test_all_who_are_ready_are_asked_for_together(cast, visit):
    let_issue(cast)
    end(cast.placement)
    end(cast.placement_tono)

    page = visit(cast.wati).get("/sertifikat/terbitkan?semua=1").text

    assert "2 peserta" in page


@pytest.mark.parametrize("who", ["citra", "eko"])
def test_a_run_of_another_office_does_not_exist(cast, visit, who):
    let_issue(cast)
    run = ask(visit(cast.wati), end(cast.placement))
    browser = visit(getattr(cast, who))

    assert browser.get(f"/sertifikat/penerbitan/{run.key}").status_code == 404
    assert browser.post(f"/sertifikat/penerbitan/{run.key}/henti").status_code == 404
    assert runs.run_by_key(run.key).state.is_active


def test_a_step_without_its_paper_never_is(cast, visit, store, monkeypatch):
    """What fails after the paper was made takes the paper and its number back."""
    from mori.certificates.cohorts import operations

    let_issue(cast)
    ask(visit(cast.wati), end(cast.placement))

    def fails(*_args, **_more):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(operations.IssuingStep, "update", fails)
        work_on(store)
    assert not Paper.select().exists()

    work_on(store, NOON + 5 * WAITS)

    assert sorted(paper.number[:4] for paper in Paper.select()) == ["001/", "002/"]


def test_two_workers_at_once_make_each_paper_once(committed, tmp_path):
    cast, store = committed.cast, FolderStore(tmp_path / "files")
    let_issue(cast)
    stays = [(cast.pvl, cast.rina, None)]
    from mori.certificates.cohorts.operations import Asked, begin_run
    from mori.certificates.statements.rules import PaperKind

    wanted = [
        (end(place(cast.sari, cast.banua, stays)).id, PaperKind.CERTIFICATE) for _ in range(8)
    ]
    run = begin_run(cast.banua.id, wanted, Asked("id", ENDED), "t", cast.wati.id, NOON)

    all_at_once(*[lambda: work_on(store)] * 3)
    work_on(store, NOON + WAITS)

    numbers = sorted(row.number for row in Paper.select())
    assert numbers == [f"{n:03}/SERT/ORI-BJM/XI/2026" for n in range(1, 9)]
    assert not work_on(store, NOON + WAITS), "the run waits for its PDFs"
    assert runs.next_step(run.id) is None


def test_stopping_what_is_done_is_refused(cast, visit, store):
    from mori.core.errors import Refused

    let_issue(cast)
    run = ask(visit(cast.wati), end(cast.placement))
    work(store)

    with pytest.raises(Refused):
        cancel_job(LongJob.get_by_id(run.id), cast.wati.id, NOON)
    with pytest.raises(Refused):
        resume_job(LongJob.get_by_id(run.id), cast.wati.id, NOON)
