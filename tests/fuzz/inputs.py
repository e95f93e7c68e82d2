"""One input: somebody sends something to an address. A number and a seed always make the same."""

import json
import re
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from urllib.parse import quote_from_bytes

from mori.access.roles import Role
from tests.fuzz import values
from tests.fuzz.forms import Fields, Known, Route

STRANGER = ""
ODD_METHODS = ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "post", "X"]
ODD_PATHS = [
    *b"/ // ///x /. /.. /% /\xff /\0 /favicon.ico /robots.txt /static/ /static/\xff *".split(b" "),
    *b"/static/../mori/config.py /static/mori.css /bantuan/ /bantuan/luring /bantuan/\0".split(
        b" "
    ),
    *(b"/c/", b"/c/22222222", b"/c/\xff", b"/x" * 3000, b""),
]
NAMES = """Cookie If-None-Match If-Modified-Since If-Range Range Accept Accept-Language Host
Accept-Encoding Available-Dictionary Dictionary-ID User-Agent Origin Referer Authorization
Sec-Fetch-Site Sec-CH-UA X-Mori-Queue X-Mori-At HX-Request HX-Target HX-Boosted HX-Current-URL
HX-Trigger HX-History-Restore-Request HX-Prompt X-Forwarded-For X-Forwarded-Proto
X-Forwarded-Host X-CSRFToken Content-Encoding Content-Length Transfer-Encoding Expect Date"""
HEADERS = NAMES.split()
USUAL_HEADERS = [
    ("X-Mori-Queue", "now"),
    ("X-Mori-Queue", "later"),
    ("HX-Request", "true"),
    ("Accept-Encoding", "gzip, br"),
    ("Accept-Encoding", "dcz, br"),
    ("Accept-Language", "en;q=0.9, id"),
    ("Sec-CH-UA", '"Chromium";v="140"'),
    ("Range", "bytes=0-5"),
    ("If-None-Match", '"x"'),
    ("Accept", "application/json"),
]
CONTENT_TYPES = [
    *("", "text/plain", "application/json", "multipart/form-data", "\xff/\0", ";;="),
    *("application/x-www-form-urlencoded; charset=utf-16", "multipart/mixed; boundary=x"),
    *("multipart/form-data; boundary=", "multipart/form-data; boundary=\xff"),
]
ODD_NAMES = ["a[b][c]", "[", "x" * 300, "s-\0", "\0", "", "é", "\ud800", "s-", "in-1", "on"]
BOUNDARY = b"nomor-surat-0123456789"
FILE_FIELDS = [b"photo", b"paper", b"file", b"file", b"piece", b"photos", b"text", b""]
FILE_NAMES = [b"foto.jpg", b"f.pdf", b"f.docx", b"", b"../x", b"a\0b.jpg", b"\xff.jpg", b"x" * 300]
PART_TYPES = [b"image/jpeg", b"image/webp", b"text/plain; charset=utf-16", b"text/html", b"\xff"]


@dataclass
class World:
    """What there is to ask for: addresses, keys of rows, people and files."""

    routes: list[Route]
    keys: dict[str, list[str]]  # by the loader's name
    arguments: dict[str, list[str]]  # other parts of an address, and fields that are signed
    known: Known
    people: dict[str, Role | None]  # by their names in the cast
    files: list[bytes]


@dataclass
class Input:
    """A request as the server hands it over; ``CSRF`` in a field stands for the form token."""

    number: int
    who: str
    method: str
    path: bytes
    query: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


CSRF = b"the-form-token-of-the-session"


def input_of(world: World, seed: int, number: int) -> Input:
    luck = Random(f"{seed} {number}")
    route = luck.choice(world.routes)
    method, endpoint = _method(luck, route), route.endpoint
    asked = Input(number, _who(luck, world, route), method, _path(luck, world, route))
    if luck.random() < 0.03:
        asked.path = luck.choice(ODD_PATHS)
    seen = luck.choice(world.known.forms.get((endpoint, "GET")) or [[]])
    if luck.random() < 0.5:
        asked.query = _urlencoded(luck, _changed(luck, seen, world.known.asked))
    if method not in ("GET", "HEAD") or luck.random() < 0.02:
        form = luck.choice(world.known.forms.get((endpoint, "POST")) or [[]])
        fields = [(name, CSRF if name == "csrf_token" else text) for name, text in form]
        fields = _signed(luck, world, _changed(luck, fields, world.known.fields))
        if luck.random() < 0.9 and not any(text == CSRF for _, text in fields):
            fields.append(("csrf_token", CSRF))
        kind, asked.body = _body(luck, world, fields)
        asked.headers.append(("Content-Type", kind))
        if luck.random() < 0.5:  # what is no form says it there
            asked.headers.append(("X-CSRFToken", CSRF.decode()))
    for _ in range(luck.choice([0, 0, 0, 1, 1, 2, 4])):
        asked.headers.append(_header(luck))
    return asked


def _who(luck: Random, world: World, route: Route) -> str:
    """Mostly somebody who is let in: behind the door there is more to break."""
    may = [name for name, role in world.people.items() if role in route.roles]
    return luck.choice(may if may and luck.random() < 0.8 else list(world.people))


