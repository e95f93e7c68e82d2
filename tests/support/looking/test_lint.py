import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest
from werkzeug.datastructures import Headers

from mori.core import bytes as budget

from .csp import style_hash
from .lint import css_bytes, lint, lint_css

STYLE = "body{margin:0}"
POLICY = f"default-src 'self'; style-src {style_hash(STYLE)}"
GOOD = f"""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Jurnal – MORI</title>
<style>{STYLE}</style>
<script src="/static/htmx.js" defer></script>
</head>
<body>
<header>
<form method="post" action="/bantuan"><button>Tombol Merah</button></form>
<a href="/"><img src="/static/mori.svg" alt="MORI"></a>
</header>
<main>
<h1>Jurnal</h1>
<h2>Hari ini</h2>
<form method="post" action="/jurnal" hx-post="/jurnal" hx-target="#entries">
<input type="hidden" name="token" value="http://anything">
<label for="note">Catatan</label>
<textarea id="note" name="note" aria-describedby="hint"></textarea>
<p id="hint">Satu kalimat cukup.</p>
<label>Jam <select name="hours"><option>8</option></select></label>
<button>Kirim</button>
</form>
<div id="entries"><table><tr><th>Hari</th></tr><tr><td>Senin</td></tr></table></div>
<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><path d="M0 0"/></svg>
<a href="tel:129">129</a> <a href="https://wa.me/628111">WhatsApp</a>
<a rel="noopener noreferrer nofollow" href="https://report.example/">report.example</a>
</main>
</body>
</html>
"""
FRAGMENT = '<li id="entry-7"><label>Catatan <input name="note"></label></li>'
OUT_OF_BAND = '<p id="count" hx-swap-oob="true">1 catatan</p>'


@dataclass
class Request:
    path: str = "/jurnal"


@dataclass
class Response:
    body: str | bytes = GOOD
    status_code: int = 200
    headers: Headers = field(default_factory=Headers)
    request: Request = field(default_factory=Request)

    def __post_init__(self) -> None:
        for name, value in (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
        ):
            self.headers.setdefault(name, value)

    def get_data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def complaints(response: Response) -> list[str]:
    with pytest.raises(AssertionError) as caught:
        lint(response)
    return str(caught.value).split("\n- ")[1:]


def noise(size: int) -> str:
    return random.Random(4).randbytes(size).hex()


@pytest.mark.parametrize(
    "body",
    [GOOD, FRAGMENT, FRAGMENT + OUT_OF_BAND, OUT_OF_BAND, f'<tr id="r"></tr>{OUT_OF_BAND}'],
)
def test_what_is_right_passes(body: str) -> None:
    lint(Response(body))


BROKEN_PAGES = [
    ("</h2>", "</h3>", "Correct the HTML at line 17"),
    ('lang="id"', 'lang="jv"', '<html lang="en">'),
    ('<html lang="id">', "<html>", '<html lang="id">'),
    ("Jurnal – MORI", "Jurnal", "one <title>"),
    ("Jurnal – MORI", "", "one <title>"),
    ("<h1>Jurnal</h1>", "", "exactly one <h1>"),
    ("<h1>Jurnal</h1>", "<h1></h1>", "exactly one <h1>"),
    ("<h1>Jurnal</h1>", "<h1>Jurnal</h1><h1>Lagi</h1>", "exactly one <h1>"),
    ("h2>", "h3>", "Write <h2>"),
    ('<meta name="viewport" content="width=device-width">', "", "Write <meta"),
    ("width=device-width", "width=device-width,user-scalable=no", "Let people zoom"),
    ("width=device-width", "width=device-width,maximum-scale=1", "Let people zoom"),
    ('<label for="note">Catatan</label>', "", 'Give <textarea id="note"'),
    (">Catatan</label>", "></label>", 'Give <textarea id="note"'),
    ("<label>Jam <select", "<label><select", 'Give <select name="hours">'),
    ('id="entries"', 'id="entries"></div><div id="entries"', 'Make id="entries" unique'),
    ("<h2>", '<label for="gone">Jam</label><h2>', "Point for of"),
    ('aria-describedby="hint"', 'aria-describedby="hint gone"', "Point aria-describedby"),
    ("<button>Kirim", '<button aria-controls="gone">Kirim', "Point aria-controls"),
    ("<button>Kirim", '<button aria-labelledby="gone">Kirim', "Point aria-labelledby"),
    ('<form method="post" action="/jurnal"', '<form action="/jurnal"', "a method and an action"),
    ('<form method="post" action="/jurnal"', '<form method="post"', "a method and an action"),
    ("<h2>", "<script>go()</script><h2>", "Move the inline script"),
    ("<h2>", '<h2 onclick="go()">', "Take onclick off"),
    ("<h2>", '<h2 hx-on:click="go()">', "Take hx-on:click off"),
    ("<h2>", '<h2 hx-vals="js:{a: go()}">', "Take the code out of hx-vals"),
    ("<h2>", '<a href="javascript:go()">Ke</a><h2>', "Take the code out of href"),
    ("<h2>", '<h2 style="color:red">', "a class"),
    ("margin:0", "margin:1px", "Name the sha256"),
    ("/static/htmx.js", "https://cdn.example/htmx.js", "Load nothing from elsewhere: src"),
    ("/static/mori.svg", "//cdn.example/mori.svg", "Load nothing from elsewhere: src"),
    ("/static/mori.svg", "tel:129", "Load nothing from elsewhere: src"),
    ('href="/"', 'href="https://wa.me.example/"', "Load nothing from elsewhere: href"),
    (
        'href="/"',
        'rel="noopener noreferrer" href="https://a.example/"',
        "Load nothing from elsewhere: href",
    ),
    ('hx-post="/jurnal"', 'hx-post="https://a.example/"', "Load nothing from elsewhere: hx-post"),
    ("<h2>", '<h2 data-from="http://a.example">', "Write a path or https://"),
    (' alt="MORI">', ">Beranda", "an alt"),
    (">Kirim<", "><", "Put words into <button>"),
    ('alt="MORI"', 'alt=""', 'Put words into <a href="/">'),
    ("<button>Kirim</button>", '<input type="submit">', "Put words into the value"),
    ("<th>Hari</th>", "<td>Hari</td>", "row or column of <th>"),
    ("Tombol Merah", "Tolong", "Include the Red Button once"),
    ('"post" action="/bantuan"', '"get" action="/bantuan"', "Include the Red Button once"),
    ("header>", "div>", "page's <header>"),
    ("main>", "section>", "exactly one <main>"),
]


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN_PAGES)
def test_a_page_that_breaks_one_rule_is_told_so(good: str, bad: str, message: str) -> None:
    assert good in GOOD

    found = complaints(Response(GOOD.replace(good, bad)))

    assert len(found) == 1 or message.startswith("Correct the HTML"), found
    assert message in found[0]


