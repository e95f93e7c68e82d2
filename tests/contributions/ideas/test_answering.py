"""An idea is answered in time or not, with a reason, and can be taken back for eight seconds."""

import datetime as dt

import pytest

from mori.certificates.lines.models import TranscriptLine
from mori.contributions.deciding import operations
from mori.contributions.deciding.jobs import jobs
from mori.contributions.ideas.models import Idea, IdeaAnswer
from mori.contributions.ideas.rules import AnswerState, AnswerVerb, FirstReader, IdeaState, Shown
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.notifications.models import Message
from tests.cast import NOON, TODAY
from tests.contributions.ideas.bringing import ADDRESS, adopted, brought, fresh, shared

pytestmark = pytest.mark.usefixtures("noon")

REASON = "Papan itu sudah dipesan untuk Januari."
SECONDS = dt.timedelta(seconds=1)


def mails_to(person) -> list[Message]:
    return list(Message.select().where(Message.recipient == person.email).order_by(Message.id))


@pytest.mark.parametrize("verb", ["decline", "park"])
def test_without_a_reason_nothing_is_declined_or_parked(cast, visit, verb):
    idea = brought(cast)
    path, wati = f"/ide/{idea.key}/jawab", visit(cast.wati)

    refused = [wati.post(path, {"do": verb, "reason": reason}) for reason in ("", "  \n ")]
    unclear = wati.post(path, {"do": "forget", "reason": REASON})

    assert [each.status_code for each in (*refused, unclear)] == [422, 422, 422]
    assert "Tulis alasannya" in refused[0].text
    assert REASON in unclear.text
    assert not IdeaAnswer.select().exists()
    assert fresh(idea).state is IdeaState.OPEN


@pytest.mark.parametrize(
    "wrong", [{"owner": ""}, {"due_on": ""}, {"due_on": "2026-11-17"}, {"owner": "nobody"}]
)
def test_nothing_is_adopted_without_somebody_and_a_day(cast, visit, wrong):
    idea = brought(cast)
    said = {"owner": cast.rina.key, "due_on": "2026-12-01", "words": "Bagus sekali."} | wrong

    answer = visit(cast.wati).post(f"/ide/{idea.key}/adopsi", said)

    assert answer.status_code == 422
    assert "Bagus sekali." in answer.text
    assert fresh(idea).state is IdeaState.OPEN


def test_a_decline_can_be_undone_for_eight_seconds(cast, visit, settings):
    idea, wati = brought(cast), visit(cast.wati)
    path = f"/ide/{idea.key}"

    for _tap in range(2):
        wati.post(f"{path}/jawab", {"do": "decline", "reason": REASON})
    answer = IdeaAnswer.get()
    before = visit(cast.tono).get(f"/belajar/ide/{idea.key}").text
    wati.post(f"/ide/jawaban/{answer.key}/batal")

    assert REASON not in before
    assert IdeaAnswer.get().state is AnswerState.UNDONE
    assert fresh(idea).state is IdeaState.OPEN
    assert not mails_to(cast.tono)

    wati.post(f"{path}/jawab", {"do": "decline", "reason": REASON})
    said = IdeaAnswer.select().where(IdeaAnswer.state == AnswerState.PENDING).get()
    settle(settings, said.effective_at - SECONDS)
    waiting = fresh(idea).state
    with pytest.raises(Refused):  # also while the loop is late
        operations.undo_answer(said, said.effective_at)
    settle(settings, said.effective_at)
    late = wati.post(f"/ide/jawaban/{said.key}/batal")

    assert waiting is IdeaState.OPEN
    assert fresh(idea).state is IdeaState.DECLINED
    assert late.status_code == 409
    (mail,) = mails_to(cast.tono)
    assert REASON in mail.body
    assert f"/belajar/ide/{idea.key}" in mail.body
    assert REASON in visit(cast.tono).get(f"/belajar/ide/{idea.key}").text


def settle(settings, at) -> None:
    for job in jobs(settings):
        for piece in job(at):
            piece()


