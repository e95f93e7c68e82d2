"""An adopted idea is worked on, done, looked at weeks later; its author hears it each time."""

import io

import pytest

from mori.accounts.models import Membership
from mori.certificates.lines.models import TranscriptLine
from mori.contributions.carrying import operations
from mori.contributions.carrying.jobs import erase_photos
from mori.contributions.ideas.models import Idea, IdeaStep
from mori.contributions.ideas.queries import events_of
from mori.contributions.ideas.rules import KEPT, IdeaState
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender
from mori.notifications.models import Message
from mori.placements.models import Placement
from tests.cast import NOON, TODAY
from tests.contributions.ideas.bringing import ADDRESS, adopted, done, fresh
from tests.support.pictures import jpeg, scene

pytestmark = pytest.mark.usefixtures("noon")

RESULT = {"before": "Warga bingung.", "after": "Warga tahu.", "evidence": "Papan di pintu."}


def mails_to(person) -> list[Message]:
    return list(Message.select().where(Message.recipient == person.email).order_by(Message.id))


def test_steps_are_done_by_those_who_have_them_in_hand(cast, visit):
    idea = adopted(cast, owner=cast.rina)
    path, rina = f"/belajar/ide/{idea.key}/kerja", visit(cast.rina)

    for _tap in range(2):
        rina.post(path, {"token": "a", "title": "Ukur pintu", "assignee": cast.tono.key})
    rina.post(
        path, {"token": "b", "title": "Pesan papan", "assignee": "", "step_due": "2026-11-25"}
    )
    wrong = rina.post(path, {"token": "c", "title": "", "assignee": ""})
    first, second = IdeaStep.select().order_by(IdeaStep.id)
    strangers = [visit(each).get(path).status_code for each in (cast.sari, cast.budi, cast.citra)]
    visit(cast.tono).post(f"/belajar/langkah/{first.key}", {"on": "1"})
    begun = fresh(idea).state
    rina.post(f"/belajar/langkah/{second.key}/hapus")
    kept = rina.post(f"/belajar/langkah/{first.key}/hapus")

    assert wrong.status_code == 422
    assert strangers == [404, 404, 404]
    assert begun is IdeaState.UNDER_WAY
    assert kept.status_code == 409
    assert [each.title for each in IdeaStep.select()] == ["Ukur pintu"]
    assert "1 dari 1 langkah" in visit(cast.sari).get("/belajar/ide").text


def test_it_is_done_with_results_something_to_see_and_a_day_to_look_again(cast, visit):
    idea = adopted(cast)
    path, rina = f"/belajar/ide/{idea.key}", visit(cast.rina)
    said = RESULT | {"review_on": "2026-12-30"}

    too_early = rina.post(f"{path}/selesai", said)
    rina.post(f"{path}/mulai")
    wrong = [
        rina.post(f"{path}/selesai", said | each)
        for each in (
            {"before": ""},
            {"after": ""},
            {"evidence": ""},
            {"review_on": ""},
            {"review_on": "2026-11-18"},
        )
    ]
    rina.post(f"{path}/selesai", said)

    assert [each.status_code for each in (too_early, *wrong)] == [422] * 6
    assert "Warga tahu." in wrong[2].text
    assert fresh(idea).state is IdeaState.DONE
    assert "Warga tahu." in visit(cast.sari).get(path).text
    assert "dijalankan" in TranscriptLine.get().text


def test_a_photo_shows_it_as_well_as_words(cast, visit, store):
    idea, rina = adopted(cast), visit(cast.rina)
    path = f"/belajar/ide/{idea.key}"

    nothing = rina.post(f"{path}/foto", {})
    for _time in range(2):
        file = (io.BytesIO(jpeg(scene(400, 300))), "papan.jpg")
        rina.post(f"{path}/foto", {"photo": file}, content_type="multipart/form-data")
    rina.post(f"{path}/mulai")
    rina.post(f"{path}/selesai", RESULT | {"evidence": "", "review_on": "2026-12-30"})

    assert nothing.status_code == 422
    assert fresh(idea).state is IdeaState.DONE
    assert [each.name for each in (store.folder / "ideas").iterdir()] == [fresh(idea).photo]
    seen = [visit(each).get(f"{path}/foto").status_code for each in (cast.sari, cast.laila)]
    assert seen == [200, 404]


def test_a_picture_is_erased_long_after_somebody_looked_again(cast, store, noon):
    idea = adopted(cast)
    operations.keep_photo(store, idea, jpeg(scene(400, 300)), cast.rina.id, now())
    Idea.update(state=IdeaState.DONE).where(Idea.id == idea.id).execute()
    folder = store.folder / "ideas"
    erase_photos(store, NOON + 2 * KEPT)
    waits = len(list(folder.iterdir()))
    operations.look_again(fresh(idea), True, "Masih ada.", cast.rina.id, NOON, ADDRESS)

    erase_photos(store, NOON + KEPT - DAY)
    kept = len(list(folder.iterdir()))
    for _time in range(2):
        erase_photos(store, NOON + KEPT)

    assert (waits, kept, list(folder.iterdir())) == (1, 1, [])
    assert fresh(idea).photo == ""
    assert [each.verb for each in events_of(idea.id)].count("erase") == 1


