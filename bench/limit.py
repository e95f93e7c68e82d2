"""The limit: the intern's logbook as raw WSGI, sqlite3 and f-strings, with nothing between.

It asks the database what the app does (who asks, where they are placed, when they were away,
what they wrote; not which photos there are) and sends as many bytes.
"""

import datetime as dt
import hashlib
import hmac
import sqlite3
import threading

from markupsafe import escape

SESSION = """SELECT p.id, p.name, m.role, o.zone FROM session s
JOIN membership m ON m.id = s.membership_id JOIN person p ON p.id = m.person_id
JOIN office o ON o.id = m.office_id
WHERE s.digest = ? AND s.ended_at IS NULL AND s.expires_at > ? AND m.ended_at IS NULL
AND p.is_active"""
ENTRIES = """SELECT e.key, e.day, e.text, e.state, e.submitted_at, e.held_since, e.reviewed_at,
u.short, s.name, r.name FROM entry e JOIN unit u ON u.id = e.unit_id
JOIN person s ON s.id = e.supervisor_id LEFT JOIN person r ON r.id = e.reviewer_id
WHERE e.person_id = ? ORDER BY e.day DESC, e.id DESC LIMIT 11"""
SPANS = """SELECT p.id, p.starts_on, p.ends_on, p.state, u.code, s.starts_on, s.ends_on
FROM unit_span s JOIN placement p ON p.id = s.placement_id JOIN unit u ON u.id = s.unit_id
WHERE p.person_id = ? AND p.state IN ('active', 'extended', 'paused') AND p.starts_on <= ?
ORDER BY s.position"""
ATTENDANCE = """SELECT day, kind, checked_in_at, checked_out_at, note, key FROM attendance
WHERE placement_id = ? AND day BETWEEN ? AND ? ORDER BY day"""
DAYS = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]


class Limit:
    """The page with the same parts around it, taken from one that the app has rendered."""

    def __init__(self, database: str, secret: bytes, sample: str) -> None:
        self.database, self.secret = database, secret
        self.local = threading.local()
        self.head, rest = sample.split('<ol class="rail">', 1)
        self.tail = rest.split("</ol>", 1)[1]

    def connection(self) -> sqlite3.Connection:
        if not hasattr(self.local, "connection"):
            self.local.connection = sqlite3.connect(self.database, isolation_level=None)
        return self.local.connection

    def __call__(self, environ, start):
        token = environ["HTTP_COOKIE"].partition("=")[2]
        digest = hashlib.sha256(token.encode()).hexdigest()
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        connection = self.connection()
        person = connection.execute(SESSION, (digest, str(now))).fetchone()
        if person is None:
            start("303 See Other", [("Location", "/masuk")])
            return [b""]
        hmac.digest(self.secret, digest.encode(), "sha256")
        rows = connection.execute(ENTRIES, (person[0],)).fetchall()
        today = now.date()
        spans = connection.execute(SPANS, (person[0], str(today))).fetchall()
        since = today - dt.timedelta(days=14)
        span = (spans[0][0], str(since), str(today))
        away = {row[0] for row in connection.execute(ATTENDANCE, span)}
        written = {row[1] for row in rows} | away
        missing = [day for day in fortnight(today) if str(day) not in written]
        assert len(missing) <= 14
        body = f'{self.head}<ol class="rail">{"".join(map(item, rows[:10]))}</ol>{self.tail}'
        encoded = body.encode()
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(encoded)))])
        return [encoded]


def fortnight(today: dt.date) -> list[dt.date]:
    days = [today - dt.timedelta(days=n) for n in range(1, 15)]
    return [day for day in days if day.weekday() < 5]


def item(row: tuple) -> str:
    key, day, text, state, submitted, held, reviewed, unit, supervisor, reviewer = row
    date = dt.date.fromisoformat(day)
    weekday = DAYS[date.weekday()]
    if state == "approved":
        initials = "".join(word[0] for word in reviewer.split()[:2])
        mark = (
            '<p class="row apart"><span class="status ok"><svg class="icon" aria-hidden="true">'
            '<use href="/static/icons.svg#check"/></svg>Diparaf</span>'
            f'<span class="stamp" aria-label="{escape(reviewer)}">{initials}'
            f"<small>{reviewed[8:10]}/{reviewed[5:7]}</small></span></p>"
        )
    else:
        mark = (
            '<p><span class="status"><svg class="icon" aria-hidden="true">'
            f'<use href="/static/icons.svg#check"/></svg>Diterima '
            f'<span class="number">{submitted[11:16]}</span></span></p>'
        )
    return (
        f'<li><p class="date">{weekday}<b>{date.day}</b></p><div class="stack">{mark}'
        f'<p class="prose">{escape(text)}</p><p class="muted">{escape(unit)} · '
        f'<a href="/logbook/{key}">Buka<span class="unseen"> {weekday} {date.day}</span></a>'
        "</p></div></li>"
    )
