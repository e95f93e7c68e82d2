"""The files an operator copies: units, settings and the proxy of docs/running.md."""

import configparser
import http.client
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mori import config
from mori.cli import migrate, watch, work
from mori.web.files import MOST_BYTES

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
RELEASE = "/srv/mori/current"
SERVICES = sorted(DEPLOY.glob("*.service"))
SOCKETS = sorted(DEPLOY.glob("*.socket"))
NGINX = (DEPLOY / "nginx.conf").read_text()
PATIENCE = 20.0

# What a unit may say; systemd itself only warns of a key that it does not know.
KNOWN = {
    "Unit": "Description Documentation After Wants Requires StartLimitIntervalSec",
    "Service": "Type User Group WorkingDirectory EnvironmentFile ExecStart Restart RestartSec "
    "TimeoutStopSec KillMode OOMScoreAdjust Nice CPUWeight StateDirectory StateDirectoryMode UMask "
    "NoNewPrivileges CapabilityBoundingSet ProtectSystem ProtectHome PrivateTmp PrivateDevices "
    "ProtectClock ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables "
    "ProtectControlGroups RestrictAddressFamilies RestrictNamespaces RestrictRealtime "
    "RestrictSUIDSGID LockPersonality SystemCallArchitectures SystemCallFilter",
    "Socket": "ListenStream SocketUser SocketGroup SocketMode DirectoryMode Backlog",
    "Install": "WantedBy",
}


