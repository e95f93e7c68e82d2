"""Figures of a tree, made anew when something of it changes: nobody counts them on a request."""

from mori.cascades.questions.rules import ENOUGH, is_to_be_shown, tally
from mori.core.db import writing

from ..models import AnswerShare, CascadeFigure, Teaching
from ..queries import evidence_facts, teaching_by_id
from ..rules import TeachingState, evidence_of
from . import queries
from .rules import figures_by_cut


@writing()
def count_tree(training_id: int) -> None:
    """All figures of a tree; whoever calls holds the tree."""
    CascadeFigure.delete().where(CascadeFigure.training == training_id).execute()
    made = figures_by_cut(queries.taught_in(training_id))
    rows = [
        {
            "training": training_id,
            "evidence": cut.evidence,
            "level": cut.level,
            "region": cut.region_id or None,
            **figures._asdict(),
        }
        for cut, figures in made.items()
    ]
    for start in range(0, len(rows), 50):
        CascadeFigure.insert_many(rows[start : start + 50]).execute()
    count_answers(training_id)


@writing()
def count_answers(training_id: int) -> None:
    """How answers stand at each level, where enough are new."""
    shown = {each.level: each.answers for each in queries.shares_of(training_id)}
    found = {
        level: tally(answers) for level, answers in queries.answers_by_level(training_id).items()
    }
    for level, (answers, right) in found.items():
        if is_to_be_shown(answers, shown.get(level, 0)):
            _drop_share(training_id, level)
            said = " ".join(map(str, right))
            AnswerShare.create(training=training_id, level=level, answers=answers, right=said)
    for level in shown:
        if level not in found or found[level][0] < ENOUGH:
            _drop_share(training_id, level)


def _drop_share(training_id: int, level: int) -> None:
    AnswerShare.delete().where(
        AnswerShare.training == training_id, AnswerShare.level == level
    ).execute()


@writing()
def weigh_evidence(teaching_id: int) -> bool:
    """How well a teaching is shown, by what there is now; whether that changed."""
    teaching = teaching_by_id(teaching_id)
    confirmations, files = evidence_facts(teaching_id)
    evidence = evidence_of(
        is_checked=teaching.state is TeachingState.CHECKED,
        confirmations=confirmations,
        heads=teaching.headcount or 0,
        files=files,
    )
    changed = Teaching.update(evidence=evidence).where(
        Teaching.id == teaching_id, Teaching.evidence != evidence
    )
    return bool(changed.execute())
