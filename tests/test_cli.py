"""Commands an operator types."""

import socket
from dataclasses import replace

import pytest

from mori.accounts.models import Membership, Person
from mori.cases.ceremonies.operations import keep_recovery_key
from mori.config import SettingError, for_flask, load
from mori.core import sealing
from mori.core.clock import now
from mori.core.files.store import FolderStore
from mori.demo.people import demo_people
from mori.logbook.models import Activity
from mori.notifications.models import Lease
from mori.notifications.rules import STALE_AFTER
from mori.offices.models import Office
from mori.recap.models import OfficeRollup
from mori.safeguarding.watch.watchdog import OWN_BEAT, beat_at
from mori.web.files import STORE


@pytest.fixture
def run(app, cast):
    def run(*args: str):
        return app.test_cli_runner().invoke(args=args)

    return run


def test_migrating_brings_the_kinds_of_work(cast):
    assert Activity.select().count() >= 10


def test_the_first_person_opens_their_office(run):
    reply = run(
        "person",
        "Kartika Contoh",
        "--office",
        "91",
        "--role",
        "head",
        "--email",
        "k@contoh.example",
    )

    assert reply.exit_code == 0
    assert "/undangan/" in reply.output
    assert Office.get(Office.code == "91").zone == "Asia/Jayapura"
    assert Membership.get(
        Membership.role == "head",
        Membership.person == Person.get(Person.email == "k@contoh.example"),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("--office", "63", "--role", "intern"),
        ("--office", "63", "--role", "intern", "--phone", "12"),
        ("--office", "63", "--role", "king", "--phone", "081234567890"),
        ("--role", "intern", "--phone", "081234567890"),
        ("--office", "99", "--role", "intern", "--phone", "081234567890"),
    ],
)
def test_a_slip_is_explained_and_changes_nothing(run, wrong):
    before = Person.select().count()

    reply = run("person", "Kartika Contoh", *wrong)

    assert reply.exit_code != 0
    assert "Error" in reply.output
    assert Person.select().count() == before


def test_someone_known_gets_the_role_and_keeps_their_name(run, cast):
    reply = run(
        "person", "Lain", "--office", "63", "--role", "coordinator", "--phone", "0811-000-00002"
    )

    assert "Rina Contoh" in reply.output
    assert Person.get_by_id(cast.rina.id).name == "Rina Contoh"


def test_lost_codes_can_be_set_up_anew(run, cast, settings):
    sealed = sealing.seal(settings.key, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Person.update(second_factor=sealed).where(Person.id == cast.opik.id).execute()

    run("codes", "opik@contoh.example")

    assert Person.get_by_id(cast.opik.id).second_factor is None


def test_a_database_with_people_of_its_own_gets_no_demonstration(app, run, cast, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))
    before = Person.select().count()

    reply = run("demo")

    assert reply.exit_code == 1  # and so `make run` stops, before it runs without codes
    assert "has people of its own" in reply.output
    assert Person.select().count() == before


def test_people_beside_those_of_the_demonstration_are_pointed_out(app, run, cast, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))
    Office.update(code="63").where(Office.id == cast.banua.id).execute()
    Person.update(email=demo_people()[0].email).where(Person.id == cast.wati.id).execute()

    reply = run("demo")

    assert reply.exit_code == 0
    assert f"CAREFUL: {Person.select().count() - 1} people here" in reply.output


def test_without_its_setting_no_demonstration_is_loaded(run):
    reply = run("demo", "--json")

    assert reply.exit_code == 1
    assert "MORI_DEMO=yes" in reply.output


@pytest.fixture
def office_settings(app, tmp_path, monkeypatch):
    """Settings as an office has them, with what a test wants otherwise."""
    listener = socket.create_server(("127.0.0.1", 0))
    well = {
        "second_factor": True,
        "base_url": "https://mori.example",
        "proxy_hops": 1,
        "mail_url": f"smtp://127.0.0.1:{listener.getsockname()[1]}",
        "mail_from": "MORI <mori@contoh.example>",
        "technical_mail": "teknisi@contoh.example",
        "deadman_url": "https://contoh.example/ping",
        "instance": str(tmp_path),
        "demo": False,
    }
    monkeypatch.setitem(app.extensions, STORE, FolderStore(tmp_path / "files"))
    Lease.create(name="work", holder="here", until=now(), beat_at=now())
    beat_at(tmp_path / OWN_BEAT, now())
    keep_recovery_key(bytes(32), now())

    def use(**changes):
        changed = replace(app.config["SETTINGS"], **well | changes)
        monkeypatch.setitem(app.config, "SETTINGS", changed)

    with listener:
        yield use


