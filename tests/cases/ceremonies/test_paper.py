"""The recovery key: two sheets of paper, tried once a year, and what they bring back."""

import datetime as dt

import pytest

from mori.accounts.operations import end_role
from mori.cases.ceremonies.models import Restoration
from mori.cases.ceremonies.rules import DRILL_EVERY
from mori.cases.keys import queries
from mori.cases.keys.models import RecoveryKey, Share
from mori.core.db import db
from mori.core.tickets import tap_ticket
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.audit.models import AuditRecord
from tests.cases.opening import PASSPHRASE, give_key
from tests.cast import NOON, role_of
from tests.safeguarding.alerts.excluding import exclude

from .keeping import NEW, OPIKS, WORDS, add, asked, both_with_keys, read, work
from .terminal import Terminal

pytestmark = pytest.mark.usefixtures("noon", "english")
FORGOTTEN = "/jaga/kunci/lupa"


@pytest.fixture
def terminal(app, cast, monkeypatch):
    return Terminal(app, monkeypatch)


@pytest.fixture
def made(terminal):
    """The recovery key, and a terminal that has its sheets on paper."""
    assert terminal.run("recovery").exit_code == 0
    return terminal


def recover(terminal, alert, *people, typed=None, reason="forgotten"):
    by = [each.email for each in people]
    return terminal.run(
        "recover", alert.key, "--reason", reason, "--by", *by, typed=typed or terminal.paper
    )


def forget(visit, *people):
    for each in people:
        assert visit(each).post(FORGOTTEN, asked()).status_code == 303


def test_it_is_kept_once_both_sheets_were_typed_back_and_its_secret_nowhere(terminal):
    reply = terminal.run("recovery")

    key = RecoveryKey.get()
    assert reply.exit_code == 0
    assert len(terminal.paper) == 8
    assert key.tried_at is not None
    dump = " ".join(
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    )
    assert key.public in dump
    assert not any(line in dump for line in terminal.paper)


def test_a_slip_on_a_sheet_is_asked_for_again_with_its_line(made):
    wrong = [*made.paper[:1], "0000 0000 0000 0000", *made.paper[2:4]]

    reply = made.run("drill", typed=[*wrong, *made.paper])

    assert reply.exit_code == 0
    assert "Line 2 is not as it was printed" in made.said


def test_sheets_that_were_typed_otherwise_than_shown_make_no_key(made):
    before = RecoveryKey.get()
    other = list(made.paper)

    reply = made.run("recovery", typed=other)

    assert reply.exit_code == 1
    assert "not what was shown" in reply.output
    assert RecoveryKey.get().id == before.id
    assert RecoveryKey.get().ended_at is None


def test_the_drill_notes_that_both_are_right_and_refuses_what_is_of_no_key(made, noon):
    noon.move_to(NOON + dt.timedelta(days=300))
    right = made.run("drill", typed=made.paper)
    halves = made.paper[:4] * 2

    wrong = made.run("drill", typed=halves)

    assert right.exit_code == 0
    assert RecoveryKey.get().tried_at == NOON + dt.timedelta(days=300)
    assert wrong.exit_code == 1
    assert "bukan satu pasang" in wrong.output


def test_sheets_that_were_replaced_are_no_drill_and_still_open_what_was_sealed_to_them(
    visit, cast, alert, app, made
):
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)
    old = made.paper
    assert made.run("recovery").exit_code == 0

    drill = made.run("drill", typed=old)
    forget(visit, cast.ningsih)
    back = recover(made, alert, cast.eko, cast.gita, typed=old)

    assert drill.exit_code == 1
    assert "sudah diganti yang lebih baru" in drill.output
    assert back.exit_code == 0
    assert WORDS in read(visit, cast.ningsih, alert, NEW)


def test_a_case_that_had_no_share_on_paper_gets_one_when_a_holder_opens_it(
    visit, cast, alert, app, terminal
):
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)
    terminal.run("recovery")
    assert not Share.select().where(Share.recovery_key.is_null(False)).exists()

    read(visit, cast.ningsih, alert)

    assert Share.select().where(Share.recovery_key.is_null(False)).count() == 1