def test_weeks_later_somebody_looks_whether_it_still_runs(cast, visit, noon):
    idea = done(cast)
    path, wati = f"/belajar/ide/{idea.key}", visit(cast.wati)
    early = wati.post(f"{path}/cek", {"do": "confirm", "seen": "Masih ada."})

    noon.move_to(NOON + 42 * DAY)
    overview = visit(cast.wati).get("/ringkasan").text
    wrong = [
        visit(cast.rina).post(f"{path}/cek", said)
        for said in ({"do": "confirm", "seen": ""}, {"do": "", "seen": "Masih ada."})
    ]
    visit(cast.rina).post(f"{path}/cek", {"do": "confirm", "seen": "Masih ada."})

    assert early.status_code == 422
    assert "1 ide yang sudah selesai perlu dicek lagi" in overview
    assert [each.status_code for each in wrong] == [422, 422]
    assert fresh(idea).state is IdeaState.CONFIRMED


def test_its_author_hears_each_time_as_an_alumnus_too(cast, noon):
    idea = adopted(cast)
    leave(cast)
    operations.start_idea(idea, cast.rina.id, now(), ADDRESS)
    operations.finish_idea(fresh(idea), RESULT, TODAY + 42 * DAY, cast.rina.id, now(), ADDRESS)

    noon.move_to(NOON + 42 * DAY)
    operations.look_again(fresh(idea), False, "Papannya hilang.", cast.rina.id, now(), ADDRESS)

    took, begun, finished, looked = mails_to(cast.tono)
    assert f"/belajar/ide/{idea.key}" in took.body
    assert "/belajar/ide" not in begun.body + finished.body + looked.body
    assert RESULT["after"] in finished.body
    assert "Rabu, 30 Desember 2026" in finished.body
    assert "Papannya hilang." in looked.body
    assert fresh(idea).state is IdeaState.FADED


def test_the_mail_reaches_an_alumnus_when_it_is_done_and_when_it_was_looked_at(
    committed, mailing, mailbox, noon
):
    """Through the outbox and a mail server."""
    cast, dispatcher = committed.cast, Dispatcher([], {"mail": sender(mailing)})
    idea = adopted(cast)
    leave(cast)
    operations.start_idea(idea, cast.rina.id, now(), ADDRESS)
    finish = (RESULT, TODAY + 42 * DAY, cast.rina.id, now(), ADDRESS)
    operations.finish_idea(fresh(idea), *finish)
    deliver(dispatcher)
    first = [said(mail) for mail in mailbox.to(cast.tono.email)]

    noon.move_to(NOON + 42 * DAY)
    operations.look_again(fresh(idea), True, "Masih ada.", cast.rina.id, now(), ADDRESS)
    deliver(dispatcher)
    later = [said(mail) for mail in mailbox.to(cast.tono.email)][len(first) :]

    assert len(first) == 3
    assert any("Ide ini sudah dijalankan" in each and RESULT["after"] in each for each in first)
    (looked,) = later
    assert "masih berjalan" in looked
    assert "Masih ada." in looked


def deliver(dispatcher: Dispatcher) -> None:
    """Until nothing is due any more."""
    for _round in range(4):
        dispatcher.round(now())
        dispatcher.outgoing.settle(now())


def said(mail) -> str:
    return mail.get_content()


def leave(cast) -> None:
    """Tono's internship is over, and so is his role."""
    Placement.update(state="finished").where(Placement.id == cast.placement_tono.id).execute()
    Membership.update(ended_at=now()).where(Membership.person == cast.tono).execute()


def test_another_takes_it_in_hand(cast, visit):
    idea = adopted(cast)
    path, said = f"/belajar/ide/{idea.key}/serahkan", {"due_on": "2026-12-09"}

    wrong = visit(cast.wati).post(path, said | {"owner": ""})
    refused = visit(cast.rina).post(path, said | {"owner": cast.budi.key})
    visit(cast.wati).post(path, said | {"owner": cast.budi.key})

    assert wrong.status_code == 422
    assert refused.status_code == 404
    assert (fresh(idea).owner_id, str(fresh(idea).due_on)) == (cast.budi.id, "2026-12-09")


def test_steps_end_with_the_work(cast):
    idea = done(cast)

    with pytest.raises(Refused):
        operations.add_step(idea, "Lagi", None, None, "late")

    assert Idea.get_by_id(idea.id).state is IdeaState.DONE
