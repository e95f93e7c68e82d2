"""What the pages of an application show: people, papers, what is missing, what comes next."""

from collections import defaultdict
from typing import NamedTuple

from mori.core.words import filled, marked

from ..applying import queries
from ..models import Applicant, ApplicantEvent, Application
from ..papers.models import ApplicationPaper
from ..papers.queries import papers_of
from ..papers.rules import asked_in, missing, paper_named, wanted_of, wanted_of_all
from ..rules import ApplicantState

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


class _Filed:
    """An application's papers as they are looked up: by whose they are, and by their code."""

    def __init__(self, application: Application, language: str) -> None:
        self.language = language
        self.pages: dict[tuple[int | None, str], list[ApplicationPaper]] = defaultdict(list)
        for paper in papers_of(application.id):
            self.pages[paper.applicant_id, paper.code].append(paper)

    def pieces(self, applicant_id: int | None, wanted: list[str]) -> list[Piece]:
        """What is wanted, and what came beside it."""
        others = [
            code for of, code in list(self.pages) if of == applicant_id and code not in wanted
        ]
        return [
            Piece(code, paper_named(code, self.language), self.pages.get((applicant_id, code), []))
            for code in (*wanted, *others)
        ]

    def missing(self, applicant_id: int | None, wanted: list[str]) -> list[str]:
        there = {code for of, code in self.pages if of == applicant_id}
        return [paper_named(code, self.language) for code in missing(wanted, there)]


def sheet_of(application: Application, language: str) -> Sheet:
    """All that the pages of an application show of it."""
    applicants = queries.applicants_of(application.id)
    events = queries.applicant_events([each.id for each in applicants])
    filed, for_all = _Filed(application, language), wanted_of_all(application.kind.value)
    return Sheet(
        application=application,
        places=[_place(application, each, filed, events) for each in applicants],
        pieces=filed.pieces(None, for_all),
        missing=filed.missing(None, for_all),
        history=events,
    )


def _place(
    application: Application, applicant: Applicant, filed: _Filed, events: list[ApplicantEvent]
) -> Place:
    wanted = wanted_of(
        application.kind.value, is_minor=applicant.is_minor, is_foreign=applicant.is_foreign
    )
    codes, words = _last_word(applicant, events)
    asked = filed.pieces(applicant.id, codes)[: len(codes)]
    return Place(
        applicant=applicant,
        pieces=filed.pieces(applicant.id, wanted),
        missing=filed.missing(applicant.id, wanted),
        next=filled(NEXT[applicant.state]),
        asked=asked,
        words=words,
    )


def _last_word(applicant: Applicant, events: list[ApplicantEvent]) -> tuple[list[str], str]:
    """What the office said last, where it is said to whoever applies."""
    own = [each for each in events if each.applicant_id == applicant.id]
    last = own[-1] if own else None
    if last is None or last.verb not in TOLD:
        return [], ""
    return asked_in(last.note) if last.verb == "ask" else ([], last.note)
