"""A run of papers whose worker is killed in the middle: no number twice, none missing."""

from mori.background.models import LongJob
from mori.certificates.cohorts.operations import Asked, begin_run
from mori.certificates.cohorts.queries import progress_of
from mori.certificates.papers.models import Paper
from mori.certificates.statements.rules import PaperKind, Signing
from mori.core.clock import now
from mori.notifications.models import Message
from mori.notifications.operations import post_message
from tests.cast import NOON, TODAY, place
from tests.certificates.issuing import end, let_issue
from tests.faults.site import Site, forget_leases, kill, until

INTERNS = 6
MANY = 60  # so many PDFs take far longer than one mail


def begun(site: Site, interns: int) -> LongJob:
    cast, stays = site.cast, [(site.cast.pvl, site.cast.rina, None)]
    let_issue(cast, signing=Signing.BY_HAND)
    placements = [end(place(cast.sari, cast.banua, stays)) for _ in range(interns)]
    wanted = [(each.id, PaperKind.CERTIFICATE) for each in placements]
    return begin_run(cast.banua.id, wanted, Asked("id", TODAY), "t", cast.wati.id, NOON)


def made(run: LongJob) -> int:
    return progress_of(run.id).made


def test_killed_in_the_middle_no_number_is_twice_or_missing(site):
    run = begun(site, INTERNS)

    for reached in (1, 3, 5):
        worker = site.work()
        until(lambda reached=reached: made(run) >= reached, 60)
        kill(worker)
        forget_leases()
    site.work()
    until(lambda: LongJob.get_by_id(run.id).state.is_done, 60)

    papers = list(Paper.select().order_by(Paper.id))
    expected = [f"{n:03}/SERT/ORI-BJM/XI/2026" for n in range(1, INTERNS + 1)]
    assert [paper.number for paper in papers] == expected
    assert len({paper.placement_id for paper in papers}) == INTERNS
    files = site.settings.folder / "files" / "certificates"
    assert {paper.file for paper in papers} <= {each.name for each in files.iterdir()}


def test_a_run_holds_up_no_mail(site):
    run = begun(site, MANY)
    site.work()
    until(lambda: made(run) >= 1, 60)

    message = post_message("hello", "sari@contoh.example", "Halo", "Halo.", now())
    until(lambda: Message.get_by_id(message.id).sent_at, 20)

    assert made(run) < MANY, "the mail waited for the whole run"
