"""Templates, styles and scripts are written to be read."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COLUMNS = 120
CAME_SO = {"htmx.js"}
WRITTEN = sorted(
    path
    for folder in ("templates", "static")
    for path in (ROOT / folder).rglob("*.*")
    if path.suffix in {".html", ".css"} and path.name not in CAME_SO
)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_is_too_long_to_read(path):
    lines = enumerate(path.read_text().splitlines(), 1)

    long = [number for number, line in lines if len(line) > COLUMNS and "data:image" not in line]

    assert not long, "One element, one declaration a line: blanks are taken out when it is sent."


def test_no_space_is_lost_at_the_end_of_a_line():
    lost = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in WRITTEN
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.endswith(("·", "–", "—"))
    ]

    assert not lost, 'A line break beside a tag is nothing: write {{ " · " }}.'
