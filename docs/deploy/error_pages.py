"""Write the two pages nginx shows while MORI itself does not answer: ``error_pages.py FOLDER``.

Standard library only; it needs neither the environment nor the database.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mori.core.help.lines import load_help_lines
from mori.safeguarding.button import pages as button_pages


def write(folder: Path) -> None:
    """Both pages carry the telephone numbers, and a button to try once more."""
    lines = load_help_lines()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "503.html").write_text(button_pages.unavailable_page(lines), encoding="utf-8")
    (folder / "not-received.html").write_text(button_pages.refused_page(lines), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
