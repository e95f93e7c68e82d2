"""What is said under an entry reaches whom it concerns, until they have opened it."""

import re

import pytest

from mori.core.db import new_key
from mori.logbook.comments.models import ThreadReading
from mori.logbook.comments.operations import add_comment
from mori.logbook.comments.queries import news_for, threads_unread
from mori.logbook.models import Comment, Entry
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import hand_over_entry
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY
from tests.logbook.writing import write_entry

QUESTION = "Pasal berapa yang dipakai, Bu?"

pytestmark = pytest.mark.usefixtures("noon")


def say(entry, person, text=QUESTION):
    add_comment(entry, person.id, text, new_key(), NOON)


def unread_of(cast, who):
    return [each.key for each in news_for(getattr(cast, who).id, cast.banua.id)]


def news_on(page):
    """The section of news on a page, or nothing."""
    found = re.search(r'<section id="news">.*?</section>', page, re.S)
    return found[0] if found else ""


def card_of(entry, page):
    return re.search(rf'<li id="entry-{entry.key}".*?</li>', page, re.S)[0]


def test_a_question_stands_on_the_card_with_its_number_and_in_the_news(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.sari, "Boleh tanya?")
    say(entry, cast.sari)

    page = visit(cast.rina).get("/tinjau").text

    assert QUESTION in card_of(entry, page)
    assert "2 komentar" in card_of(entry, page)
    assert "Baru" in card_of(entry, page)
    assert QUESTION in news_on(page)


def test_opened_it_is_news_no_more_and_still_on_the_card(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.sari)
    rina = visit(cast.rina)

    rina.get(f"/tinjau?buka={entry.key}")
    page = rina.get("/tinjau").text

    assert not news_on(page)
    assert QUESTION in card_of(entry, page)
    assert "Baru" not in card_of(entry, page)
    assert ThreadReading.get(ThreadReading.person == cast.rina).read_at == NOON


def test_a_question_under_an_initialled_entry_reaches_the_supervisor(visit, cast):
    entry = write_entry(
        cast, YESTERDAY, state="approved", reviewer=cast.budi, reviewed_at=NOON, seen_at=NOON
    )
    say(entry, cast.sari)

    for reviewer in (cast.rina, cast.budi):  # whose intern she is, and who initialled it
        news = news_on(visit(reviewer).get("/tinjau").text)
        assert QUESTION in news
        assert f"/tinjau?buka={entry.key}" in news

    assert not unread_of(cast, "joko")


def test_the_answer_is_news_on_the_interns_day_and_stays_in_the_logbook(visit, cast):
    entry = write_entry(cast, YESTERDAY)
    say(entry, cast.rina, "Pasal 12, besok kita bahas.")
    sari = visit(cast.sari)

    before = sari.get("/").text
    sari.get(f"/logbook/{entry.key}")
    after = sari.get("/").text

    assert "Pasal 12" in news_on(before)
    assert not news_on(after)
    assert "Rina Contoh:</b> Pasal 12" in sari.get("/logbook").text


def test_ones_own_words_are_no_news(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.rina)

    assert not news_on(visit(cast.rina).get("/tinjau").text)
    assert not threads_unread([entry.id], cast.rina.id)


def test_answering_is_having_read(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.sari)
    say(entry, cast.rina, "Pasal 12.")

    assert unread_of(cast, "sari") == [entry.key]
    assert not unread_of(cast, "rina")


def test_the_same_comment_sent_again_is_no_news(cast):
    entry = write_entry(cast)
    add_comment(entry, cast.sari.id, QUESTION, "once", NOON)
    visited = ThreadReading.update(unread_since=None).where(ThreadReading.person == cast.rina)
    visited.execute()

    add_comment(entry, cast.sari.id, QUESTION, "once", NOON)

    assert Comment.select().count() == 1
    assert not unread_of(cast, "rina")


def test_whoever_only_reads_a_logbook_leaves_no_trace_there(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.sari)

    visit(cast.wati).get(f"/logbook/{entry.key}")

    assert not ThreadReading.select().where(ThreadReading.person == cast.wati).exists()
    assert unread_of(cast, "rina")


def test_whoever_takes_an_entry_over_has_its_questions_to_read(visit, cast):
    entry = write_entry(cast)
    say(entry, cast.sari)
    visit(cast.rina).get(f"/tinjau?buka={entry.key}")

    hand_over_entry(entry, cast.budi.id, cast.wati.id, NOON)

    assert "Baru" in card_of(entry, visit(cast.budi).get("/tinjau").text)


def test_whoever_has_the_entry_no_more_hears_no_more_of_it(cast):
    entry = write_entry(cast)
    say(entry, cast.sari)

    Entry.update(supervisor=cast.budi, stand_in=None).execute()

    assert not unread_of(cast, "rina")


def test_together_nothing_is_initialled_whose_comments_are_unread(visit, cast):
    plain, asked = write_entry(cast), write_entry(cast, YESTERDAY)
    say(asked, cast.sari)
    rina = visit(cast.rina)
    page = rina.get("/tinjau?pilih=semua").text

    rina.post("/tinjau/pilihan", {"pick": [f"{plain.key}.1", f"{asked.key}.1"]})

    assert f"{asked.key}.1" not in page
    assert [verdict.entry_id for verdict in Verdict.select()] == [plain.id]
    assert "1 punya komentar yang belum Anda baca." in rina.get("/tinjau").text


def test_once_read_it_is_initialled_with_the_others(visit, cast):
    asked = write_entry(cast)
    say(asked, cast.sari)
    rina = visit(cast.rina)
    rina.get(f"/tinjau?buka={asked.key}")

    rina.post("/tinjau/pilihan", {"pick": [f"{asked.key}.1"]})

    assert Verdict.select().count() == 1


def test_news_has_an_end(cast):
    for n in range(12):
        say(write_entry(cast, TODAY.replace(day=n + 1)), cast.sari)

    assert Entry.select().count() == 12
    assert len(unread_of(cast, "rina")) == 10
