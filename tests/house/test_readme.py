"""What the documents at the root and in docs/ say is there, is there."""

import re
from pathlib import Path

import pytest

from mori.access.roles import Role
from mori.demo.people import demo_people
from mori.slices import LINE

from .test_docs import table

ROOT = Path(__file__).parents[2]
OFFICES = {"Kalimantan Selatan": "kalsel", "Lampung": "lampung", "none": "nasional"}
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:mori|tests|docs|bench|templates|static)/[\w./-]+\.\w+)`")


def test_the_people_of_the_readme_can_sign_in():
    listed = {tuple(row) for row in table(_part("## Who can sign in"))}

    roles = {
        role: "head" if role is Role.HEAD else role.english.lower().split()[-1] for role in Role
    }
    known = {(each.office, roles[each.role], each.login, each.password) for each in demo_people()}
    listed = {(OFFICES[office], *rest) for office, *rest in listed}
    assert listed <= known
    assert {(office, role) for office, role, *_ in listed} == {
        (office, role) for office, role, *_ in known
    }


def test_the_number_of_people_is_right():
    assert len(demo_people()) == 42
    assert "all forty-two" in _part("## Who can sign in")


def _part(heading: str) -> str:
    return (ROOT / "README.md").read_text().split(heading)[1].split("\n## ")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_names_exists(path: Path):
    text = path.read_text()
    links = [each for each in LINK.findall(text) if "://" not in each]

    missing = [each for each in links if not (path.parent / each).exists()]
    missing += [each for each in PATH.findall(text) if not (ROOT / each).exists()]

    assert not missing


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_to_a_heading_finds_it(path: Path):
    headings = re.findall(r"^#+ (.+)$", path.read_text(), flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w\s-]", "", each).lower().replace(" ", "-") for each in headings}

    wanted = set(re.findall(r"\]\(#([^)]+)\)", path.read_text()))

    assert wanted <= anchors


def test_every_picture_has_a_text():
    pictures = re.findall(r"!\[([^\]]*)\]", (ROOT / "README.md").read_text())

    assert pictures
    assert all(len(text) > 20 for text in pictures)


def test_every_command_named_is_one_of_the_makefile():
    named = set(re.findall(r"make ([a-z]+)", (ROOT / "README.md").read_text()))

    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert named <= known


def test_the_architecture_lists_the_slices_in_their_order():
    text = (ROOT / "docs" / "architecture.md").read_text()
    listed = table(text.split("## The line of slices")[1].split("\n## ")[0])

    assert tuple(row[0] for row in listed) == LINE
