"""Each day's head goes outside, says nothing but itself, and finds what was cut off."""

import datetime as dt

import pytest

from mori.notifications.models import Message
from mori.safeguarding.audit.jobs import addresses_in, begin_days
from mori.safeguarding.audit.models import AuditRecord
from mori.safeguarding.audit.operations import record
from mori.safeguarding.audit.queries import missing_heads, next_in_chain
from mori.safeguarding.audit.rules import heads_in
from tests.cast import NOON
from tests.safeguarding.audit.spoiling import restore

pytestmark = pytest.mark.usefixtures("clock")
DAY = dt.timedelta(days=1)
OUTSIDE = "luar@contoh.example, lain@contoh.example"


def work(job, at):
    for piece in job(at):
        piece()


def mails():
    return list(Message.select().order_by(Message.id))


def day(at, *, records=0, actor=None):
    """A day of work: its head, then so many records."""
    work(begin_days(["luar@contoh.example"]), at)
    for number in range(records):
        record(f"act {number}", "alert-key", actor.id, at)


def test_a_head_goes_to_each_address_once_a_day_whoever_leads_and_begins_anew(app, cast):
    job = begin_days(addresses_in(OUTSIDE))
    work(job, NOON)
    work(job, NOON + dt.timedelta(hours=1))
    work(begin_days(addresses_in(OUTSIDE)), NOON + dt.timedelta(hours=2))

    assert [each.recipient for each in mails()] == ["luar@contoh.example", "lain@contoh.example"]
    assert AuditRecord.select().where(AuditRecord.about == "2026-11-18").count() == 1

    work(job, NOON + DAY)

    assert len(mails()) == 4


def test_invariant_19_a_head_says_nothing_of_what_was_recorded_or_how_much(app, cast):
    day(NOON)
    day(NOON + DAY, records=9, actor=cast.ningsih)
    day(NOON + 2 * DAY)

    quiet, busy, after = mails()
    heads = [heads_in(each.body) for each in (quiet, busy, after)]
    assert [len(each) for each in heads] == [1, 1, 1]
    assert len({head.mac for (head,) in heads}) == 3, "the day alone moves it"
    said = {
        (each.subject + each.body).replace(head.mac, "").replace(head.day, "")
        for each, (head,) in zip((quiet, busy, after), heads, strict=True)
    }
    assert len(said) == 1
    assert len({len(each.body) for each in (quiet, busy, after)}) == 1


def test_all_heads_of_a_chain_that_is_whole_are_in_it(app, cast):
    for number in range(3):
        day(NOON + number * DAY, records=2, actor=cast.ningsih)

    assert missing_heads(heads_in("".join(each.body for each in mails()))) == []


def test_after_a_restored_copy_the_command_says_what_is_gone(app, cast, tmp_path):
    runner = app.test_cli_runner()
    printed = runner.invoke(args=["audit", "key"]).output.strip()
    day(NOON, records=2, actor=cast.ningsih)
    saved = next_in_chain()
    day(NOON + DAY, records=3, actor=cast.opik)
    pasted = tmp_path / "mails.txt"
    pasted.write_text("\n> ".join(each.body for each in mails()))
    whole = runner.invoke(args=["audit", "verify", printed, "--heads", str(pasted)])

    restore(saved)
    record("act after", "alert-key", cast.ningsih.id, NOON + 2 * DAY)
    without = runner.invoke(args=["audit", "verify", printed])
    found = runner.invoke(args=["audit", "verify", printed, "--heads", str(pasted)])

    assert whole.exit_code == 0, whole.output
    assert "All 2 heads" in whole.output
    assert without.exit_code == 0, "nothing here could tell"
    assert "shows only with --heads" in without.output
    assert found.exit_code == 1
    assert "The head mailed on 2026-11-19 is not in this chain" in found.output
    assert f"after number {saved.number} of 2026-11-18 04.00 UTC" in found.output
    assert "2026-11-18 is not" not in found.output


def test_a_line_printed_after_the_copy_was_made_is_told_that_its_record_is_gone(app, cast):
    runner = app.test_cli_runner()
    saved = next_in_chain()
    day(NOON, records=3, actor=cast.ningsih)
    printed = runner.invoke(args=["audit", "key"]).output.strip()

    restore(saved)
    found = runner.invoke(args=["audit", "verify", printed])

    assert found.exit_code == 1
    assert f"Record {saved.number + 4} is not as it was written, or is gone." in found.output