def test_everybody_forgot_and_the_case_is_brought_back_from_paper(visit, cast, alert, app, made):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    forget(visit, cast.ningsih, cast.opik)
    lost = read(visit, cast.ningsih, alert, NEW)

    reply = recover(made, alert, cast.eko, cast.gita)

    assert WORDS not in lost
    assert reply.exit_code == 0
    assert "pairs of keys were opened" in made.said
    for who in (cast.ningsih, cast.opik):
        assert WORDS in read(visit, who, alert, NEW)
    records = AuditRecord.select().where(AuditRecord.verb == "restore")
    assert {(each.about, each.actor) for each in records} == {
        (alert.key, cast.eko.key),
        (alert.key, cast.gita.key),
    }


def test_the_person_reads_on_their_page_when_and_why(visit, cast, alert, app, made, noon):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    forget(visit, cast.ningsih, cast.opik)
    recover(made, alert, cast.eko, cast.gita)

    text = " ".join(receipt(visit, cast, alert).split())

    assert "brought back from paper by two people" in text
    assert "no officer knew their passphrase any more" in text
    assert "18 Nov" in text
    assert "Eko" not in text


def receipt(visit, cast, alert):
    code = Tap.get(Tap.alert == alert.id).code
    phone = visit(cast.sari)
    ticket = tap_ticket(phone.secret, code, NOON.timestamp())
    phone.client.set_cookie("mori_tap", ticket, domain="127.0.0.1")
    return phone.get(f"/c/{code}").text


def test_without_it_their_page_says_nothing_of_paper(visit, cast, alert):
    assert "paper" not in receipt(visit, cast, alert)


def test_it_takes_two_accounts_of_people_who_may_know_of_the_call(visit, cast, alert, app, made):
    both_with_keys(cast, app)
    add(visit(cast.ningsih), alert)
    exclude(cast.sari, cast.hasan)

    alone = recover(made, alert, cast.eko, cast.eko)
    excluded = recover(made, alert, cast.eko, cast.hasan)

    assert "It takes two people" in alone.output
    assert "dua orang lain yang harus melakukannya" in excluded.output
    assert not Restoration.select().exists()


def test_what_paper_brings_back_goes_to_whoever_may_read_it_now_alone(
    visit, cast, alert, app, made
):
    both_with_keys(cast, app)
    give_key(cast.dewi, app, "rumah panggung di tepi rawa")
    add(visit(cast.ningsih), alert)
    forget(visit, cast.ningsih)
    end_role(role_of(cast.opik), NOON)
    work(app)

    recover(made, alert, cast.eko, cast.gita, reason="left")

    current = {queries.key_of(cast.ningsih.id).id}
    held = {each.officer_key_id for each in queries.shares_of(alert.id) if each.officer_key_id}
    assert held == current


def test_before_any_officer_has_a_key_nothing_is_brought_back(visit, cast, alert, app, made):
    give_key(cast.ningsih, app)
    add(visit(cast.ningsih), alert)
    end_role(role_of(cast.ningsih), NOON)
    work(app)

    reply = recover(made, alert, cast.eko, cast.gita)

    assert reply.exit_code == 1
    assert "Minta mereka membuatnya dulu" in reply.output


def test_a_call_that_is_none_is_named_so(made, cast):
    reply = made.run("recover", "nosuchkey", "--reason", "lost", "--by", "a@b.id", "c@d.id")

    assert "No call has this key." in reply.output


def test_the_operator_and_flask_check_say_that_it_is_missing_or_not_tried_for_too_long(
    visit, cast, app, terminal, noon
):
    missing = visit(cast.gita).get("/saya").text
    terminal.run("recovery")
    there = visit(cast.gita).get("/saya").text
    noon.move_to(NOON + DRILL_EVERY)
    overdue = visit(cast.gita).get("/saya").text
    terminal.shown.clear()
    app.test_cli_runner().invoke(args=["check"])

    assert "There is no recovery key on paper yet" in missing
    assert "recovery key" not in there
    assert "were last tried on 18 November 2026" in overdue
    assert "flask key drill" in terminal.said
    assert "recovery key" not in visit(cast.hasan).get("/saya").text


@pytest.mark.parametrize("secret", [PASSPHRASE, OPIKS])
def test_an_officers_passphrase_is_in_no_table(visit, cast, app, secret):
    give_key(cast.ningsih, app, secret)

    dump = [
        str(row) for table in db.get_tables() for row in db.execute_sql(f'SELECT * FROM "{table}"')
    ]

    assert not any(secret in row for row in dump)
