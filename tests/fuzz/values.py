"""What nobody should type, and somebody will: as bytes, for not all of it is text."""

import json
from random import Random

NUMBERS = [
    *(
        b"0 -0 -1 1 2 7,5 7.30 7:30 1_000 0x10 1e5 1e999999 1e-400 +8 1.2.3 NaN sNaN -NaN123"
    ).split(),
    *b"Infinity -inf 2147483647 2147483648 9223372036854775807 9223372036854775808".split(),
    *b"1763438400000 9999999999999 0000000000000 -1763438400000".split(),
    *"٣ ² ৭,৫".encode().split(),
    *(b"7 jam", b"9" * 400, b"1" * 4301, b"0" * 5000 + b"1"),
]
DAYS = [
    *b"2026-11-18 2026-11-17 2026-11-02 2026-12-31 2027-02-28 2026-02-30 20261118 today".split(),
    *b"0000-00-00 0000-01-01 0001-01-01 1999-12-31 2000-01-01 2100-12-31 9999-12-31".split(),
    *b"10000-01-01 -0001-01-01 +infinity infinity 2026-W47-3 2026-323 2026-11-18T12:00".split(),
    *b"2026-11 2026-1 2026-13 0000-01 0001-01 9999-12 99999-01 18/11/2026 2026-11-1\xff".split(),
    *"٢٠٢٦-١١-١٨ ２０２６-１１".encode().split(),
]
TIMES = [
    *b"07:30 07.30 16.00 00:00 23:59 24:00 25:61 -1:00 7 0730 07:30:00.000001 07:30Z T07".split(),
    *"07:30+23:59 12:00:60 ٠٧:٣٠".encode().split(),
]
BYTES = [
    *(b"", b" ", b"\t\r\n", b"\0", b"a\0b", b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xed\xa0\x80x"),
    *(b"\xf4\x90\x80\x80", b"\x1b[31m", bytes(range(32)), b"\x7f\x80\x9f", b"/\r\nx", b"/\tx"),
    *(b"/\nSet-Cookie: a=b", b"[" * 2000, b"(" * 500, b"@" * 200, b"1~" + b"9" * 30),
]
TEXTS = [
    *"\u200b \ufeff \u202eirasS e\u0301 Nur’aini 🧑‍🤝‍🧑 ꦱꦫꦶ \U0010ffff ﷺ".encode().split(),
    *rb"% %s%n%(x)s {0}{x!r} {{7*7}} {%raw%} <script> '><b '; -- \ ../../etc/passwd".split(),
    *b"%00 %ff%fe %ed%a0%80 a&b=c;d a=b #x ? * _ =cmd|x #let [] {} [[1]] null [ ]".split(),
    *rb"//evil.example /\evil.example http://[::1 //[ javascript:1 /masuk?next=/ /saya".split(),
    *b"~ ~~~ x~1 ~1 1~2~3 2026-11-18~1 9999-12-31~9223372036854775807 x~-1 0~0".split(),
    *b"0812-3456-7890 +62 sari@contoh.example @ a@b on id en semua selesai all true".split(),
]
KINDS = [NUMBERS, DAYS, TIMES, BYTES, TEXTS]
LENGTHS = [15, 41, 121, 201, 4001, 20_000, 70_000]


def value(luck: Random) -> bytes:
    """One of the known troubles; now and then a long one, two in one, or bytes as they fall."""
    way = luck.random()
    if way < 0.8:
        return luck.choice(luck.choice(KINDS))
    if way < 0.9:
        return luck.choice(BYTES) + luck.choice(luck.choice(KINDS))
    if way < 0.95:
        part = luck.choice([b"a", b"kata ", b"\xc3\xa9", b"\xff", b"\n", b"9", "🧑".encode()])
        return part * (luck.choice(LENGTHS) // len(part) + 1)
    return luck.randbytes(luck.randrange(1, 40))


def wordy(luck: Random) -> bytes:
    """What a form asks for when all is well."""
    return luck.choice(
        [b"Menyusun ringkasan laporan.", b"1", b"on", b"2026-11-17", b"08:00", b"2,5", b"present"]
    )


def header(raw: bytes) -> str:
    """As a server hands over what stands in a header, of which no line is left."""
    return raw[:8000].translate(None, b"\r\n\0").decode("latin-1")


def document(luck: Random) -> bytes:
    """JSON where a form is waited for."""
    nested: object = luck.choice([None, 1, "x", [], {}])
    for _ in range(luck.choice([0, 1, 3, 200])):
        nested = [nested] if luck.random() < 0.5 else {"text": nested}
    return json.dumps(nested).encode()
