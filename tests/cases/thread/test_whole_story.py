"""A whole story, and then everything that is kept of it, read byte by byte."""

import logging

import pytest

from mori.cases.keys.models import Share
from mori.core.db import db
from mori.notifications.models import Message
from tests.cases.evidence.sending import add, begin, piece, send, taken_out
from tests.cases.opening import PASSPHRASE, give_key, handled_alert, opened
from tests.cases.outsiders.writing import look, numbers_on, outside_alert, write_further
from tests.cases.outsiders.writing import write as write_from_outside
from tests.cases.thread.writing import answer, case_of, messages_on, write
from tests.safeguarding.alerts.alarm import climb, hand_over

pytestmark = pytest.mark.usefixtures("noon", "english")
PLANTED = [f"rahasia-{word}-tertanam" for word in ("satu", "dua", "tiga", "empat", "lima", "enam")]
FILE = b"%PDF-1.7\n" + b"berkas-rahasia-tertanam " * 6000


@pytest.fixture
def story(visit, cast, app, caplog):
    """Everything that messages, files and numbers can do, by a person, officers and a stranger."""
    caplog.set_level(logging.DEBUG)
    give_key(cast.ningsih, app)
    alert, phone = handled_alert(cast), visit(cast.sari)
    write(phone, alert, PLANTED[0])
    write(phone, alert, " ")
    officer = opened(visit, cast.ningsih, PASSPHRASE)
    case_of(officer, alert)
    answer(officer, alert, PLANTED[1])
    messages_on(phone, alert)
    messages_on(visit(cast.sari), alert)
    case_of(officer, alert)
    key = begin(phone, alert, FILE).json["key"]
    piece(phone, alert, key, FILE, 0)
    send(phone, alert, FILE, words=PLANTED[2], name=f"{PLANTED[3]}.pdf")
    add(officer, alert, FILE + b"%%EOF", words=PLANTED[2])
    taken_out(officer, key=key)
    number, secret = numbers_on(write_from_outside(visit(), PLANTED[4]))
    look(visit(), number, secret)
    write_further(visit(), number, secret, PLANTED[5])
    case_of(officer, outside_alert())
    climb(alert.due_at)
    return alert


def everything_in_the_database():
    for table in db.get_tables():
        for row in db.execute_sql(f'SELECT * FROM "{table}"'):
            yield table, repr(row)


def test_invariant_12_nothing_told_is_kept_in_clear_anywhere(story, app, caplog):
    kept = list(everything_in_the_database())
    folder = app.config["SETTINGS"].folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    planted = [*PLANTED, "rahasia-tertanam"]

    assert not Share.select().where(Share.is_of_server).exists()
    for words in planted:
        assert not [table for table, row in kept if words in row]
        assert words not in caplog.text
        assert not [path for path in files if words.encode() in path.read_bytes()]
    assert any(story.key in row for _table, row in kept)
    assert any("/evidence/" in str(path) for path in files)


def test_the_mail_that_goes_out_says_nothing_of_it(story):
    hand_over(story.due_at)

    said = " ".join(f"{message.subject} {message.body}" for message in Message.select())

    assert "waiting" in said
    assert not [words for words in PLANTED if words in said]