def test_the_red_button_comes_before_the_content() -> None:
    start, header, end = GOOD.index("<header>"), GOOD.index("</header>") + 9, "</main>\n"
    moved = GOOD[:start] + GOOD[header:].replace(end, end + GOOD[start:header])

    (found,) = complaints(Response(moved))

    assert found.startswith("Put the Red Button before <main>")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (FRAGMENT + FRAGMENT.replace("-7", "-8"), "Render one element with an id, not 2"),
        ("Tersimpan.", "Render one element"),
        ("", "Render one element"),
        (FRAGMENT + "sisa", "Render one element"),
        ("<li>Senin</li>", "Give <li> an id"),
        ('<p hx-swap-oob="true">1</p>', "Give <p> an id"),
        ('<li id="e"><input name="note"></li>', "Give <input"),
        ('<li id="e" style="color:red">a</li>', "a class"),
        ('<li id="e"><b id="e">a</b></li>', "unique"),
        ('<li id="e"><b>a</li>', "Correct the HTML at line 1"),
    ],
)
def test_a_fragment_that_breaks_one_rule_is_told_so(body: str, message: str) -> None:
    (found,) = complaints(Response(body))

    assert message in found


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("Content-Security-Policy", POLICY + " 'unsafe-inline'", "Take 'unsafe-inline' out"),
        ("Content-Security-Policy", POLICY + " 'unsafe-eval'", "Take 'unsafe-eval' out"),
        ("Content-Security-Policy", POLICY + " 'nonce-abc'", "Take the nonce out"),
        ("X-Content-Type-Options", "sniff", "Send X-Content-Type-Options"),
        ("Referrer-Policy", "no-referrer", "Send Referrer-Policy"),
        ("X-Long", "a" * budget.HEADER_BYTES, "The headers are"),
        ("Set-Cookie", f"s={'a' * 63}; Path=/", "The cookie s is 65 bytes"),
    ],
)
def test_each_header_is_held_to_its_rule(header: str, value: str, message: str) -> None:
    (found,) = complaints(Response(headers=Headers({header: value})))

    assert message in found


def test_a_page_without_a_policy_is_told_so() -> None:
    response = Response(FRAGMENT)
    del response.headers["Content-Security-Policy"]

    (found,) = complaints(response)

    assert "Send a Content-Security-Policy" in found


def test_what_is_no_page_owes_only_its_headers() -> None:
    lint(Response("{}", headers=Headers({"Content-Type": "application/json"})))
    lint(Response("See /jurnal", status_code=303))


def test_a_page_has_a_budget() -> None:
    linked = GOOD.replace(f"<style>{STYLE}</style>\n", "")

    (found,) = complaints(Response(linked.replace("Senin", noise(4_096))))

    assert "Show fewer rows" in found


def test_a_page_with_its_styles_inside_may_be_as_long_as_a_first_view() -> None:
    lint(Response(GOOD.replace("Senin", noise(4_096))))

    (found,) = complaints(Response(GOOD.replace("Senin", noise(budget.FIRST_VIEW_BYTES))))

    assert "Show fewer rows" in found


@pytest.mark.parametrize(("name", "compress"), [("br", brotli.compress), ("gzip", gzip.compress)])
def test_a_compressed_page_is_read(name: str, compress: Callable[[bytes], bytes]) -> None:
    headers = Headers({"Content-Encoding": name})
    bad = GOOD.replace("Kirim", "")

    lint(Response(compress(GOOD.encode()), headers=headers))
    (found,) = complaints(Response(compress(bad.encode()), headers=headers))

    assert "Put words into <button>" in found


def test_what_was_sent_as_brotli_is_weighed_as_sent() -> None:
    headers = Headers({"Content-Encoding": "br"})
    loose = brotli.compress(GOOD.replace("Senin", "ab" * 4_096).encode(), quality=0)
    long = brotli.compress(GOOD.replace("Senin", noise(8_192)).encode(), quality=5)

    lint(Response(loose, headers=headers))
    (found,) = complaints(Response(long, headers=headers))

    assert f"{len(long)} bytes" in found


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(AssertionError, match="dcz is not read here"):
        lint(Response(headers=Headers({"Content-Encoding": "dcz"})))


def test_a_stylesheet_has_a_budget(tmp_path: Path) -> None:
    small, large = tmp_path / "small.css", tmp_path / "large.css"
    small.write_text(STYLE)
    large.write_text(noise(2 * budget.CSS_BYTES))

    lint_css(small)
    with pytest.raises(AssertionError, match="Remove rules nobody uses"):
        lint_css(large)

    assert css_bytes(small) <= budget.CSS_BYTES < css_bytes(large)
