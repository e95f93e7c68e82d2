"""Every page of an idea, in each state there is, and its long lists."""

import pytest

from mori.contributions.ideas.models import Idea, IdeaAnswer
from mori.contributions.ideas.rules import AnswerState, IdeaState
from tests.cast import TODAY
from tests.contributions.ideas.bringing import brought, done, fresh

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", IdeaState)
def test_an_idea_is_shown(visit, cast, word, state):
    idea = done(cast, cast.sari)
    Idea.update(state=state, review_on=TODAY).where(Idea.id == idea.id).execute()
    path = f"/belajar/ide/{idea.key}"

    own = visit(cast.sari).get(path).text
    shown = {person.id: visit(person).get(path) for person in (cast.tono, cast.budi, cast.wati)}
    desk = visit(cast.wati).get(f"/ide/{idea.key}")
    work = visit(cast.wati).get(f"{path}/kerja")

    assert word(state) in own
    is_hidden = state in (IdeaState.DRAFT, IdeaState.WITHDRAWN)
    statuses = {each.status_code for each in (*shown.values(), desk)}
    assert statuses == ({404} if is_hidden else {200})
    assert work.status_code == 200
    assert fresh(idea).is_read_by_all is not is_hidden


@pytest.mark.parametrize("state", AnswerState)
def test_an_answer_is_shown(visit, cast, state):
    idea = brought(cast)
    IdeaAnswer.create(
        idea=idea.id,
        office=cast.banua,
        person=cast.wati,
        verb="park",
        reason="Tunggu anggaran.",
        state=state,
        holds=idea.id if state == AnswerState.PENDING else None,
        is_late=False,
        said_on=TODAY,
        at=idea.made_at,
        effective_at=idea.made_at,
    )

    own = visit(cast.tono).get(f"/belajar/ide/{idea.key}").text

    assert ("Tunggu anggaran." in own) is (state is AnswerState.GIVEN)


@pytest.mark.parametrize("path", ["/belajar/ide?saring=milikku", "/belajar/ide", "/ide"])
def test_a_long_list_goes_on(visit, cast, path):
    keys = {brought(cast, title=f"Ide ke-{number}").key for number in range(45)}
    Idea.update(is_shared=True).execute()
    browser, seen = visit(cast.wati if path == "/ide" else cast.tono), set()

    while path:
        text = browser.get(path).text
        seen |= {key for key in keys if key in text}
        more = text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        path = more.replace("&amp;", "&") if 'rel="next"' in text else ""

    assert seen == keys
