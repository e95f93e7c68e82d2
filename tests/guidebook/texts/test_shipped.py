"""The books, quizzes and exercises that come with MORI are whole, in two languages, and honest."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from mori.attendance.rules import REPORT_AHEAD, REPORT_BACK
from mori.core.help.lines import load_help_lines
from mori.logbook.rules import LATE_AFTER
from tests.support.looking.each import of_each

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "mori/guidebook/texts"
CHAPTERS = sorted(TEXTS.glob("*/*.id.md"))
BOTH = sorted(TEXTS.glob("*/*.md"))
QUIZZED = [path for path in CHAPTERS if path.parent.name == "pedoman"]
MOST_WORDS = 1000
UNVERIFIED = {"id": "belum diperiksa kantor", "en": "not been checked by the office"}
LABELS = {"note": "belum diperiksa kantor: ", "en_note": "not checked by the office: "}
OF_THE_OFFICE = {
    "id": "SOP yang disetujui kantormu",
    "en": "the SOP that your office has approved",
}
SLOT = re.compile(r"\{\{(\w+)\}\}")
LINK = re.compile(r"\]\(([^)]*)\)")
BY_TELEPHONE = re.compile(r"\b0\d{2,3}[- ]?\d{3,}|\+62|\b137\b")

Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (TEXTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def language_of(path: Path) -> str:
    return path.name.split(".")[-2]


def other(path: Path) -> Path:
    return path.with_name(path.name.replace(".id.md", ".en.md"))


def place_of(path: Path) -> tuple[str, str]:
    return path.parent.name, path.name[:2]


def blocks(path: Path) -> list[str]:
    """What kind each line of a chapter is: a heading, an item, a note or a paragraph."""
    kinds = {"# ": "title", "##": "heading", "- ": "item", "> ": "note"}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        "step" if re.match(r"\d+\. ", line) else kinds.get(line[:2], "paragraph") for line in lines
    ]


def questions() -> dict[tuple[str, str, str], list[Row]]:
    """The choices of each question, by its book, chapter and number."""
    found = defaultdict(list)
    for row in rows_of("quiz_choices.csv"):
        found[row["book"], row["chapter"], row["number"]].append(row)
    return found


def sentences() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows_of("exercise_sentences.csv"):
        found[row["number"]].append(row)
    return found


def test_all_books_are_there():
    chapters = Counter(path.parent.name for path in CHAPTERS)

    assert chapters == {"pedoman": 10, "sop": 7, "rahasia": 1}


@of_each("path", CHAPTERS)
def test_a_chapter_is_built_alike_in_both_languages(path):
    kinds = blocks(path)

    assert kinds[0] == "title"
    assert kinds.count("title") == 1
    assert kinds == blocks(other(path))


def test_nothing_is_written_in_one_language_alone():
    assert set(BOTH) == {*CHAPTERS, *map(other, CHAPTERS)}


@of_each("path", BOTH)
def test_a_chapter_is_short(path):
    assert len(path.read_text(encoding="utf-8").split()) <= MOST_WORDS


@of_each("path", CHAPTERS)
def test_slots_and_links_are_the_same_in_both_languages(path):
    said, said_in_english = (each.read_text(encoding="utf-8") for each in (path, other(path)))

    assert SLOT.findall(said) == SLOT.findall(said_in_english)
    assert LINK.findall(said) == LINK.findall(said_in_english)


def test_every_slot_is_known_and_used():
    used = {name for path in BOTH for name in SLOT.findall(path.read_text(encoding="utf-8"))}

    assert used == {row["name"] for row in rows_of("slots.csv")}


def test_every_link_leads_to_a_page_of_mori(app):
    linked = {link for path in BOTH for link in LINK.findall(path.read_text(encoding="utf-8"))}

    assert linked
    assert linked <= {rule.rule for rule in app.url_map.iter_rules()}


@of_each("path", BOTH)
def test_a_chapter_repeats_no_telephone_number(path):
    text = path.read_text(encoding="utf-8")
    numbers = {number for line in load_help_lines() for number in (line.tel, line.sms) if number}

    said = {number for number in numbers if re.search(rf"\b{re.escape(number)}\b", text)}

    assert not said | set(BY_TELEPHONE.findall(text)), "Link to /bantuan, where they are checked."


def test_every_chapter_names_its_sources():
    sources = {(row["book"], row["chapter"]) for row in rows_of("sources.csv")}

    assert sources == set(map(place_of, CHAPTERS))


@of_each("row", rows_of("sources.csv"))
def test_a_source_that_nobody_checked_says_so(row):
    assert row["cites"]
    assert row["url"] == "" or row["url"].startswith("https://")
    if not row["checked_on"]:
        assert all(row[column].startswith(label) for column, label in LABELS.items())


@of_each("path", CHAPTERS)
def test_what_is_doubtful_is_labelled_in_both_languages(path):
    labels = [
        each.read_text(encoding="utf-8").count(UNVERIFIED[language_of(each)])
        for each in (path, other(path))
    ]

    assert labels[0] == labels[1]


DOUBTED = {
    ("pedoman", "01"): "34",
    ("pedoman", "03"): "Nomor 58 Tahun 2023",
    ("pedoman", "05"): "PANRB 15/2014",
    ("pedoman", "07"): "Nomor 58 Tahun 2023",
    ("rahasia", "01"): "Aturan internal Ombudsman",
}


@of_each("path", CHAPTERS)
def test_what_the_notes_doubt_is_said_with_its_label(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    labelled = [line for line in lines if UNVERIFIED["id"] in line]

    assert bool(labelled) == (place_of(path) in DOUBTED)
    assert all(DOUBTED[place_of(path)] in line for line in labelled)


@of_each("path", sorted((TEXTS / "sop").glob("*.md")))
def test_each_part_of_the_sop_says_that_the_office_decides(path):
    assert OF_THE_OFFICE[language_of(path)] in path.read_text(encoding="utf-8")


def test_the_sop_says_what_mori_does():
    said = {
        path.name[:2]: path.read_text(encoding="utf-8") for path in (TEXTS / "sop").glob("*.id.md")
    }

    assert f"pukul {LATE_AFTER:%H.%M} hari kerja berikutnya" in said["02"]
    assert f"sejak {REPORT_AHEAD.days} hari sebelumnya sampai {REPORT_BACK.days} hari" in said["06"]


def test_every_chapter_of_the_guidebook_has_three_or_four_questions():
    asked = Counter((row["book"], row["chapter"]) for row in rows_of("quiz.csv"))

    assert set(asked) == set(map(place_of, QUIZZED))
    assert set(asked.values()) <= {3, 4}


@of_each("row", rows_of("quiz.csv"))
def test_a_question_has_one_right_choice(row):
    choices = questions()[row["book"], row["chapter"], row["number"]]

    assert row["id_question"]
    assert row["en_question"]
    assert "".join(choice["letter"] for choice in choices) in {"ab", "abc", "abcd"}
    assert Counter(choice["right"] for choice in choices) == {"yes": 1, "no": len(choices) - 1}


def test_no_choice_is_without_its_question():
    asked = {(row["book"], row["chapter"], row["number"]) for row in rows_of("quiz.csv")}

    assert set(questions()) == asked


@of_each("row", rows_of("quiz_choices.csv"))
def test_every_choice_has_a_reason_that_says_what_it_is(row):
    assert all(row[column] for column in ("id_text", "en_text"))
    assert row["id_why"].startswith("Tepat") == (row["right"] == "yes")
    assert row["en_why"].startswith("Right") == (row["right"] == "yes")
    assert row["id_why"]
    assert row["en_why"]


def test_three_of_twelve_exercises_hide_nothing():
    suspicious = {
        number: sum(row["suspicious"] == "yes" for row in rows)
        for number, rows in sentences().items()
    }

    assert list(suspicious) == [row["number"] for row in rows_of("exercises.csv")]
    assert len(suspicious) == 12
    assert Counter(suspicious.values())[0] == 3


@of_each("rows", sentences().values())
def test_an_exercise_has_four_to_seven_sentences(rows):
    assert [int(row["position"]) for row in rows] == list(range(1, len(rows) + 1))
    assert 4 <= len(rows) <= 7


@of_each("row", rows_of("exercise_sentences.csv"))
def test_what_looks_wrong_in_an_exercise_has_a_form_and_a_reason(row):
    assert row["suspicious"] in {"yes", "no"}
    assert bool(row["form_code"]) == (row["suspicious"] == "yes")
    assert row["id_text"]
    assert row["en_text"]
    assert bool(row["id_why"]) == bool(row["en_why"])
    assert row["id_why"] or row["suspicious"] == "no"


@of_each("row", rows_of("exercises.csv"))
def test_an_exercise_says_what_its_author_thought(row):
    assert all(row[column] for column in ("id_title", "en_title", "id_why", "en_why"))
