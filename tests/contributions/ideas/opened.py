"""Ideas for the pages that are opened by a key, and for their lists."""

from mori.contributions.ideas.models import Idea, IdeaAnswer, IdeaStep
from mori.contributions.ideas.rules import FOLDER, UNDO_WITHIN, AnswerVerb, IdeaState
from mori.core.clock import now
from tests.contributions.ideas.bringing import adopted, brought, done, shared

PHOTO = "papanidecontoh"


def idea_rows(cast, store) -> dict[str, str]:
    """Loader's name → the key of a row of Banua: Tono's, parked, and opened to nobody else."""
    idea = brought(cast)
    store.put(f"{FOLDER}/{PHOTO}", b"webp")
    parked = {"state": IdeaState.PARKED, "photo": PHOTO, "bytes": 4, "width": 1, "height": 1}
    Idea.update(parked).where(Idea.id == idea.id).execute()
    answer = IdeaAnswer.create(
        idea=idea,
        office=cast.banua,
        person=cast.rina,
        verb=AnswerVerb.PARK,
        reason="Nanti.",
        state="pending",
        holds=idea.id,
        is_late=False,
        said_on=now().date(),
        at=now(),
        effective_at=now() + UNDO_WITHIN,
    )
    step = IdeaStep.create(token="opened", idea=idea, title="Ukur pintu")
    return {
        "idea_by_key": idea.key,
        "idea_answer_by_key": answer.key,
        "idea_step_by_key": step.key,
    }


def ideas_to_list(cast) -> dict[str, str]:
    """What stands in the addresses of pages of ideas, and something on each list."""
    waiting = brought(cast, title="Kursi tunggu")
    done(cast, title="Nomor antrean")
    shared(cast, cast.sari, title="Papan urutan loket")
    return {"idea": waiting.key, "adopted_idea": adopted(cast).key}
