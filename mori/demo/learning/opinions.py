"""Cases of an invented office on which its interns give their opinion: one in every state, one with
a conclusion that is late, and one that was recalled.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.contributions.matters import operations as matters
from mori.contributions.matters.models import Matter
from mori.contributions.matters.queries import matter_by_key, opened
from mori.contributions.matters.rules import (
    Draft,
    Finding,
    Judgement,
    Level,
    MatterKind,
    MatterState,
    Step,
)
from mori.contributions.opinions.operations import Sealer, seal_opinion
from mori.contributions.revealing import operations as revealing
from mori.contributions.revealing.queries import letters_of
from mori.contributions.revealing.rules import Because, Criterion, Reached, Used
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import ONGOING

SAID = (  # finding, forms, components, reasons, proposal, sureness of those who seal
    (
        Finding.FOUND,
        ("penyimpangan_prosedur",),
        ("prosedur",),
        "Alurnya tidak diikuti, dan warga tidak diberi tahu sebabnya.",
        "Tulis alurnya di loket, dan beri tanda terima.",
        "sure",
    ),
    (
        Finding.FOUND,
        ("penundaan_berlarut", "penyimpangan_prosedur"),
        ("jangka_waktu", "prosedur"),
        "Waktunya lewat, dan alurnya berbeda dari yang diumumkan.",
        "",
        "fairly",
    ),
    (
        Finding.UNPROVEN,
        (),
        ("pengaduan",),
        "Keterangan terlapor belum diuji dengan bukti.",
        "Minta catatan loket pada hari itu.",
        "doubtful",
    ),
    (
        Finding.FOUND,
        ("tidak_patut",),
        ("pengaduan",),
        "Warga disuruh pergi tanpa penjelasan yang layak.",
        "",
        "fairly",
    ),
)


class Hands(NamedTuple):
    """Who does what in an office."""

    office: Office
    author: Person
    checker: Person
    interns: Sequence[Placement]


def think_along(office: Office, at: dt.datetime) -> None:
    """Write the cases, and let interns seal what they think of them."""
    checker, *_others, author, _last = _people(office, Role.SUPERVISOR)
    today = local_date(at, office.zone)
    interns = Placement.select().where(
        Placement.office == office,
        Placement.state.in_(sorted(ONGOING)),
        Placement.starts_on <= today,
        Placement.ends_on >= today,
    )
    hands = Hands(office, author, checker, list(interns.order_by(Placement.id).limit(len(SAID))))
    with Path(__file__).with_name("opinions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _live(hands, row, at)


def _people(office: Office, role: Role) -> list[Person]:
    found = Person.select().join(Membership)
    return list(
        found.where(Membership.office == office, Membership.role == role).order_by(Person.id)
    )


def _live(hands: Hands, row: dict[str, str], at: dt.datetime) -> None:
    """Bring a case as far as its row says."""
    reveals_at = at + int(row["days"]) * DAY
    began = min(reveals_at, at) - 6 * DAY
    matter = _checked(hands, row, reveals_at, began)
    if row["until"] in ("draft", "checked"):
        return
    matters.take_step(matter, Step.OPEN, hands.author.id, began + 2 * DAY)
    matter = _again(matter)
    sealing = hands.interns if reveals_at <= at else hands.interns[1:-1]
    for placement, said in zip(sealing, SAID, strict=False):
        by = Sealer(placement.person_id, placement.id, f"demo {placement.id}")
        finding, forms, components, *words = said
        judged = Judgement(finding, forms, components, *words)
        seal_opinion(matter, by, judged, began + 3 * DAY)
    _end(hands, matter, row, at)


def _again(matter: Matter) -> Matter:
    return matter_by_key(matter.key) or matter


def _checked(
    hands: Hands, row: dict[str, str], reveals_at: dt.datetime, began: dt.datetime
) -> Matter:
    kind = MatterKind(row["kind"])
    due = None if kind.is_study else (reveals_at + 5 * DAY).date()
    draft = Draft(row["title"], row["body"], kind, Level(row["level"]), reveals_at, due)
    token = f"demo {hands.office.id} {row['title']}"[:40]
    matter = matters.make_matter(hands.office.id, hands.author.id, draft, token, began)
    if row["until"] == "draft":
        return matter
    digest = matters.text_digest(matter)
    matters.check_matter(matter, [], digest, hands.checker.id, began + DAY)
    matter = _again(matter)
    if kind.is_study:
        matters.seal_conclusion(matter, _conclusion(row), hands.author.id, began + DAY)
    return matter


def _conclusion(row: dict[str, str]) -> Judgement:
    return Judgement(Finding.FOUND, ("penyimpangan_prosedur",), ("prosedur",), row["reasons"])


def _end(hands: Hands, matter: Matter, row: dict[str, str], at: dt.datetime) -> None:
    until = row["until"]
    if until == "closed":
        matters.take_step(matter, Step.CLOSE, hands.author.id, at - DAY)
    if matter.reveals_at > at:
        return
    revealing.reveal_matter(matter, matter.reveals_at)
    matter = _again(matter)
    if until == "recalled":
        revealing.recall_matter(matter, hands.checker.id, matter.reveals_at + DAY)
        return
    _talk(hands, matter)
    if until in ("concluded", "archived"):
        outcomes = _outcomes(matter)
        said = None if matter.kind.is_study else _conclusion(row)
        ended = matter.reveals_at + 2 * DAY
        revealing.conclude_matter(matter, said, outcomes, hands.author.id, ended)
    if until == MatterState.ARCHIVED:
        matters.take_step(_again(matter), Step.ARCHIVE, hands.author.id, ended + DAY)


def _talk(hands: Hands, matter: Matter) -> None:
    """One is answered by criterion, thinks again, and shows their name."""
    at = matter.reveals_at + DAY / 4
    given = opened(matter, at)
    letters = letters_of(given) if given else []
    for each in letters[:1]:
        each.opinion.matter = matter
        words = dict.fromkeys(Criterion, (Reached.ALMOST, ""))
        words[Criterion.BASIS] = (Reached.THERE, "Pasalnya tepat.")
        words[Criterion.EVIDENCE] = (Reached.NOT_YET, "Sebut bukti mana yang kamu pakai.")
        revealing.keep_words(each.opinion, words, hands.checker.id, at)
        thought = revealing.Thought(
            Finding.FOUND, Because.PEER, "Teman menunjuk tanda terima yang kulewatkan."
        )
        revealing.keep_second_thought(each.opinion, matter, thought, at)
        revealing.choose_name(each.opinion, matter, at, is_shown=True)


def _outcomes(matter: Matter) -> dict[str, tuple[Used, str]]:
    """What became of each: in turn used, used in part, and not."""
    given = opened(matter, matter.reveals_at)
    if given is None or matter.kind.is_study:
        return {}
    whys = (
        (Used.WHOLE, "Kalimatnya masuk ke saran kedua."),
        (Used.PART, "Gagasannya masuk, rumusannya berbeda."),
        (Used.NONE, "Di luar kewenangan terlapor."),
    )
    return {
        each.opinion.key: whys[number % len(whys)] for number, each in enumerate(letters_of(given))
    }
