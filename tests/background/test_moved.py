"""What was begun before there were long jobs goes on as one, with its key, its log and its file."""

import datetime as dt

import pytest
from playhouse.migrations import Runner

from mori.background.models import LongJob, LongJobEvent
from mori.certificates.cohorts.models import IssuingStep
from mori.cli import MIGRATIONS
from mori.core.db import db
from tests.cast import NOON

EXPORT = (
    "INSERT INTO alumni_export (id, key, token, office_id, made_by_id, form, segment, "
    "segment_said, reason, locale, state, made_at, tries, begun_at, left_before, asked, "
    "written, file) VALUES "
    "({id}, 'e{id}', 'et{id}', {office}, {person}, 'xlsx', '{{\"tahun\": \"2015\"}}', "
    "'Tahun 2015', 'Temu alumni', 'id', '{state}', '{at}', 1, '{at}', 0, 9, 7, '{file}')"
)
RUN = (
    "INSERT INTO issuing_run (id, key, token, office_id, made_by_id, locale, issued_on, state, "
    "made_at) VALUES ({id}, 'r{id}', 'rt{id}', {office}, {person}, 'en', '2026-11-18', '{state}', "
    "'{at}')"
)
STEP = (
    "INSERT INTO issuing_step (run_id, position, placement_id, kind, trouble) VALUES "
    "({run}, {position}, {placement}, 'letter', '{trouble}')"
)

MAILING = (
    "INSERT INTO mailing (id, key, token, office_id, purpose, segment, subject, body, state, "
    "total, handed, revision, made_by_id, made_at) VALUES ({id}, 'm{id}', 'mt{id}', {office}, "
    "'news', '', 'Temu alumni', 'Halo', '{state}', 0, 0, 0, {person}, '{at}')"
)


@pytest.fixture
def moved(committed):
    """Rows of the release before, and the migration."""
    cast = committed.cast
    runner = Runner(db.obj, str(MIGRATIONS))
    runner.down("0053_long_jobs")
    who = {"office": cast.banua.id, "person": cast.wati.id, "at": NOON.replace(tzinfo=None)}
    for number, (state, file) in enumerate(
        [("running", ""), ("stopped", ""), ("done", "2" * 14), ("gone", "")], 1
    ):
        db.execute_sql(EXPORT.format(id=number, state=state, file=file, **who))
    db.execute_sql(
        "INSERT INTO alumni_export_event (export_id, verb, actor_id, at, note) VALUES "
        f"(4, 'begin', {who['person']}, '{who['at']}', ''), (4, 'remove', NULL, '{who['at']}', '')"
    )
    db.execute_sql(RUN.format(id=1, state="running", **who))
    for position, trouble in enumerate(["no_signatory", ""]):
        said = {"placement": cast.placement.id, "trouble": trouble}
        db.execute_sql(STEP.format(run=1, position=position, **said))
    for number, state in enumerate(["draft", "sending", "stopped"], 1):
        db.execute_sql(MAILING.format(id=number, state=state, **who))
    runner.up()
    return {job.key: job for job in LongJob.select()}


def test_exports_keep_their_key_their_log_and_their_file(moved):
    states = {key: str(job.state) for key, job in moved.items() if job.kind == "alumni_export"}
    assert states == {"e1": "queued", "e2": "cancelled", "e3": "done", "e4": "done"}
    assert [moved[key].done for key in ("e1", "e2", "e3")] == [0, 0, 7], "those begin anew"
    assert moved["e1"].due_at == NOON
    assert moved["e3"].file_until == NOON + dt.timedelta(days=7)
    assert (moved["e4"].file, moved["e4"].why) == ("", "Temu alumni")
    assert moved["e4"].wanted == {"form": "xlsx", "segment": {"tahun": "2015"}}
    log = LongJobEvent.select().where(LongJobEvent.job == moved["e4"].id)
    assert [row.verb for row in log] == ["begin", "expire"]


def test_papers_asked_for_at_once_go_on_where_they_were(moved):
    run = moved["r1"]
    steps = IssuingStep.select().where(IssuingStep.run == run.id).order_by(IssuingStep.position)

    assert (str(run.state), run.done, run.total) == ("queued", 1, 2)
    assert (run.locale, run.wanted) == ("en", {"issued_on": "2026-11-18"})
    assert [str(step.trouble) for step in steps] == ["no_signatory", ""]


def test_messages_under_way_go_on_and_drafts_are_no_work(moved):
    states = {key: str(job.state) for key, job in moved.items() if job.kind == "mailing"}

    assert states == {"m2": "queued", "m3": "cancelled"}
    assert (moved["m2"].subject, moved["m2"].what) == ("m2", "Temu alumni")