def test_an_answer_takes_effect_on_the_page_when_nobody_works(cast, visit, noon):
    idea, wati = brought(cast), visit(cast.wati)
    wati.post(f"/ide/{idea.key}/jawab", {"do": "park", "reason": REASON})

    noon.move_to(NOON + 9 * SECONDS)
    wati.get(f"/ide/{idea.key}")

    assert fresh(idea).state is IdeaState.PARKED


def test_unanswered_on_the_eleventh_working_day_it_is_on_list_and_overview(cast, visit, noon):
    idea = brought(cast)
    lapsed = "1 ide lewat dari hari jawabannya dijanjikan"
    last = fresh(idea).answer_by

    noon.move_to(NOON + (last - TODAY))
    in_time = [visit(cast.wati).get(path).text for path in ("/ide", "/ringkasan")]
    noon.move_to(NOON + (last + DAY - TODAY))
    late = [visit(cast.wati).get(path).text for path in ("/ide", "/ringkasan")]
    head = visit(cast.hasan).get("/ringkasan").text
    own = visit(cast.tono).get(f"/belajar/ide/{idea.key}").text
    report = visit(cast.wati).get(f"/laporan?dari={last}&sampai={last + DAY}").text

    assert str(last) == "2026-12-02"
    assert "Jawaban kantor terlambat" not in in_time[0]
    assert lapsed not in in_time[1]
    assert "1 ide menunggu jawaban" in in_time[1]
    assert "Jawaban kantor terlambat" in late[0]
    assert lapsed in late[1]
    assert lapsed in head
    assert "Kantor menjanjikan jawaban paling lambat" in own
    assert "1 ide lewat dari hari yang dijanjikan tanpa jawaban" in report


def test_an_answer_that_came_too_late_stays_in_the_report(cast, visit, noon):
    idea = brought(cast)
    late = fresh(idea).answer_by + DAY

    noon.move_to(NOON + (late - TODAY))
    visit(cast.wati).post(
        f"/ide/{idea.key}/adopsi", {"owner": cast.rina.key, "due_on": str(late + 7 * DAY)}
    )
    report = visit(cast.hasan).get(f"/laporan?dari={late}&sampai={late}").text

    assert IdeaAnswer.get().is_late
    assert "1 jawaban diberikan, 1 di antaranya terlambat" in report


def test_the_late_ones_stand_first(cast, visit):
    brought(cast, title="Yang baru")
    old = brought(cast, title="Yang lama")
    Idea.update(answer_by=TODAY - DAY).where(Idea.id == old.id).execute()

    text = visit(cast.wati).get("/ide").text

    assert text.index("Yang lama") < text.index("Yang baru")


def test_whom_the_author_chose_reads_it_first(cast, visit):
    for_head = brought(cast, title="Untuk kepala", first=FirstReader.HEAD)
    for_coordinator = brought(cast, title="Untuk koordinator")
    seen = {who: visit(getattr(cast, who)).get("/ide").text for who in ("wati", "hasan", "citra")}
    opened = {
        (who, idea.title): visit(getattr(cast, who)).get(f"/ide/{idea.key}").status_code
        for who in ("wati", "hasan", "citra", "rina", "sari")
        for idea in (for_head, for_coordinator)
    }

    assert "Untuk kepala" not in seen["wati"]
    assert "Untuk koordinator" not in seen["hasan"]
    assert "Untuk" not in seen["citra"].split("<main")[1]
    assert {where for where, status in opened.items() if status == 200} == {
        ("hasan", "Untuk kepala"),
        ("wati", "Untuk koordinator"),
    }


def test_nobody_else_reads_an_idea_before_the_office_opens_it(cast, visit):
    idea = brought(cast, shown=Shown.OFFICE)
    path, title = f"/belajar/ide/{idea.key}", fresh(idea).title

    closed = [visit(each).get(path).status_code for each in (cast.sari, cast.rina, cast.laila)]
    listed = visit(cast.sari).get("/belajar/ide").text
    visit(cast.wati).post(f"/ide/{idea.key}/bagikan")
    opened = [visit(each).get(path) for each in (cast.sari, cast.rina, cast.laila)]

    assert closed == [404, 404, 404]
    assert title not in listed
    assert [each.status_code for each in opened] == [200, 200, 404]
    assert cast.tono.name not in opened[0].text
    assert cast.tono.name not in visit(cast.sari).get("/belajar/ide").text
    assert cast.tono.name in visit(cast.wati).get(f"/ide/{idea.key}").text


