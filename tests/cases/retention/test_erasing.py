"""A case closed long ago: the person is asked, a second officer makes sure, and nothing is left."""

from pathlib import Path

import pytest

from mori.cases.entries.models import CaseEntry
from mori.cases.entries.operations import add_entry
from mori.cases.entries.rules import EntryKind
from mori.cases.evidence.models import PieceToRemove
from mori.cases.evidence.operations import begin_evidence, receive_whole, sweep_evidence
from mori.cases.evidence.queries import files_of
from mori.cases.evidence.rules import FOLDER, piece_file
from mori.cases.keys.models import CasePair, Share
from mori.cases.retention import operations
from mori.cases.retention.jobs import empty_log
from mori.cases.retention.models import ErasedCase, Retention
from mori.cases.retention.rules import YEAR, Answer
from mori.core.db import db, empty_write_ahead_log
from mori.core.errors import Refused
from mori.core.files.store import FolderStore, StoreAway
from mori.notifications.models import Message
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery, Tap
from mori.safeguarding.alerts.rules import AlertState
from mori.safeguarding.audit.models import AuditRecord
from mori.safeguarding.circles.models import KeptOut
from mori.safeguarding.lasting import jobs as lasting
from mori.safeguarding.lasting.ledger import Ledger
from mori.safeguarding.lasting.models import LastingChange
from mori.safeguarding.routing.operations import register_relation
from mori.safeguarding.routing.rules import RelationKind
from tests.cases.closing.deciding import SAFE, decided, reached_alert
from tests.cases.evidence.sending import photo
from tests.cases.opening import give_key
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import ADDRESS, reload
from tests.safeguarding.subjects.naming import name
from tests.safeguarding.tapping import SECRET

SENTENCE = "Di lorong lantai dua, sesudah rapat"
ALL = (Alert, AlertEvent, Delivery, Tap, CaseEntry, CasePair, Share, Retention)
DUE = NOON + 2 * YEAR + YEAR / 12


@pytest.fixture
def closed(app, cast, noon):
    """Sari's, closed by two; what she told stands in it."""
    give_key(cast.ningsih, app)
    alert = reached_alert(cast)
    key = app.config["SECRET_KEY"]
    add_entry(alert, EntryKind.ACCOUNT, SENTENCE, cast.ningsih.id, "a", key, NOON)
    return decided(alert, SAFE, cast.ningsih, cast.opik)


def wish(alert, officer, answer=Answer.ERASE, at=DUE, token="t"):
    operations.note_answer(alert, answer, officer.id, token, 2, at, ADDRESS)


def everything():
    """Each text in each table, as a dump would have it."""
    names = [name for name in db.get_tables() if name not in ("migratehistory", "audit_record")]
    return {name: repr(db.execute_sql(f'SELECT * FROM "{name}"').fetchall()) for name in names}


def test_its_files_are_taken_out_of_the_store_too(visit, closed, cast, store, noon, app):
    receive_whole(store, closed, None, photo(), "f", app.config["SECRET_KEY"], NOON)
    files = files_of(closed.id)
    wish(closed, cast.ningsih)
    noon.move_to(DUE)

    answer = visit(cast.opik).post(f"/jaga/{closed.key}/hapus")

    assert answer.status_code == 303
    assert len(files) > 0
    assert not any(store.get(file) for file in files)


def test_files_that_a_kill_left_in_the_store_go_the_next_minute(closed, cast, store, app):
    receive_whole(store, closed, None, photo(), "f", app.config["SECRET_KEY"], NOON)
    begun = begin_evidence(closed, None, 100, "d" * 64, "g", NOON)
    uncounted = piece_file(begun.key, 0, CasePair.get(CasePair.alert == closed).id)
    store.put(f"{FOLDER}/{uncounted}", b"sealed")
    files = files_of(closed.id)
    wish(closed, cast.ningsih)

    operations.erase_case(closed, cast.opik.id, 2, DUE)  # and the process is killed here

    assert f"{FOLDER}/{uncounted}" in files
    assert all(store.get(file) for file in files)
    sweep_evidence(store, DUE)
    assert not any(store.get(file) for file in files)
    assert not PieceToRemove.select().exists()


