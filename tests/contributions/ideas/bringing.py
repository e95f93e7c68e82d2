"""Ideas for tests, brought by whoever is asked for."""

from mori.contributions.carrying import operations as carrying
from mori.contributions.deciding import operations as deciding
from mori.contributions.ideas import queries
from mori.contributions.ideas.models import Idea
from mori.contributions.ideas.operations import Words, bring_idea
from mori.contributions.ideas.rules import About, FirstReader, Shown
from mori.core.clock import now
from mori.core.workdays import DAY
from tests.cast import TODAY

ADDRESS = "https://mori.example"
PROBLEM = "Warga bertanya tiga kali di loket yang salah."
PROPOSAL = "Tempel papan biaya dan urutan loket di pintu masuk."


def words(
    title="Papan biaya di pintu",
    first=FirstReader.COORDINATOR,
    shown=Shown.NAMED,
    problem=PROBLEM,
) -> Words:
    return Words(About.SERVICE, title, problem, PROPOSAL, shown, first)


def brought(cast, by=None, at=None, **said) -> Idea:
    """One that waits for an answer; of Tono, where nobody else is named."""
    person, said_words = by or cast.tono, words(**said)
    token = f"idea {person.id} {said_words.title}"
    office_id = cast.seberang.id if person in (cast.laila, cast.joko) else cast.banua.id
    return bring_idea(said_words, office_id, person.id, token, at or now())


def fresh(idea) -> Idea:
    return queries.idea_by_id(idea.id)


def shared(cast, by=None, **said) -> Idea:
    idea = brought(cast, by, **said)
    deciding.share_idea(fresh(idea), cast.wati.id, now())
    return fresh(idea)


def adopted(cast, by=None, owner=None, **said) -> Idea:
    """One that Rina has in hand until next week, or whoever is named."""
    idea, person = fresh(brought(cast, by, **said)), owner or cast.rina
    said_by = (cast.wati.id, now(), ADDRESS)
    deciding.adopt_idea(idea, person.id, TODAY + 7 * DAY, "Terima kasih.", *said_by)
    return fresh(idea)


def done(cast, by=None, review_on=TODAY + 42 * DAY, **said) -> Idea:
    idea = adopted(cast, by, **said)
    carrying.start_idea(idea, cast.rina.id, now(), ADDRESS)
    result = {"before": "Tidak ada papan.", "after": "Ada papan.", "evidence": "Lihat pintunya."}
    carrying.finish_idea(fresh(idea), result, review_on, cast.rina.id, now(), ADDRESS)
    return fresh(idea)
