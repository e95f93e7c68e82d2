"""Caddy in front of MORI, for those who do not take nginx: the same promises."""

import os
import re
import shutil
import subprocess

from .test_deploy import DEPLOY, NGINX

CADDY = (DEPLOY / "Caddyfile").read_text()


def upstreams(matcher: str) -> list[str]:
    """The sockets that requests of a kind are given to, the first one first."""
    found = re.search(rf"handle {matcher} \{{.*?reverse_proxy (.*?) \{{", CADDY, flags=re.DOTALL)
    assert found
    return found[1].split()


def test_a_tap_goes_to_the_button_first_and_then_to_the_app():
    button, web = "unix//run/mori/button.sock", "unix//run/mori/web.sock"

    assert upstreams("@tap") == [button, web]
    assert upstreams("@receipt") == [web, button]
    assert CADDY.count("lb_policy first") == CADDY.count("fail_duration 1s") == 2
    assert "buffer_requests" in CADDY, "else a tap is lost with the connection that was refused"


def test_what_nginx_keeps_out_of_its_log_caddy_does_too():
    found = re.search(r"@unlogged path (.*)", CADDY)
    assert found
    unlogged = {each.rstrip("*") for each in found[1].split()}

    silent = re.findall(r"location (?:= |\^~ )(\S+) \{[^}]*access_log off;[^}]*/dev/null", NGINX)

    assert unlogged == {path for path in silent if not path.endswith(".html")}
    assert {"/catatan", "/catatan/"} <= unlogged
    assert "skip_log @unlogged" in CADDY
    assert "request>headers delete" in CADDY
    assert r"request>uri regexp `\?.*` " in CADDY


def test_the_same_addresses_take_files():
    (of_nginx,) = re.findall(r"location ~ (\S+) \{", NGINX)
    (of_caddy,) = re.findall(r"@files path_regexp (\S+)", CADDY)

    assert of_caddy == of_nginx


def test_while_mori_does_not_answer_both_pages_are_shown():
    errors = CADDY[CADDY.index("handle_errors") :]

    assert re.findall(r"rewrite \* /(\S+)", errors) == ["not-received.html", "503.html"]
    assert errors.count("status 503") == 2


def test_caddy_reads_the_file(tmp_path):
    checker = shutil.which("caddy")
    assert CADDY.count("{") == CADDY.count("}")
    if checker is None:  # what matters in it is checked above on every machine
        return
    text = CADDY.replace("/var/log/caddy", str(tmp_path))
    (tmp_path / "Caddyfile").write_text(text)

    done = subprocess.run(
        [checker, "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
    )

    assert done.returncode == 0, done.stderr