def test_a_store_that_is_away_keeps_nobody_from_erasing(
    visit, closed, cast, store, noon, app, monkeypatch
):
    receive_whole(store, closed, None, photo(), "f", app.config["SECRET_KEY"], NOON)
    files = files_of(closed.id)
    wish(closed, cast.ningsih)
    noon.move_to(DUE)

    def away(*_said):
        raise StoreAway

    with monkeypatch.context() as broken:
        broken.setattr(FolderStore, "remove", away)
        answer = visit(cast.opik).post(f"/jaga/{closed.key}/hapus")
    assert answer.status_code == 303
    assert not Alert.select().exists()
    sweep_evidence(store, DUE)

    assert not any(store.get(file) for file in files)


def test_nothing_is_left_but_that_there_was_a_case(closed, cast):
    code, sealed = (
        Tap.get(Tap.alert == closed).code,
        CaseEntry.get(CaseEntry.alert == closed).sealed,
    )
    wish(closed, cast.ningsih)

    operations.erase_case(closed, cast.opik.id, 2, DUE)

    assert [model.__name__ for model in ALL if model.select().exists()] == []
    assert not Message.select().where(Message.token.contains(closed.key)).exists()
    left = everything()
    kept = {name for name, text in left.items() if closed.key in text}
    assert kept == {"erased_case", "lasting_change"}
    assert [name for name, text in left.items() if code in text or sealed in text] == []
    assert ErasedCase.get(ErasedCase.key == closed.key).year == NOON.year
    verbs = [row.verb for row in AuditRecord.select().where(AuditRecord.about == closed.key)]
    assert verbs[-2:] == ["wish erase", "erase"]


def test_nobody_reads_who_was_kept_out_of_it_any_more(closed, cast, tmp_path):
    ledger = Ledger(tmp_path, SECRET)
    name(closed, cast.hasan)
    Alert.update(state=AlertState.CLOSED, closed_at=NOON).where(Alert.id == closed.id).execute()
    said = LastingChange.select().where(LastingChange.token.startswith("kept out"))
    assert KeptOut.select().exists()
    assert [cast.hasan.key in row.said for row in said] == [True]
    for piece in lasting.keep_in_file(ledger, DUE):
        piece()
    wish(closed, cast.dewi)

    operations.erase_case(closed, cast.eko.id, 2, DUE)

    assert not KeptOut.select().exists()
    assert [cast.hasan.key in row.said for row in said.clone()] == [False]
    for piece in lasting.make_again(ledger, DUE):
        piece()
    assert not KeptOut.select().exists(), "the file beside the spool brings nothing back"


def test_of_a_call_that_a_restored_copy_lacks_it_is_forgotten_as_well(cast):
    KeptOut.create(about="another-alert2", person=cast.hasan, is_subject=True)

    operations.erase_again({"alert": "another-alert2"}, DUE)

    assert not KeptOut.select().exists()


def test_nobody_erases_alone(closed, cast):
    with pytest.raises(Refused):
        operations.erase_case(closed, cast.opik.id, 2, DUE)
    wish(closed, cast.ningsih)
    with pytest.raises(Refused, match="another officer"):
        operations.erase_case(closed, cast.ningsih.id, 2, DUE)

    assert reload(closed)


@pytest.mark.parametrize("at", [NOON, NOON + 2 * YEAR - YEAR / 12])
def test_before_its_time_nothing_can_be_noted_or_erased(closed, cast, at):
    with pytest.raises(Refused):
        wish(closed, cast.ningsih, at=at)


def test_what_is_open_is_never_due(app, cast, noon):
    alert = reached_alert(cast)

    with pytest.raises(Refused):
        wish(alert, cast.ningsih)


def test_whoever_wants_it_kept_is_asked_again_after_a_year(closed, cast):
    wish(closed, cast.ningsih, Answer.KEEP)

    with pytest.raises(Refused):
        wish(closed, cast.opik, at=DUE + YEAR * 0.9, token="u")
    with pytest.raises(Refused):
        operations.erase_case(closed, cast.opik.id, 2, DUE + YEAR * 1.1)
    wish(closed, cast.opik, at=DUE + YEAR * 1.1, token="u")
    operations.erase_case(closed, cast.ningsih.id, 2, DUE + YEAR * 1.2)

    assert ErasedCase.select().exists()