def test_nothing_is_said_of_a_server_as_an_office_needs_it(run, office_settings):
    office_settings()

    reply = run("check")

    assert (reply.exit_code, reply.output.count("\n")) == (0, 1)
    assert "Nothing stands against" in reply.output


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"second_factor": False}, "no one-time code"),
        ({"base_url": ""}, "Set MORI_BASE_URL"),
        ({"base_url": "http://mori.example"}, "Set MORI_BASE_URL"),
        ({"proxy_hops": 0}, "Set MORI_PROXY_HOPS"),
        ({"mail_url": ""}, "no officer hears of a tap"),
        ({"mail_url": "smtp://127.0.0.1:1"}, "does not answer"),
        ({"demo": True}, "Leave MORI_DEMO out"),
        ({"instance": "/nowhere"}, "Taps cannot be kept"),
    ],
)
def test_what_harms_people_is_named_with_what_to_do_and_fails(run, office_settings, changes, said):
    office_settings(**changes)

    reply = run("check")

    assert reply.exit_code == 1
    assert [line for line in reply.output.splitlines() if said in line and "WRONG" in line]


def test_counts_that_were_wrong_are_a_note(run, office_settings, cast):
    office_settings()
    OfficeRollup.create(office=cast.banua, built_at=now(), compared_at=now(), differing=3)

    reply = run("check")

    assert reply.exit_code == 0
    assert "note   Of 63 Perwakilan Banua 3 counts of the last sample were wrong" in reply.output


@pytest.mark.parametrize("setting", ["technical_mail", "deadman_url"])
def test_whom_nobody_outside_would_tell_is_a_note(run, office_settings, setting):
    office_settings(**{setting: ""})

    reply = run("check")

    assert reply.exit_code == 0
    assert "note   Nobody outside is told when background work" in reply.output


def test_a_watchdog_that_is_not_there_is_a_note(run, office_settings, tmp_path):
    office_settings()
    beat_at(tmp_path / OWN_BEAT, now() - STALE_AFTER * 2)

    reply = run("check")

    assert reply.exit_code == 0
    assert "note   Nothing takes over for the background work" in reply.output


def test_a_sender_that_servers_refuse_is_a_note(run, office_settings):
    office_settings(mail_from="mori@localhost")

    reply = run("check")

    assert reply.exit_code == 0
    assert "note   Mail comes from mori@localhost" in reply.output


def test_a_senders_name_that_says_what_a_call_is_about_is_a_note(run, office_settings):
    office_settings(mail_from="Tombol Merah <mori@contoh.example>")

    reply = run("check")

    assert reply.exit_code == 0
    assert "note   Locked screens show “Tombol Merah” as the sender" in reply.output


def test_people_of_the_demonstration_and_a_dead_worker_are_found(run, cast, office_settings):
    office_settings()
    Person.update(email=next(each.email for each in demo_people() if each.email)).where(
        Person.id == cast.sari.id
    ).execute()
    Lease.update(beat_at=now() - STALE_AFTER * 2).execute()

    reply = run("check")

    assert reply.exit_code == 1
    assert "1 people of the demonstration" in reply.output
    assert "Nothing works in the background" in reply.output


def test_photos_that_cannot_be_kept_are_found(app, run, office_settings, tmp_path, monkeypatch):
    office_settings()
    (tmp_path / "taken").write_text("")
    monkeypatch.setitem(app.extensions, STORE, FolderStore(tmp_path / "taken"))

    assert "Photos cannot be kept." in run("check").output


@pytest.mark.parametrize("key", ["", "x", "short", " " * 40])
def test_a_secret_key_that_can_be_guessed_does_not_start(app, key, tmp_path):
    with pytest.raises(SettingError, match="fewer than 16"):
        load({"MORI_SECRET_KEY": key})

    (tmp_path / "secret_key").write_text(key)
    with pytest.raises(SettingError, match="fewer than 16"):
        for_flask(replace(app.config["SETTINGS"], secret_key="", instance=str(tmp_path)))
