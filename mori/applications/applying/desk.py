"""What the pages of an application show: people, papers, what is missing, what comes next."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from mori.core.words import filled, marked

from ..models import Applicant, ApplicantEvent, Application
from ..papers.models import ApplicationPaper
from ..papers.queries import papers_of
from ..papers.rules import asked_in, missing, paper_named, wanted_of, wanted_of_all
from ..rules import ApplicantState
from . import queries

NEXT = {
    ApplicantState.DRAFT: marked("Not sent yet."),
    ApplicantState.SUBMITTED: marked("The office looks whether everything is there."),
    ApplicantState.INCOMPLETE: marked("Something is missing. Hand it in below."),
    ApplicantState.VERIFIED: marked("Everything is there. The office decides."),
    ApplicantState.WAITING: marked(
        "No place is free at the moment. As soon as one is, the office decides anew; you need do "
        "nothing."
    ),
    ApplicantState.ACCEPTED: marked("There is a place. The office sends what comes next."),
    ApplicantState.REFUSED: marked("The office could not give a place."),
    ApplicantState.WITHDRAWN: marked("Taken back."),
    ApplicantState.EXPIRED: marked("It has expired. You can apply anew at any time."),
}
# What was just done, by a word in the address: strangers have no session to keep it in.
NEWS = {
    "berkas": marked("Your files were kept."),
    "lengkap": marked("All that was asked for is there. The office goes on from here."),
    "keluar": marked("Taken out."),
    "hapus": marked("Taken off the list."),
    "tarik": marked("Taken back. The office sees it."),
    "nama": marked("The names were handed in."),
    "tanya": marked("Your question has reached the office."),
    "nik": marked("A number of sixteen digits was taken out: an NIK is neither needed nor kept."),
}
TOLD = {"ask", "refuse", "wait"}  # whose notes are for whoever applies; others stay inside


class Piece(NamedTuple):
    """A paper of the checklist and what was handed in for it."""

    code: str
    name: str
    pages: list[ApplicationPaper]


class Place(NamedTuple):
    """An applicant as the pages show them."""

    applicant: Applicant
    pieces: list[Piece]
    missing: list[str]  # in words
    next: object
    asked: list[Piece]  # what the office asked for
    words: str  # with which it did, or why it refused


class Sheet(NamedTuple):
    """An application with all that its pages show."""

    application: Application
    places: list[Place]
    pieces: list[Piece]  # of all together
    missing: list[str]
    history: list[ApplicantEvent]

    def name_of(self, event: ApplicantEvent) -> str:
        """Whom something happened to."""
        applicants = (each.applicant for each in self.places)
        return next(each.name for each in applicants if each.id == event.applicant_id)


def news_in(words: Iterable[str]) -> list[Any]:
    """What was just done, in words; what is no word of ours says nothing."""
    return [filled(NEWS[word]) for word in dict.fromkeys(words) if word in NEWS]


def sheet_of(application: Application, language: str) -> Sheet:
    applicants = queries.applicants_of(application.id)
    events = queries.applicant_events([each.id for each in applicants])
    pages: dict[tuple[int | None, str], list[ApplicationPaper]] = defaultdict(list)
    for paper in papers_of(application.id):
        pages[paper.applicant_id, paper.code].append(paper)

    def piece(applicant_id: int | None, code: str) -> Piece:
        return Piece(code, paper_named(code, language), pages[applicant_id, code])

    def pieces(applicant_id: int | None, wanted: list[str]) -> list[Piece]:
        others = [code for of, code in list(pages) if of == applicant_id and code not in wanted]
        return [piece(applicant_id, code) for code in (*wanted, *others)]

    def lacking(applicant_id: int | None, wanted: list[str]) -> list[str]:
        there = {code for of, code in pages if of == applicant_id and pages[of, code]}
        return [paper_named(code, language) for code in missing(wanted, there)]

    def place(applicant: Applicant) -> Place:
        wanted = wanted_of(
            application.kind.value,
            is_minor=applicant.is_minor,
            is_foreign=applicant.is_foreign,
        )
        codes, words = _last_word(applicant, events)
        return Place(
            applicant=applicant,
            pieces=pieces(applicant.id, wanted),
            missing=lacking(applicant.id, wanted),
            next=filled(NEXT[applicant.state]),
            asked=[piece(applicant.id, code) for code in codes],
            words=words,
        )

    for_all = wanted_of_all(application.kind.value)
    return Sheet(
        application=application,
        places=[place(each) for each in applicants],
        pieces=pieces(None, for_all),
        missing=lacking(None, for_all),
        history=events,
    )


def _last_word(applicant: Applicant, events: list[ApplicantEvent]) -> tuple[list[str], str]:
    """What the office said last, where it is said to whoever applies."""
    own = [each for each in events if each.applicant_id == applicant.id]
    last = own[-1] if own else None
    if last is None or last.verb not in TOLD:
        return [], ""
    return asked_in(last.note) if last.verb == "ask" else ([], last.note)