def test_a_case_opened_again_is_not_erased_by_an_answer_from_before(closed, cast):
    wish(closed, cast.ningsih)
    Alert.update(closed_at=DUE + YEAR / 12).where(Alert.id == closed.id).execute()

    with pytest.raises(Refused):
        operations.erase_case(closed, cast.opik.id, 2, DUE + 3 * YEAR)


def test_in_a_restored_copy_it_is_erased_again(closed, cast, tmp_path):
    ledger = Ledger(tmp_path, SECRET)
    with db.atomic() as copy:
        wish(closed, cast.ningsih)
        operations.erase_case(closed, cast.opik.id, 2, DUE)
        for piece in lasting.keep_in_file(ledger, DUE):
            piece()
        copy.rollback()  # as in a copy of before
    assert Alert.select().exists()

    for piece in lasting.make_again(ledger, DUE):
        piece()

    assert [model.__name__ for model in ALL if model.select().exists()] == []


def test_the_pages_ask_note_and_erase(closed, cast, visit, noon):
    noon.move_to(DUE)
    for officer in (cast.ningsih, cast.opik):
        assert closed.key in visit(officer).get("/jaga/tanya-hapus").text
    assert closed.key not in visit(cast.hasan).get("/jaga/tanya-hapus").text
    first = visit(cast.ningsih)
    said = {"token": "t", "answer": "erase"}
    assert first.post(f"/jaga/{closed.key}/jawaban", {"answer": "burn"}).status_code == 409
    assert first.post(f"/jaga/{closed.key}/jawaban", said).status_code == 303
    assert first.post(f"/jaga/{closed.key}/jawaban", said).status_code == 303
    assert "/hapus" not in first.get(f"/jaga/{closed.key}").text
    assert visit(cast.hasan).post(f"/jaga/{closed.key}/hapus", {}).status_code == 404

    second = visit(cast.opik)
    assert "/hapus" in second.get(f"/jaga/{closed.key}").text
    assert second.post(f"/jaga/{closed.key}/hapus", {}).status_code == 303

    assert second.get(f"/jaga/{closed.key}").status_code == 404
    assert closed.key not in second.get("/jaga/tanya-hapus").text


def test_an_excluded_officer_is_not_asked(closed, cast, visit, noon):
    noon.move_to(DUE)
    kind, source = RelationKind.PRIVATE, "wish later"
    register_relation(cast.sari.id, [cast.opik.id], kind, DUE.date(), None, source)

    assert closed.key not in visit(cast.opik).get("/jaga/tanya-hapus").text


def test_no_page_asks_before_its_time(closed, cast, visit):
    assert closed.key not in visit(cast.ningsih).get("/jaga/tanya-hapus").text
    assert "/jawaban" not in visit(cast.ningsih).get(f"/jaga/{closed.key}").text


@pytest.mark.once  # PostgreSQL leaves it to its vacuum
def test_nothing_of_it_is_left_in_the_file_of_the_database(committed):
    app, cast = committed.app, committed.cast
    give_key(cast.ningsih, app)
    alert = reached_alert(cast)
    key = app.config["SECRET_KEY"]
    entry = add_entry(alert, EntryKind.ACCOUNT, SENTENCE * 20, cast.ningsih.id, "a", key, NOON)
    closed = decided(alert, SAFE, cast.ningsih, cast.opik)
    path = Path(committed.settings.database.removeprefix("sqlite:///"))
    marks = {
        "text": entry.sealed[200:264].encode(),
        "share": Share.get().sealed[20:84].encode(),
        "tap": Tap.get().token.encode(),
    }
    empty_write_ahead_log()
    assert {name for name, mark in marks.items() if mark in bytes_of(path)} == marks.keys()
    wish(closed, cast.ningsih)

    operations.erase_case(closed, cast.opik.id, 2, DUE)
    empty_log(DUE)

    assert {name for name, mark in marks.items() if mark in bytes_of(path)} == set()


def bytes_of(path):
    """What somebody finds who has the disk."""
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
