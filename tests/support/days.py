"""``make test-days``: what knows a calendar, as if on many days; in CI on one of them in turn.

What is marked ``calendar`` is run: the demonstration, its pages, and what people do with it. In CI
nothing is run twice for that: ``--calendar-as-if today`` lets all of it begin then.
"""

import datetime as dt
import subprocess
import sys

MOMENTS = {
    "Monday": "2026-11-23T07:40+08:00",
    "Tuesday": "2026-11-24T10:00+08:00",
    "Wednesday": "2026-11-25T13:00+07:00",
    "Thursday": "2026-11-26T15:00+08:00",
    "Friday": "2026-11-27T17:00+08:00",
    "Saturday": "2026-11-28T09:00+07:00",
    "Sunday": "2026-11-29T20:00+08:00",
    "a month's end": "2026-11-30T14:00+08:00",
    "a year's end": "2026-12-31T11:00+07:00",
    "a holiday": "2026-12-25T10:00+08:00",
    "Ramadan": "2027-02-17T09:00+08:00",
    "before midnight, WIB": "2026-11-19T23:58+07:00",
    "after midnight, WIB": "2026-12-01T00:05+07:00",
    "before midnight, WITA": "2026-12-31T23:58+08:00",
    "after midnight, WITA": "2026-11-16T00:05+08:00",
    "before midnight, WIT": "2026-11-20T23:58+09:00",
    "after midnight, WIT": "2027-01-01T00:05+09:00",
}


def turn(day: dt.date) -> str:
    """The moment whose turn it is: each once in as many days."""
    return list(MOMENTS)[day.toordinal() % len(MOMENTS)]


def named(name: str) -> str:
    """``today`` names the one whose turn it is."""
    return turn(dt.datetime.now(dt.UTC).date()) if name == "today" else name


def failed_on(name: str) -> bool:
    moment = MOMENTS[name]
    sys.stdout.write(f"\nAs if on {name}: {moment}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "pytest", "-n", "4", "-q", "-m", "calendar"]
    return subprocess.run([*command, "--as-if", moment], check=False).returncode != 0


def main(names: list[str]) -> None:
    """All of them, or those that are named."""
    chosen = [named(name) for name in names] or list(MOMENTS)
    if failed := [name for name in chosen if failed_on(name)]:
        sys.exit(f"\nThis depends on the day: it failed on {', '.join(failed)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
