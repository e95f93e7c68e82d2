"""What is written here can be read in one go: short lines, short files, small folders."""

from collections import Counter
from pathlib import Path

from tests.support.looking.each import of_each

ROOT = Path(__file__).parents[2]
LINES, COLUMNS, FILES = 300, 120, 12
# Left out are docs, whose tables have one row a line and are searched more than read; data, the
# catalogue and drawings; and what tools write (requirements, package-lock.json).
FOLDERS = ("mori", "static", "templates", "tests", "bench")
KINDS = {".py", ".html", ".css", ".js", ".txt", ".typ"}
AS_IT_CAME = {
    "static/htmx.js",  # from its makers
    "tests/browser/phone/first_worker.js",  # the first release's, which phones still have
}
GROWS = {"mori/migrations"}  # one file for each change, for ever
ALONE = ("wsgi.py", "gunicorn.conf.py", "pyproject.toml", "Makefile", ".ci/run")
FOUND = {
    str(path.relative_to(ROOT)): path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.*"))
    if path.suffix in KINDS
}
WRITTEN = [name for name in FOUND if name not in AS_IT_CAME] + list(ALONE)
every_file = of_each("name", WRITTEN)


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text().splitlines()


@every_file
def test_no_line_is_too_long_to_read(name):
    lines = enumerate(lines_of(name), 1)

    long = [number for number, line in lines if len(line) > COLUMNS and "data:image" not in line]

    assert not long, "One element, one declaration a line: blanks are taken out when it is sent."


@every_file
def test_files_stay_short(name):
    assert len(lines_of(name)) <= LINES, "Past three hundred lines, split."


def test_folders_stay_small():
    code = [path.relative_to(ROOT) for path in FOUND.values() if path.name != "__init__.py"]
    sizes = Counter(str(path.parent) for path in code)

    full = {folder for folder, size in sizes.items() if size > FILES and folder not in GROWS}

    assert not full, "Past twelve files, a folder is missing."


def test_what_is_left_out_is_there():
    assert {*AS_IT_CAME} <= {*FOUND}
    assert all((ROOT / folder).is_dir() for folder in GROWS)


def test_no_space_is_lost_at_the_end_of_a_line():
    lost = [
        f"{name}:{number}"
        for name in WRITTEN
        if name.startswith("templates/") and name.endswith(".html")
        for number, line in enumerate(lines_of(name), 1)
        if line.endswith(("·", "–", "—"))
    ]

    assert not lost, 'A line break beside a tag is nothing: write {{ " · " }}.'
