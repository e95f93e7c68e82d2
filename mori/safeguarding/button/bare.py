"""The page that the phone's worker carries in itself, for where it has neither network nor store.

Both languages stand on it, and it is as short as it can be: each phone loads it with the worker.
"""

from html import escape
from typing import Any

from mori.core.help.lines import HelpLine

from .pages import policy_for

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0 auto;max-width:32rem;padding:2rem 1.25rem;font:1.0625rem/1.5 system-ui}"
    "h1{line-height:1.2}a{color:inherit}li{padding:.6rem 0}.prose{white-space:pre-wrap}"
    "button{width:100%;min-height:56px;border:0;border-radius:999px;background:#C4122F;"
    "color:#fff;font:600 1.125rem system-ui}"
)
# What each says: a heading, and more, in Bahasa; then both in one, in English.
WORDS = {
    "waiting": (
        "Belum pasti terkirim",
        "Panggilanmu tersimpan di HP ini dan dikirim sendiri begitu ada jaringan. Belum pasti ada "
        "yang menerimanya. Lebih cepat: telepon atau SMS, tanpa internet. Kode di HP ini: {code}",
        "Maybe not sent yet. Your call is kept on this phone and goes out by itself. Quicker: call "
        "or text, without internet.",
    ),
    "lost": (
        "Tidak terkirim, tidak tersimpan",
        "HP ini tidak bisa menyimpan panggilanmu, dan tidak ada jaringan. "
        "Telepon atau kirim SMS sekarang, tanpa internet, atau panggil lagi.",
        "Not sent and not kept. Call or text now, without internet, or call again.",
    ),
    "received": (
        "Panggilanmu sudah kami terima",
        "Diterima pukul {time}. Kodemu: {code}. Kabar berikutnya belum bisa dibuka; halaman ini "
        "mencoba lagi sendiri.",
        "We have received your call. The news about it cannot be opened yet; this page tries "
        "again by itself.",
    ),
    "nothing": (
        "Halaman ini belum bisa dibuka",
        "Tidak ada jaringan, atau server tidak menjawab.",
        "This page cannot be opened now. There is no network, or the server is not answering.",
    ),
}


def bare_page(lines: tuple[HelpLine, ...]) -> dict[str, Any]:
    """The page with its {slots}, its policy, and what it can say."""
    html = (
        '<!doctype html><html lang="id"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{{heading}} · MORI</title>{{renew}}<style>{_STYLE}</style>"
        '<main><p><a href="/masuk">Keluar cepat</a></p><h1>{heading}</h1><p>{told}</p>'
        '<p lang="en">{beside}</p><p class="prose">{text}</p>'
        '<form method="post" action="/bantuan"><input type="hidden" name="p" value="luring">'
        f"<button>Tombol Merah</button></form><ul>{''.join(map(_number, lines))}"
        '<li><a href="sms:?&amp;body=MORI%20{code}">SMS ke orang yang kamu percaya</a></ul></main>'
    )
    return {"page": html, "policy": policy_for(html), "words": WORDS}


def _number(line: HelpLine) -> str:
    call = f'<li><a href="tel:{escape(line.tel)}">{escape(line.tel)} {escape(line.name)}</a>'
    text = f'<li><a href="sms:{escape(line.sms)}?&amp;body=MORI">SMS {escape(line.name)}</a>'
    return (call if line.tel else "") + (text if line.sms else "")
