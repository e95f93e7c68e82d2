"""Rows of applications for the pages that are opened by a key."""

from mori.applications.papers.models import ApplicationPaper
from mori.applications.questions.operations import ask_question
from mori.core.clock import now
from mori.web.files import STORE
from tests.applications.public.writing import applicants, begin, opening_of, sent_alone


def application_rows(app, cast, visit):
    """Loader's name → the key of a row of Banua."""
    begin(visit(), token="draft")
    sent_alone(visit())
    applicant = applicants()[0]
    paper = ApplicationPaper.create(
        token="a",
        application=applicant.application_id,
        applicant=applicant.id,
        code="cv",
        kind="webp",
        bytes=4,
        at=now(),
    )
    app.extensions[STORE].put(paper.path, b"webp")
    return {
        "opening_by_key": opening_of(cast).key,
        "application_paper_by_key": paper.key,
        "question_by_key": ask_question(
            cast.banua.id, "Apakah harus membawa laptop?", "", "id", "q", now()
        ).key,
    }
