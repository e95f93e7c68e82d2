"""The process that watches the background work, by a clock that is set by hand."""

import datetime as dt
import os
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from mori import work
from mori.config import Settings
from mori.notifications.rules import BEAT
from mori.safeguarding.watch import outside, snapshot
from mori.safeguarding.watch.queries import roster
from mori.safeguarding.watch.watchdog import AFTER, QUICK, Watchdog
from tests.cast import NOON
from tests.safeguarding.watch.test_handing_off import Node, names

TECHNICIANS = "teknisi@contoh.example, jaga@contoh.example"
seconds = partial(dt.timedelta, 0)


class Outside(HTTPServer):
    """What has somebody called when it hears nothing; keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), Listening)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping/id?from=mori"


class Listening(BaseHTTPRequestHandler):
    server: Outside

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Nothing."""


@pytest.fixture
def deadman() -> Iterator[Outside]:
    with Outside() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def node(committed, mailing, deadman):
    node = Node(replace(mailing, technical_mail=TECHNICIANS, deadman_url=deadman.url))
    node.clock = 0.0
    node.watchdog = Watchdog(
        node.settings, work.senders_for(node.settings), ticks=lambda: node.clock
    )
    return node


def beat(node, at):
    path = node.settings.folder / BEAT
    path.touch()
    os.utime(path, (at.timestamp(),) * 2)


def watch(node, at):
    """One round, until what it began has an end."""
    node.clock = (at - NOON).total_seconds()
    node.watchdog.round(at)
    deadline = time.monotonic() + 5
    while node.unsettled() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.15)


def test_with_a_beat_a_tap_has_a_minute_and_without_one_five_seconds(node, committed, mailbox):
    node.tapped(committed.cast.sari)
    beat(node, NOON + seconds(AFTER - 1))
    watch(node, NOON + seconds(AFTER - 1))
    before = names(mailbox)
    watch(node, NOON + seconds(AFTER))
    after_a_minute = names(mailbox)
    long_after = NOON + seconds(1000)
    snapshot.write(node.settings.folder, node.settings.key, roster(long_after))
    node.tapped(committed.cast.laila, long_after)
    watch(node, long_after + seconds(QUICK - 1))
    too_early = names(mailbox).count("dewi")
    watch(node, long_after + seconds(QUICK))

    assert (before, after_a_minute, too_early) == ([], ["ningsih"], 0)
    assert "dewi" in names(mailbox)


def subjects(mailbox):
    mails = mailbox.to("teknisi@contoh.example")
    return [" ".join(str(mail["Subject"]).split()[1:4]) for mail in mails]


def test_technicians_are_told_once_again_each_hour_and_when_all_is_well(node, mailbox):
    beat(node, NOON)
    for second in (0, 59, 60, 62, 3000, 3661, 3700):
        at = NOON + seconds(second)
        snapshot.write(node.settings.folder, node.settings.key, roster(at))
        watch(node, at)
    beat(node, NOON + seconds(3702))
    watch(node, NOON + seconds(3702))

    stands = "pekerjaan latar belakang"
    assert subjects(mailbox) == [stands, stands, "semuanya baik lagi"]
    assert len(mailbox.to("jaga@contoh.example")) == 3


@pytest.mark.parametrize("spoiling", ["tampered", "stale"])
def test_a_roster_that_cannot_be_relied_on_is_told_by_the_clock_alone(node, mailbox, spoiling):
    at = NOON
    if spoiling == "tampered":
        (node.settings.folder / snapshot.FILE).write_text("x")
    else:
        at = NOON + seconds(301)
    beat(node, at)

    watch(node, at)

    (mail,) = mailbox.to("teknisi@contoh.example")
    said = "tidak bisa dibaca" if spoiling == "tampered" else "tidak diperbarui"
    assert said in mail.get_content()


def test_invariant_19_technicians_hear_the_same_whether_anybody_tapped(node, committed, mailbox):
    heard = []
    for number, person in enumerate((None, committed.cast.sari)):
        began = NOON + dt.timedelta(days=number)
        beat(node, began)
        snapshot.write(node.settings.folder, node.settings.key, roster(began))
        watch(node, began)  # all is well
        mailbox.clear()
        if person:
            node.tapped(person, began + seconds(30))
        for second in (30, 61, 70, 130):
            watch(node, began + seconds(second))
        mails = mailbox.to("teknisi@contoh.example")
        heard.append([(m["Subject"], m.get_content().split("UTC")[1]) for m in mails])

    assert names(mailbox).count("ningsih") == 1
    assert heard[0] == heard[1] != []


def test_the_dead_man_hears_from_us_each_minute_while_all_is_well(node, deadman):
    for second in range(0, 130, 10):
        at = NOON + seconds(second)
        beat(node, at)
        watch(node, at)

    assert deadman.heard == ["/ping/id?from=mori"] * 3


def test_the_dead_man_hears_nothing_while_the_background_work_stands(node, deadman):
    beat(node, NOON - seconds(61))

    watch(node, NOON)

    assert deadman.heard == []


@pytest.fixture
def ours(tmp_path) -> Iterator[Outside]:
    """Our own address, with a certificate that nobody has a reason to believe."""
    files = ["-keyout", str(tmp_path / "k"), "-out", str(tmp_path / "c")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    subprocess.run([*made, *files], capture_output=True, timeout=60, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c", tmp_path / "k")
    with Outside() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_the_dead_man_hears_nothing_where_our_address_or_its_certificate_fails(ours, deadman):
    settings = Settings(base_url=f"https://127.0.0.1:{ours.server_port}", deadman_url=deadman.url)

    with pytest.raises(ssl.SSLCertVerificationError):
        outside.ping(settings)

    assert deadman.heard == ours.heard == []


def test_a_server_that_hangs_or_refuses_holds_up_no_round(node, committed, mailbox):
    mailbox.close()
    node.tapped(committed.cast.sari)
    began = time.monotonic()

    node.watchdog.round(NOON + seconds(10))

    assert time.monotonic() - began < 5