def unit(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(comment_prefixes="#", delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return parser


def command(path: Path) -> list[str]:
    return shlex.split(unit(path)["Service"]["ExecStart"])


def environment(*, with_commented: bool = False) -> dict[str, str]:
    """What mori.env sets, read as a shell and systemd read it."""
    lines = (DEPLOY / "mori.env").read_text().splitlines()
    if with_commented:
        lines = [re.sub(r"^#(?=[A-Z_]+=)", "", line) for line in lines]
    settings = [line for line in lines if line and not line.startswith("#")]
    pairs = (line.partition("=") for line in settings)
    return {name: " ".join(shlex.split(value)) for name, _, value in pairs}


def block(opening: str) -> str:
    """The directives of one block of nginx.conf, up to the brace that closes it."""
    rest = NGINX.split(f"{opening} {{", 1)[1]
    depth = 1
    for place, sign in enumerate(rest):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return rest[:place]
    raise AssertionError(f"{opening}: the brace is not closed")


@pytest.mark.parametrize("path", SERVICES + SOCKETS, ids=lambda path: path.name)
def test_a_unit_says_only_what_systemd_knows(path):
    said = unit(path)

    unknown = [
        f"{section}.{key}"
        for section in said.sections()
        for key in said[section]
        if key not in KNOWN.get(section, "").split()
    ]
    assert not unknown


def test_systemd_has_nothing_to_say_about_the_units(tmp_path):
    for path in SERVICES + SOCKETS:
        text = re.sub(rf"ExecStart={RELEASE}\S+", "ExecStart=/bin/sh", path.read_text())
        (tmp_path / path.name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.M))
    checker = shutil.which("systemd-analyze")
    if checker is None:  # the keys are checked above on every machine
        return

    names = [str(tmp_path / path.name) for path in SERVICES + SOCKETS]
    done = subprocess.run(
        [checker, "verify", *names], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_restarted_for_ever_and_owns_only_its_folder(path):
    service = unit(path)["Service"]

    assert service["Restart"] == "always"
    assert unit(path)["Unit"]["StartLimitIntervalSec"] == "0"
    assert service["WorkingDirectory"] == RELEASE
    assert service["EnvironmentFile"] == "/etc/mori/mori.env"
    assert f"/var/lib/{service['StateDirectory']}" == environment()["MORI_INSTANCE"]
    assert (service["User"], service["UMask"], service["ProtectSystem"]) == (
        "mori",
        "0077",
        "strict",
    )


def test_the_services_run_what_exists():
    web, button, background, watchdog = (
        command(DEPLOY / f"mori-{name}.service") for name in ("web", "button", "work", "watch")
    )

    assert {program.rpartition("/")[0] for program, *_ in (web, button, background, watchdog)} == {
        f"{RELEASE}/.venv/bin"
    }
    assert (web[-1], button[-1]) == ("wsgi:app", "wsgi:button")
    assert background[1:] == ["--app", "wsgi", work.name]
    assert watchdog[1:] == ["--app", "wsgi", watch.name]
    assert migrate.name in (ROOT / "docs" / "running.md").read_text()
    for line in (web, button):
        assert (ROOT / line[line.index("--config") + 1]).exists()


def test_every_setting_of_the_example_is_known():
    settings = config.load(environment(with_commented=True))

    assert settings.proxy_hops == 1
    assert settings.second_factor
    assert not settings.demo


@pytest.mark.parametrize("path", SOCKETS, ids=lambda path: path.name)
def test_the_proxy_asks_the_sockets_that_systemd_holds(path):
    assert f"server unix:{unit(path)['Socket']['ListenStream']} " in NGINX


@pytest.mark.parametrize("path", ["= /bantuan", "^~ /c/", "^~ /undangan/", "^~ /layar/", "^~ /t/"])
def test_nothing_about_a_tap_is_logged(path):
    directives = block(f"location {path}")

    assert "access_log off;" in directives
    assert "error_log /dev/null crit;" in directives


def test_the_log_holds_neither_queries_nor_referrers():
    line = re.search(r"log_format mori (.*);", NGINX)

    assert line
    assert not {"$request ", "$request_uri", "$http_referer", "$args"} & set(line[1].split())
    assert "access_log /var/log/nginx/mori.log mori;" in NGINX


def test_a_tap_goes_to_the_button_first_and_then_to_the_app():
    first, second = re.findall(r"server (\S+)( backup)?", block("upstream mori_taps"))

    assert first == ("unix:/run/mori/button.sock", "")
    assert second == ("unix:/run/mori/web.sock", " backup")
    assert re.search(r"POST\s+mori_taps;", block("map $request_method $mori_bantuan"))
    assert "proxy_next_upstream error timeout non_idempotent;" in block("location = /bantuan")


def test_the_proxy_says_who_asked_and_tries_no_node_because_it_is_busy():
    for name in ("For", "Proto", "Host"):
        assert f"proxy_set_header X-Forwarded-{name} " in NGINX
    tries = re.findall(r"^\s*proxy_next_upstream (.*);", NGINX, flags=re.M)
    assert tries == ["error timeout", "error timeout non_idempotent"]


def test_the_proxy_lets_photos_through_where_a_form_takes_them(app):
    (pattern,) = re.findall(r"location ~ (\S+) \{", NGINX)
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    keys = dict.fromkeys(("<key>", "<publication>", "<teaching>"), "abcdefgh234567")
    names = keys | {"<signed>": "1aB-_9.abcdefgh234567"}
    known = "|".join(names)
    paths = {re.sub(known, lambda each: names[each[0]], rule.rule): rule.endpoint for rule in rules}

    let_through = {path for path in paths if re.fullmatch(pattern.strip("^$"), path)}

    marks = ("takes_files", "lets_in")
    views = {path: app.view_functions[name] for path, name in paths.items()}
    takers = {path for path, view in views.items() if any(hasattr(view, mark) for mark in marks)}
    assert let_through == takers
    most = f"client_max_body_size {MOST_BYTES // 1_000_000}m;"
    assert most in block(f"location ~ {pattern}")
    assert most in block("location ^~ /t/")  # which is looked at before any pattern
    assert all(path.endswith("/bukti") for path in takers if path.startswith("/t/"))


def test_the_error_pages_are_written_and_found_by_the_proxy(tmp_path):
    spec = importlib.util.spec_from_file_location("error_pages", DEPLOY / "error_pages.py")
    assert spec
    assert spec.loader
    error_pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(error_pages)

    error_pages.write(tmp_path)

    written = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert set(written) == set(re.findall(r"error_page 502 504 =503 /(\S+);", NGINX))
    for name, html in written.items():
        assert 'action="/bantuan"' in html
        assert 'href="tel:' in html
        assert "internal;" in block(f"location = /{name}")
    assert "Belum kami terima" in written["not-received.html"]


def test_nginx_reads_the_file(tmp_path):
    checker = shutil.which("nginx")
    assert NGINX.count("{") == NGINX.count("}")
    if checker is None:  # what matters in it is checked above on every machine
        return
    for name in ("k", "c"):
        (tmp_path / name).touch()
    key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x"]
    files = ["-keyout", str(tmp_path / "k"), "-out", str(tmp_path / "c")]
    subprocess.run([*key, *files], capture_output=True, timeout=60, check=True)
    text = NGINX.replace("/etc/ssl/mori/fullchain.pem", str(tmp_path / "c"))
    text = text.replace("/etc/ssl/mori/privkey.pem", str(tmp_path / "k"))
    text = text.replace("/var/log/nginx/mori.log", str(tmp_path / "log"))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "\n".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{folders}\n{text}\n}}\n")

    done = subprocess.run(
        [checker, "-t", "-e", str(tmp_path / "errors"), "-c", str(main)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.fixture
def served(request, tmp_path) -> Iterator[Path]:
    """A service as its unit starts it, but on a socket of this test; gives the socket."""
    program, *arguments = command(DEPLOY / f"mori-{request.param}.service")
    place = tmp_path / "socket"
    line = [sys.executable, "-m", Path(program).name, *arguments, "--bind", f"unix:{place}"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MORI_")}
    mine = {"MORI_INSTANCE": str(tmp_path / "instance"), "MORI_PROXY_HOPS": "1"}
    process = subprocess.Popen(line, cwd=ROOT, env=kept | mine)
    try:
        yield place
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def ask(place: Path, method: str, path: str, body: str = "") -> http.client.HTTPResponse:
    """One request over a UNIX socket, as nginx would pass it on."""
    connection = http.client.HTTPConnection("mori.example", timeout=PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while True:
        connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.sock.connect(str(place))
            break
        except OSError:
            connection.sock.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "mori.example"}
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@pytest.mark.parametrize("served", ["web", "button"], indirect=True)
def test_the_commands_of_the_units_take_taps(served):
    answer = ask(served, "POST", "/bantuan", "p=test")

    assert answer.status == 303
    assert "__Host-mori_tap=" in (answer.getheader("Set-Cookie") or "")
    spool = served.parent / "instance" / "spool"
    assert (spool / "unknown.current").read_bytes().count(b"v1 ") == 1


@pytest.mark.parametrize("served", ["web"], indirect=True)
def test_the_command_of_the_pages_answers_with_pages(served):
    assert ask(served, "GET", "/masuk").status == 200
