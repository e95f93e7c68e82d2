"""The pages that the red button shows by itself."""

import re
from base64 import b64encode
from hashlib import sha256

import html5lib
import pytest

from mori.core.help.lines import HELP_LINES, LAST_RESORT, HelpLine, load_help_lines
from tests.safeguarding.tapping import button_in, get, tap


def cannot_start():
    raise ImportError("no module named mori.broken")


def policy_of(reply):
    return reply.headers["Content-Security-Policy"]


def own_pages(tmp_path):
    alone = button_in(tmp_path)
    tapped = tap(alone)
    yield get(alone, "/bantuan")
    yield get(alone, "/nowhere")
    yield get(alone, tapped.headers["Location"], HTTP_COOKIE=tapped.cookie)
    yield get(button_in(tmp_path, app=cannot_start), "/")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "spool").write_text("")
    yield tap(button_in(tmp_path / "other"))


def test_every_own_page_is_valid_and_names_itself(tmp_path):
    for reply in own_pages(tmp_path):
        page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(reply.text)

        assert page.attrib["lang"] == "id"
        assert page.find("head/title").text
        assert len(page.findall(".//h1")) == 1
        assert not page.findall(".//script")
        assert not page.findall(".//*[@style]")


def test_every_own_page_allows_its_one_style_and_nothing_else(tmp_path):
    for reply in own_pages(tmp_path):
        (style,) = re.findall("<style>(.*?)</style>", reply.text, re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()

        assert policy_of(reply).startswith(
            f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'"
        )
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "language", "first", "second"),
    [
        ("", "id", "Belum pasti terkirim", "Maybe not sent yet"),
        ("lang=en", "en", "Maybe not sent yet", "Belum pasti terkirim"),
    ],
)
def test_the_page_of_a_tap_that_waits_comes_in_the_language_of_the_phone(
    tmp_path, asked, language, first, second
):
    reply = get(button_in(tmp_path), "/bantuan/luring", QUERY_STRING=asked)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(reply.text)

    assert (page.attrib["lang"], page.find(".//h1").text) == (language, first)
    assert page.find(".//p[@lang]").text.startswith(second)
    assert reply.text.count("{code}") == 1 + reply.text.count("sms:")
    assert reply.text.count("{again}") == 2


def test_whoever_waits_can_call_again(tmp_path):
    reply = get(button_in(tmp_path), "/bantuan/luring")

    assert '<form method="post" action="/bantuan">' in reply.text
    assert "<button>Panggil lagi</button>" in reply.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [("", "Keamanan dan tindak pidana, 24 jam"), ("lang=en", "Police: safety and crime, 24 hours")],
)
def test_who_answers_is_said_in_the_language_of_the_phone(tmp_path, asked, said):
    assert said in get(button_in(tmp_path), "/bantuan/luring", QUERY_STRING=asked).text


def test_a_help_line_that_nobody_translated_is_told_as_it_is():
    assert HelpLine("A", "110", purpose="Untuk apa").about("en") == ("Untuk apa",)


def test_the_help_lines_say_where_they_come_from():
    rows = HELP_LINES.read_text().splitlines()

    assert rows[0] == "name,tel,sms,whatsapp,for,hours,for_en,hours_en,answers,source,verified_on"
    assert [line.tel for line in load_help_lines()] == ["129", "110", "112", "021-3903963"]
    assert all(re.search(r",[^,]+,20\d\d(-\d\d)?$", row) for row in rows[1:])


@pytest.mark.parametrize("content", [None, b"", b"name,tel\nPolri,110\n", b"\xff\xfe\x00"])
def test_without_the_help_lines_somebody_is_still_named(tmp_path, content):
    path = tmp_path / "help_lines.csv"
    if content is not None:
        path.write_bytes(content)

    assert load_help_lines(path) == LAST_RESORT


def test_a_help_line_that_takes_messages_gets_a_link_with_a_neutral_text(tmp_path):
    lines = tmp_path / "help_lines.csv"
    lines.write_text(
        "name,tel,sms,whatsapp,for,hours,source,verified_on\nA & B,,0811,,,,x,2026-01\n"
    )

    reply = get(button_in(tmp_path, help_lines=lines), "/bantuan")

    assert 'href="sms:0811?&amp;body=MORI"><b>0811</b> SMS A &amp; B' in reply.text
    assert "tel:" not in reply.text


def test_a_page_of_the_house_replaces_the_plain_one(tmp_path):
    (tmp_path / "503.html").write_text("<!doctype html><style>p{color:red}</style><p>Rumah")
    button = button_in(tmp_path, app=cannot_start, static=tmp_path)

    reply = get(button, "/")

    assert reply.text.endswith("Rumah")
    assert b64encode(sha256(b"p{color:red}").digest()).decode() in policy_of(reply)


def test_a_page_of_the_house_that_is_missing_is_not_missed(tmp_path):
    button = button_in(tmp_path, app=cannot_start, static=tmp_path / "nowhere")

    reply = get(button, "/")

    assert "MORI sedang terganggu" in reply.text
