"""The few pages that the red button can show by itself, in Bahasa and without a template."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from typing import NamedTuple

from mori.core.help.lines import HelpLine

_PAPER = """
:root{color-scheme:light dark;
--paper:#FAF8F3;--ink:#17211E;--soft:#55615C;--line:#DDD8CC;--go:#0A5A52}
@media(prefers-color-scheme:dark){:root{--paper:#121917;--ink:#EEF1EC;--soft:#A5B0AA;--line:#2E3835;--go:#7FD1BE}}
body{margin:0 auto;max-width:32rem;padding:2.5rem 1.25rem;background:var(--paper);
color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
h1{margin:0 0 .75rem;font-size:1.6rem;line-height:1.2}
ul{margin:1.5rem 0 0;padding:0;list-style:none;border-top:1px solid var(--line)}
a{display:block;padding:.8rem 0;border-bottom:1px solid var(--line);color:inherit;
text-decoration:none}
a b,p a,[href^=sms]{color:var(--go);font-weight:600}
b{font-variant-numeric:tabular-nums}
small,p[lang]{color:var(--soft)}
:focus-visible{outline:3px solid currentColor;outline-offset:3px}
"""
_BUTTON = """
form{margin:1.75rem 0}
button{width:100%;min-height:56px;border:0;border-radius:999px;background:#C4122F;color:#fff;
font:600 1.125rem system-ui,sans-serif;cursor:pointer}
@media(prefers-color-scheme:dark){button{box-shadow:0 0 0 2px #fff}}
"""
_STYLES = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def policy_for(html: str) -> str:
    """Return the Content-Security-Policy under which exactly the page's own styles apply."""
    return _policy(tuple(_STYLES.findall(html)))


@cache
def _policy(styles: tuple[str, ...]) -> str:
    digests = (hashlib.sha256(style.encode()).digest() for style in styles)
    sources = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    sources = sources or "'none'"
    return (
        f"default-src 'none'; style-src {sources}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def ask_page(lines: tuple[HelpLine, ...]) -> str:
    """The button, when the app cannot show its own page around it."""
    return _document(
        "Bantuan",
        "<h1>Butuh bantuan?</h1>"
        "<p>Sekali tekan, permintaanmu langsung kami catat dan kamu menerima kode.</p>"
        + _form("bantuan")
        + "<p>Kamu juga bisa langsung menelepon:</p>"
        + _numbers(lines),
        _PAPER + _BUTTON,
    )


def receipt_page(code: str, received: str, lines: tuple[HelpLine, ...]) -> str:
    """What is known of a tap when only its cookie can be asked."""
    return _document(
        "Catatan bantuan",
        "<h1>Sudah kami terima</h1>"
        f"<p>Diterima pukul <b>{escape(received)}</b>.<br>Kodemu: <b>{escape(code)}</b></p>"
        "<p>Baru itu yang dapat dipastikan di halaman ini, belum apakah sekarang ada petugas yang "
        "berjaga. Muat ulang nanti untuk kabar berikutnya. Jika perlu bicara sekarang, "
        "teleponlah:</p>" + _numbers(lines),
        _PAPER,
    )


class WaitingWords(NamedTuple):
    """What the page of a tap that waits says, in one language."""

    title: str
    leave: str
    heading: str
    told: str
    code: str
    look: str
    again: str
    trusted: str


WAITING = {
    "id": WaitingWords(
        "Catatan bantuan",
        "Keluar cepat",
        "Belum pasti terkirim",
        "Panggilanmu tersimpan di HP ini dan dikirim sendiri begitu ada jaringan. "
        "<b>Belum pasti ada yang menerimanya.</b> Lebih cepat: telepon atau SMS, tanpa internet.",
        "Kode di HP ini:",
        "Lihat apakah sudah terkirim",
        "Panggil lagi",
        "SMS ke orang yang kamu percaya",
    ),
    "en": WaitingWords(
        "Call for help",
        "Leave quickly",
        "Maybe not sent yet",
        "Your call is kept on this phone and goes out by itself as soon as there is a network. "
        "<b>It is not certain that anybody has it.</b> Quicker: call or text, without internet.",
        "Code on this phone:",
        "See whether it has been sent",
        "Call again",
        "Text someone you trust",
    ),
}


def waiting_page(lines: tuple[HelpLine, ...], language: str) -> str:
    """What the phone shows by itself while a tap waits on it; it fills in {code} and {again}."""
    other = "id" if language == "en" else "en"
    words, beside = WAITING[language], WAITING[other]
    return _document(
        words.title,
        f'<p><a href="/masuk">{words.leave}</a></p><h1>{words.heading}</h1><p>{words.told}</p>'
        f'<p lang="{other}">{beside.heading}. {beside.told}</p>'
        f"<p>{words.code} <b>{{code}}</b></p>"
        + _form("luring", words.again)
        + _numbers(lines, language).replace("body=MORI", "body=MORI%20{code}")
        + f'<p><a href="{{again}}">{words.look}</a></p>',
        _PAPER + _BUTTON,
        '<meta http-equiv="refresh" content="10;url={again}">',
        language,
    )


def refused_page(lines: tuple[HelpLine, ...]) -> str:
    """The honest answer when a tap could not be kept anywhere."""
    return _document(
        "Belum diterima",
        "<h1>Belum kami terima</h1>"
        "<p>Maaf, permintaanmu <b>belum</b> kami terima. Telepon salah satu nomor di bawah, "
        "atau tekan sekali lagi.</p>"
        '<p lang="en">Not received. Please call a number below, or press once more.</p>'
        + _form("belum")
        + _numbers(lines),
        _PAPER + _BUTTON,
    )


def unavailable_page(lines: tuple[HelpLine, ...]) -> str:
    """What stands in for every page while the app cannot be started."""
    return _document(
        "MORI sedang terganggu",
        "<h1>MORI sedang terganggu</h1>"
        "<p>Halaman ini belum dapat dibuka. Cobalah beberapa saat lagi. "
        "Tombol Merah tetap dapat ditekan.</p>"
        '<p lang="en">MORI is out of order for now. The button can still be pressed.</p>'
        + _form("503")
        + _numbers(lines),
        _PAPER + _BUTTON,
    )


def missing_page(lines: tuple[HelpLine, ...]) -> str:
    """What is said about an address that leads nowhere, or a receipt that is not this phone's."""
    return _document(
        "Halaman tidak ditemukan",
        "<h1>Halaman tidak ditemukan</h1>"
        "<p>Halaman ini tidak ada, atau tidak dapat dibuka dari HP ini. "
        "Kalau kamu butuh bantuan, tekan tombol di bawah atau telepon.</p>"
        + _form("404")
        + _numbers(lines),
        _PAPER + _BUTTON,
    )


def _document(title: str, body: str, style: str, head: str = "", language: str = "id") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title>{head}<style>{style}</style></head><body><main>{body}</main></body></html>"
    )


def _form(page: str, label: str = "Tombol Merah") -> str:
    # No key: these pages may be cached, and a key of theirs could swallow a second alert.
    return (
        '<form method="post" action="/bantuan">'
        f'<input type="hidden" name="p" value="{page}"><button>{label}</button></form>'
    )


def _numbers(lines: tuple[HelpLine, ...], language: str = "id") -> str:
    items = "".join(_number(line, language) for line in lines)
    # Without a number the phone lets the person choose whom to write to.
    return f'<ul>{items}<li><a href="sms:?&amp;body=MORI">{WAITING[language].trusted}</a></li></ul>'


def _number(line: HelpLine, language: str) -> str:
    about = ", ".join(escape(text) for text in line.about(language))
    call = _link(f"tel:{line.tel}", line.tel, line.name, about)
    write = _link(f"sms:{line.sms}?&body=MORI", line.sms, f"SMS {line.name}", about)
    return (call if line.tel else "") + (write if line.sms else "")


def _link(href: str, number: str, name: str, about: str) -> str:
    small = f"<br><small>{about}</small>" if about else ""
    return f'<li><a href="{escape(href)}"><b>{escape(number)}</b> {escape(name)}{small}</a></li>'
