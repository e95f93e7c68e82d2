"""A decision about what has changed meanwhile lapses, and what was decided is listed."""

import pytest

from mori.core.errors import Refused
from mori.core.files.images import Purpose
from mori.core.files.store import FolderStore
from mori.logbook.models import Entry
from mori.logbook.operations import Writing, change_entry
from mori.logbook.photos.operations import attach_photo, remove_photo
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import apply_verdict, decide_entry, undo_verdict
from tests.cast import NOON
from tests.logbook.review.deciding import SECOND, approve
from tests.logbook.writing import settle_until, write_entry
from tests.support.pictures import jpeg, scene


def test_an_intern_who_edits_meanwhile_is_not_refused_and_waits_again(visit, cast, clock):
    entry = write_entry(cast)
    rina = visit(cast.rina)
    approve(rina, entry)

    reply = visit(cast.sari).post(
        f"/logbook/{entry.key}", {"revision": 1, "day": entry.day, "text": "Empat konsultasi."}
    )
    settle_until(NOON + 30 * SECOND)

    assert reply.status_code == 303
    assert (Entry[entry.id].state, Entry[entry.id].revision) == ("submitted", 2)
    assert Verdict.get().state == "lapsed"
    assert "Empat konsultasi." in rina.get("/tinjau").text


@pytest.mark.parametrize("is_removed", [False, True], ids=["added", "removed"])
def test_a_decision_about_other_photos_lapses(cast, tmp_path, is_removed):
    entry, store = write_entry(cast), FolderStore(tmp_path)
    picture = jpeg(scene(64, 48))
    photo = attach_photo(store, entry, "p1", picture, Purpose.PHOTO, NOON - SECOND)
    verdict = decide_entry(entry, 1, "approve", cast.rina.id, NOON)

    if is_removed:
        remove_photo(store, photo, NOON + SECOND)
    else:
        attach_photo(store, entry, "p2", picture, Purpose.PHOTO, NOON + SECOND)
    apply_verdict(verdict.id)

    assert (Entry[entry.id].state, Verdict.get().state) == ("submitted", "lapsed")


def test_from_the_ninth_second_the_decision_came_before_the_edit(cast):
    entry = write_entry(cast)
    decide_entry(entry, 1, "approve", cast.rina.id, NOON)

    with pytest.raises(Refused):
        change_entry(entry, Writing("Empat konsultasi."), 1, NOON + 9 * SECOND)

    assert Verdict.get().state == "pending"


def test_of_an_entry_returned_meanwhile_nothing_is_decided(cast):
    entry = write_entry(cast)
    Entry.update(state="returned").execute()  # at the same revision

    with pytest.raises(Refused):
        decide_entry(entry, 1, "approve", cast.rina.id, NOON)

    assert not Verdict.select().exists()


def test_what_was_undone_or_lapsed_never_takes_effect(cast):
    entry = write_entry(cast)
    verdict = decide_entry(entry, 1, "approve", cast.rina.id, NOON)
    undo_verdict(verdict, NOON + SECOND)

    apply_verdict(verdict.id)

    assert Entry[entry.id].state == "submitted"


def test_a_decision_about_a_text_that_is_no_more_lapses(cast):
    entry = write_entry(cast)
    verdict = decide_entry(entry, 1, "approve", cast.rina.id, NOON)
    Entry.update(revision=2).execute()  # as something later may do without asking

    apply_verdict(verdict.id)

    assert (Entry[entry.id].state, Verdict.get().state) == ("submitted", "lapsed")
