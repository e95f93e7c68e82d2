"""The thread under an entry."""

import pytest

from mori.logbook.models import Comment, Entry
from mori.logbook.rules import MOST_COMMENTS
from tests.cast import NOON
from tests.logbook.sending import send

pytestmark = pytest.mark.usefixtures("noon")


def test_comments_go_both_ways_and_once(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    visit(cast.rina).post(path, {"token": "c1", "text": "Besok ikut saya, ya."})
    visit(cast.rina).post(path, {"token": "c1", "text": "Besok ikut saya, ya."})
    visit(cast.sari).post(path, {"token": "c2", "text": "Siap, Bu."})

    assert [comment.text for comment in Comment.select()] == ["Besok ikut saya, ya.", "Siap, Bu."]


def test_other_words_from_a_form_that_was_sent_before_are_another_comment(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    for text in ("Besok ikut saya, ya.", "Jam delapan."):  # the browser's back keeps the token
        visit(cast.rina).post(path, {"token": "c1", "text": text})
    visit(cast.sari).post(path, {"token": "c1", "text": "Jam delapan."})

    said = [(comment.author_id, comment.text) for comment in Comment.select()]
    assert said == [
        (cast.rina.id, "Besok ikut saya, ya."),
        (cast.rina.id, "Jam delapan."),
        (cast.sari.id, "Jam delapan."),
    ]


def test_a_comment_that_would_not_be_shown_is_refused_and_stays_in_the_field(visit, cast):
    send(visit(cast.sari))
    entry = Entry.get()
    path = f"/logbook/{entry.key}/komentar"
    facts = {"entry": entry, "author": cast.sari, "at": NOON}
    Comment.insert_many(
        {"token": f"{n}", "text": f"Komentar {n}.", **facts} for n in range(MOST_COMMENTS - 1)
    ).execute()

    last = {"token": "last", "text": "Yang keseratus."}
    assert [visit(cast.sari).post(path, last).status_code for _ in "ab"] == [303, 303]
    one_more = visit(cast.sari).post(path, {"token": "more", "text": "Yang berlebih."})

    assert "Yang keseratus." in visit(cast.sari).get(f"/logbook/{entry.key}").text
    assert one_more.status_code == 409
    assert ">Yang berlebih.</textarea>" in one_more.text
    assert Comment.select().count() == MOST_COMMENTS


def test_an_empty_comment_is_asked_for_again(visit, cast):
    send(visit(cast.sari))
    path = f"/logbook/{Entry.get().key}/komentar"

    assert visit(cast.sari).post(path, {"token": "c1", "text": " "}).status_code == 422