def test_an_adopted_idea_is_credited_once_and_its_author_is_told(cast):
    idea = adopted(cast)

    (line,) = TranscriptLine.select()
    (mail,) = mails_to(cast.tono)

    assert (line.placement_id, line.source) == (cast.placement_tono.id, f"idea {idea.key}")
    assert idea.title in line.text
    assert cast.rina.name in mail.body
    assert idea.is_shared


def test_of_two_answers_at_once_one_is_given(cast):
    idea = fresh(brought(cast))
    operations.answer_later(idea, AnswerVerb.DECLINE, REASON, cast.wati.id, now())

    with pytest.raises(Refused):
        operations.answer_later(idea, AnswerVerb.PARK, REASON, cast.hasan.id, now())
    with pytest.raises(Refused):
        operations.adopt_idea(idea, cast.rina.id, TODAY, "", cast.hasan.id, now(), ADDRESS)

    assert IdeaAnswer.select().count() == 1


def test_an_answer_to_what_was_withdrawn_first_lapses(cast, visit, settings):
    idea = brought(cast)
    said = operations.answer_later(fresh(idea), AnswerVerb.PARK, REASON, cast.wati.id, now())
    visit(cast.tono).post(f"/belajar/ide/{idea.key}/tarik")

    settle(settings, said.effective_at)

    assert IdeaAnswer.get().state is AnswerState.LAPSED
    assert fresh(idea).state is IdeaState.WITHDRAWN
    assert not mails_to(cast.tono)


def test_a_merged_idea_names_the_other(cast, visit):
    other, idea = shared(cast, cast.sari, title="Papan urutan loket"), brought(cast)
    foreign = brought(cast, cast.laila, title="Di kantor lain")
    path, wati = f"/ide/{idea.key}/gabung", visit(cast.wati)

    wrong = wati.post(path, {"into": foreign.key})
    wati.post(path, {"into": other.key, "note": "Hampir sama."})

    assert wrong.status_code == 422
    assert fresh(idea).merged_into_id == other.id
    assert "Papan urutan loket" in visit(cast.tono).get(f"/belajar/ide/{idea.key}").text
    (mail,) = mails_to(cast.tono)
    assert "Papan urutan loket" in mail.body


def test_nobody_answers_their_own_idea(cast, visit):
    idea = brought(cast, cast.wati, first=FirstReader.HEAD)
    operations.share_idea(fresh(idea), cast.hasan.id, now())

    assert visit(cast.wati).get(f"/ide/{idea.key}").status_code == 404
    assert visit(cast.hasan).get(f"/ide/{idea.key}").status_code == 200


def test_a_parked_idea_is_taken_up_and_a_declined_one_brought_once_more(cast, visit, settings):
    parked, declined = brought(cast, title="Satu"), brought(cast, title="Dua")
    for idea, verb in ((parked, AnswerVerb.PARK), (declined, AnswerVerb.DECLINE)):
        operations.answer_later(fresh(idea), verb, REASON, cast.wati.id, now())
    settle(settings, now() + 9 * SECONDS)
    again, tono = f"/belajar/ide/{declined.key}/lagi", visit(cast.tono)

    visit(cast.hasan).post(f"/ide/{parked.key}/buka")
    empty = tono.post(again, {"reason": ""})
    tono.post(again, {"reason": "Sekarang ada anggarannya."})

    assert empty.status_code == 422
    assert {fresh(each).state for each in (parked, declined)} == {IdeaState.OPEN}
    assert "Sekarang ada anggarannya." in visit(cast.wati).get(f"/ide/{declined.key}").text
