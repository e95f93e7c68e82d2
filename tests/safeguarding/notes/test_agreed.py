"""What was agreed: whoever handles it adds, those told read, and it is sealed at rest."""

import pytest

from mori.core import sealing
from mori.core.db import db
from mori.safeguarding.alerts import operations
from mori.safeguarding.notes.models import AlertNote
from tests.cast import NOON
from tests.safeguarding.alerts.alarm import alert_of, climb, minutes, reload
from tests.safeguarding.alerts.excluding import exclude

pytestmark = pytest.mark.usefixtures("noon")
WORDS = "Bertemu Kamis di Mushala Contoh,\nhanya kakaknya yang tahu"


@pytest.fixture
def alert(cast, noon):
    """Sari's; Ningsih and Opik were told, and Ningsih handles it."""
    alert = alert_of(cast.sari)
    climb(NOON)
    climb(NOON + minutes(2))
    operations.acknowledge_alert(reload(alert), cast.ningsih.id, NOON)
    return reload(alert)


def add(visit, who, alert, text=WORDS, token="t1"):
    return visit(who).post(f"/jaga/{alert.key}/catatan", {"text": text, "token": token})


def seen_by(visit, who, alert):
    return visit(who).get(f"/jaga/{alert.key}")


def test_everybody_who_was_told_reads_it_with_its_author_and_time(visit, cast, alert, noon):
    noon.move_to(NOON + minutes(7))

    assert add(visit, cast.ningsih, alert).status_code == 303

    for who in (cast.ningsih, cast.opik):
        notes = seen_by(visit, who, alert).text.split('id="notes"')[1].split("</section>")[0]
        assert WORDS in notes
        assert "Ningsih Contoh" in notes
        assert "12.07" in notes


def test_invariant_12_nothing_of_it_is_on_disk_in_clear(visit, cast, alert, app):
    add(visit, cast.ningsih, alert)

    (stored,) = db.execute_sql("SELECT sealed FROM alert_note").fetchone()
    assert "Mushala" not in stored
    assert sealing.unseal(app.config["SECRET_KEY"], stored) == WORDS


def test_whoever_was_not_told_or_is_excluded_by_now_finds_nothing(visit, cast, alert):
    add(visit, cast.ningsih, alert)
    exclude(cast.sari, cast.opik)

    for who in (cast.opik, cast.hasan, cast.dewi, cast.sari, cast.rina):
        assert add(visit, who, alert, token="t2").status_code == 404
        assert seen_by(visit, who, alert).status_code == 404
    assert AlertNote.select().count() == 1


def test_another_officer_reads_and_adds_nothing(visit, cast, alert):
    assert add(visit, cast.opik, alert).status_code == 409
    assert AlertNote.select().count() == 0
    assert "/catatan" not in seen_by(visit, cast.opik, alert).text


def test_one_note_stays_beside_the_next_and_the_same_form_twice_is_one(visit, cast, alert):
    for text, token in (("Pertama.", "t1"), ("Pertama.", "t1"), ("Kedua.", "t2")):
        assert add(visit, cast.ningsih, alert, text, token).status_code == 303

    html = seen_by(visit, cast.opik, alert).text
    assert html.index("Kedua.") < html.index("Pertama.")
    assert html.count("Pertama.") == 1


def test_an_empty_note_is_asked_for_again(visit, cast, alert):
    answer = add(visit, cast.ningsih, alert, " ")

    assert answer.status_code == 422
    assert "Tulis apa yang disepakati." in answer.text


def test_a_long_note_comes_back_whole(visit, cast, alert):
    answer = add(visit, cast.ningsih, alert, "panjang " * 100)

    assert answer.status_code == 422
    assert "panjang " * 99 in answer.text
