"""Questions of Banua as tests need them."""

from mori.core.clock import now
from mori.guidebook.quizzes import operations, queries
from mori.guidebook.quizzes.models import QuizQuestion, QuizWording
from mori.guidebook.quizzes.operations import Proposal
from mori.guidebook.quizzes.rules import Asked, Option
from tests.guidebook.publishing import chapter

ASKED = Asked(
    "Ke mana surat ini dikirim?",
    "Where does this letter go?",
    [
        Option("a", True, "Ke loket", "The counter", "Tepat: di sana dicatat.", "Right: filed."),
        Option("b", False, "Ke rumah", "Home", "Di sana hilang.", "It gets lost there."),
    ],
)
TYPED = {
    "token": "t",
    "text": ASKED.text,
    "text_en": ASKED.text_en,
    "option_a": "Ke loket",
    "why_a": "Tepat: di sana dicatat.",
    "option_en_a": "The counter",
    "why_en_a": "Right: filed.",
    "option_b": "Ke rumah",
    "why_b": "Di sana hilang.",
    "option_en_b": "Home",
    "why_en_b": "It gets lost there.",
    "right": "a",
}


def proposed_question(cast, of=None, *, by=None, asked: Asked = ASKED) -> QuizWording:
    """One that Rina would add to a chapter."""
    author = by or cast.rina
    said = Proposal(asked)
    token = f"{author.id} {asked.digest}"[:40]
    row = operations.propose_question(of or chapter(), cast.banua.id, said, token, author.id, now())
    return queries.wording_by_key(row.key)


def reworded(cast, question: QuizQuestion, asked: Asked = ASKED, **said) -> QuizWording:
    """How Rina would word a question otherwise."""
    base = queries.wording_in_force(cast.banua.id, question)
    proposal = Proposal(asked, base.key if base else "", **said)
    token = f"{question.key} {asked.digest} {said}"[:60]
    return operations.propose_wording(question, cast.banua.id, proposal, token, cast.rina.id, now())


def approve_wording(cast, wording: QuizWording) -> None:
    of = queries.wording_by_key(wording.key).question.chapter
    operations.approve_wordings(of, cast.banua.id, [wording.key], cast.wati.id, now())


def in_force(cast, number: int = 1) -> list[QuizWording]:
    """What a chapter of the guidebook asks in Banua."""
    rows = queries.wordings_in_force(cast.banua.id, [chapter(number).id])
    return [row for row in rows if not row.is_retired]
