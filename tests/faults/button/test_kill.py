"""Fault 6: web workers die under load, and no tap that was answered is lost."""

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlencode

import pytest

from mori.core.tickets import help_ticket
from mori.safeguarding.button.spool import Spool

ROOT = Path(__file__).parents[3]
SECRET = b"a secret of the office, long enough"
COOKIE = f"mori_help={help_ticket(SECRET, 'p4k7m2x9q3w8za', 1)}"

KILLS = 30
CLIENTS = 6
ANSWERS_PER_KILL = 10

SERVED = """
from pathlib import Path
from mori.safeguarding.button.app import RedButton

button = RedButton(Path({folder!r}), {secret!r})
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "spool"


@pytest.fixture
def server(tmp_path, folder):
    """Serve the button by gunicorn on a loopback port."""
    (tmp_path / "served.py").write_text(SERVED.format(folder=str(folder), secret=SECRET))
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = [
            *(sys.executable, "-m", "gunicorn", "served:button", "--chdir", str(tmp_path)),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            *("--bind", f"fd://{listener.fileno()}", "--log-level", "critical"),
        ]
        port = listener.getsockname()[1]
        environ = os.environ | {"PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}"}
        process = subprocess.Popen(command, pass_fds=[listener.fileno()], env=environ)
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait(timeout=10)


class Load:
    """Clients that tap without pause and remember which taps were answered."""

    def __init__(self, port):
        self.port = port
        self.answered = queue.SimpleQueue()
        self.unanswered = queue.SimpleQueue()
        self._over = threading.Event()
        self._clients = [
            threading.Thread(target=self._tap_on, args=(number,)) for number in range(CLIENTS)
        ]

    def __enter__(self):
        for client in self._clients:
            client.start()
        return self

    def __exit__(self, *failure):
        self._over.set()
        for client in self._clients:
            client.join()

    def _tap_on(self, client):
        number = 0
        while not self._over.is_set():
            key = f"client{client}-tap{number:05d}"
            number += 1
            try:
                status = tap(self.port, key)
            except (OSError, http.client.HTTPException):
                self.unanswered.put(key)
                continue
            assert status == 303
            self.answered.put(key)


def tap(port, key):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {"Cookie": COOKIE, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/bantuan", urlencode({"t": key}), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def workers_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(worker) for worker in children.read_text().split()]


def kill_one_of(process, killed):
    """Kill a worker that was not killed before, if one has been started since."""
    for worker in set(workers_of(process)) - killed:
        os.kill(worker, signal.SIGKILL)
        return {worker}
    return set()


def test_no_answered_tap_is_lost_when_workers_are_killed(server, folder):
    process, port = server
    answered = []
    killed = set()

    with Load(port) as load:
        while len(killed) < KILLS:
            answered += [load.answered.get(timeout=15) for _ in range(ANSWERS_PER_KILL)]
            killed |= kill_one_of(process, killed)
    while not load.answered.empty():
        answered.append(load.answered.get())

    kept = [record for batch in Spool(folder, SECRET).take() for record in batch.records]
    tokens = {record["token"] for record in kept}
    assert process.poll() is None
    assert len(answered) >= KILLS * ANSWERS_PER_KILL
    assert not load.unanswered.empty(), "no worker died with a tap in its hands"
    assert set(answered) <= tokens
    assert {record["lane"] for record in kept} == {"known"}
