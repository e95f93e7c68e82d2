"""An SOP and a pledge of two parts each, published, and what interns say of them."""

from mori.core.clock import now
from mori.guidebook import queries as books
from mori.guidebook.agreeing import operations, queries
from mori.guidebook.agreeing.operations import Reader
from mori.guidebook.editions.operations import publish_edition
from mori.guidebook.models import Chapter, Edition, EditionChapter
from mori.guidebook.rules import Change, Words
from mori.guidebook.writing.loading_operations import load_books
from tests.guidebook.publishing import approve, approve_all, chapter, fill_all, proposed

HOURS = "Masuk pukul 08.00.\n\nPulang pukul 16.00.\n\nIstirahat satu jam."


def published_sop(cast) -> Edition:
    """The SOP and the pledge as they came, with a first part of three short paragraphs."""
    load_books([cast.banua], now())
    approve_all(cast)
    fill_all(cast)
    say(cast, HOURS)
    publish(cast, "rahasia")
    return publish(cast, "sop")


def publish(cast, slug: str) -> Edition:
    book = books.book_by_key(slug)
    count = len(Edition.select())
    return publish_edition(cast.banua, book, f"{slug} {count}", cast.wati.id, now())


def part(number: int = 1, slug: str = "sop") -> Chapter:
    return chapter(number, slug)


def say(cast, body: str, change: Change = Change.MATERIAL, number: int = 1) -> None:
    """Put another text of a part in force."""
    words = Words("Jam dan presensi", body)
    approve(proposed(cast, words, of=part(number), change=change), cast)


def change(cast, body: str, change: Change = Change.MATERIAL, number: int = 1) -> Edition:
    """The same, published."""
    say(cast, body, change, number)
    return publish(cast, "sop")


def reader(person, office) -> Reader:
    return Reader(person.id, office.id)


def shown(cast, number: int = 1, slug: str = "sop") -> EditionChapter:
    return queries.shown_now(cast.banua.id, part(number, slug).id)


def understand(cast, person, number: int = 1, slug: str = "sop", token: str = "") -> None:
    """Press that a part is clear."""
    token = token or f"{person.id} {slug} {number} {len(Edition.select())}"
    operations.acknowledge(reader(person, cast.banua), shown(cast, number, slug), token, now())


def understand_all(cast, person) -> None:
    for number in range(1, 8):
        understand(cast, person, number)
    understand(cast, person, 1, "rahasia")


def not_clear(cast, person, number: int = 1, text: str = "Sampai kapan?", paragraph: int = 2):
    token = f"{person.id} {number} {text}"[:40]
    there = shown(cast, number)
    wanted = int(there.revision.anchors.split()[paragraph - 1])
    return operations.ask(reader(person, cast.banua), there, wanted, text, token, now())