def _method(luck: Random, route: Route) -> str:
    way = luck.random()
    if way < 0.04:
        return luck.choice(ODD_METHODS)
    post = 0.9 if route.takes_post else 0.1
    return "POST" if way < post else "GET" if way < 0.97 else "HEAD"


def named_parts(rule: str) -> list[str]:
    """What stands in an address for something else, by its names."""
    return re.findall("<([^>]+)>", rule)


def _path(luck: Random, world: World, route: Route) -> bytes:
    parts = []
    for part in route.rule.split("/"):
        before, mark, rest = part.partition("<")
        name, _, behind = rest.partition(">")
        parts.append(before.encode())
        if mark:
            own = world.keys[route.loader] if name == "key" else world.arguments[name]
            others = [*chain(*world.keys.values()), "a2b3c4d5e6f7g8"]
            way = luck.random()
            chosen = luck.choice(own if way < 0.75 else others).encode()
            parts[-1] += (values.value(luck) if way > 0.87 else chosen) + behind.encode()
    return b"/".join(parts)


def _changed(luck: Random, form: Fields, names: list[str]) -> Fields:
    """A form with a few fields that are wrong, repeated, missing or unheard of."""
    fields = list(form) if luck.random() < 0.85 else []
    if luck.random() < 0.4:  # filled in as intended, so that the way goes on behind the form
        fields = [(name, text or values.wordy(luck)) for name, text in fields]
    for _ in range(luck.choice([0, 1, 1, 2, 3, 6])):
        place = luck.randrange(len(fields)) if fields else -1
        match luck.randrange(8):
            case 0 | 1 | 2 | 3 if fields:
                fields[place] = (fields[place][0], values.value(luck))
            case 4 if fields:
                fields.append((fields[place][0], luck.choice([fields[place][1], b"", b"x"])))
            case 5 if fields:
                del fields[place]
            case 6:
                name = luck.choice(
                    ["a[b][c]", "[", "x" * 300, "s-\0", "in-x", "", "é", "on", "\ud800"]
                )
                fields.append((name, values.value(luck)))
            case _ if names:
                fields.append((luck.choice(names), values.value(luck)))
    return fields


def _signed(luck: Random, world: World, fields: Fields) -> Fields:
    """What only MORI can have made stands where it belongs, for it is looked into."""
    return [
        (name, luck.choice(world.arguments[name]).encode())
        if name in world.arguments and luck.random() < 0.5
        else (name, text)
        for name, text in fields
    ]


def _urlencoded(luck: Random, fields: Fields) -> bytes:
    quoted = "&".join(
        f"{quote_from_bytes(_bytes(name))}={quote_from_bytes(text)}" for name, text in fields
    ).encode()
    if luck.random() < 0.05:  # not quoted at all, but for what ends a request's line
        bare = b"&".join(_bytes(name) + b"=" + text for name, text in fields)
        return bare.translate(None, b"\r\n ")
    return quoted


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _body(luck: Random, world: World, fields: Fields) -> tuple[str, bytes]:
    way = luck.random()
    if way < 0.6:
        kind, body = "application/x-www-form-urlencoded", _urlencoded(luck, fields)
    elif way < 0.9:
        kind = f"multipart/form-data; boundary={BOUNDARY.decode()}"
        body = _multipart(luck, world, fields)
    elif way < 0.95:
        kind, body = "application/json", _document(luck, fields)
    else:
        kind, body = luck.choice(CONTENT_TYPES), values.value(luck)
    return (luck.choice(CONTENT_TYPES) if luck.random() < 0.03 else kind), body


def _document(luck: Random, fields: Fields) -> bytes:
    """JSON where a form is waited for: of anything, or of what the form would say."""
    if luck.random() < 0.5:
        return values.document(luck)
    return json.dumps({name: text.decode("latin-1") for name, text in fields}).encode()


def _multipart(luck: Random, world: World, fields: Fields) -> bytes:
    parts = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (_bytes(name), text)
        for name, text in fields
    ]
    for _ in range(luck.choice([0, 1, 1, 2, 9])):
        name = luck.choice(FILE_FIELDS)
        called = luck.choice(FILE_NAMES)
        parts.append(
            b'Content-Disposition: form-data; name="%s"; filename="%s"\r\n'
            b"Content-Type: %s\r\n\r\n%s"
            % (name, called, luck.choice(PART_TYPES), luck.choice([*world.files, b"", b"\xff\xd8"]))
        )
    body = (
        b"".join(b"--%s\r\n%s\r\n" % (BOUNDARY, part) for part in parts) + b"--%s--\r\n" % BOUNDARY
    )
    if luck.random() < 0.1:  # cut off, or damaged on the way
        place = luck.randrange(len(body))
        body = body[:place] + luck.choice([b"", b"\0", b"\r\n--", b"\xff"]) + body[place + 3 :]
        body = body if luck.random() < 0.5 else body[:place]
    return body


def _header(luck: Random) -> tuple[str, str]:
    if luck.random() < 0.5:
        return luck.choice(USUAL_HEADERS)
    name = luck.choice(HEADERS)
    text = values.header(values.value(luck))
    if name == "Cookie":
        cookie = luck.choice(["mori", "mori_help", "mori_tap", "session", "", "__Host-mori"])
        text = f"{cookie}={text.replace(';', '')}"
    return name, text
