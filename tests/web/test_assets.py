"""What a phone gets of a static file."""

import re
from pathlib import Path

import brotli
import pytest

from mori.core.bytes import FIRST_VIEW_WITH_SCRIPTS_BYTES, PAGE_BYTES
from mori.web.wire import assets

OWN = {path.name for path in assets.FOLDER.glob("*.js")} | {*assets.JOINED}


@pytest.mark.parametrize("name", sorted(OWN - assets.CAME_SMALL))
def test_comments_stay_here_and_code_goes_out(name):
    parts = assets.JOINED.get(name, (name,))
    written = "".join((assets.FOLDER / part).read_text() for part in parts)
    sent = assets.sent(name)

    assert len(sent) < len(written)
    assert not re.search(r"(?m)^ *(//|/\*)", sent)


def test_blanks_that_mean_something_stay():
    assert "50vw - 576px" in assets.sent("mori.css")
    assert "return void(renewing=" in assets.sent("mori.js")


def test_a_queue_as_heavy_as_a_page_may_be_fits_with_all_its_scripts():
    names = ("mori.css", "icons.svg", "mori.js", "review.js", "htmx.js")
    files = sum(len(brotli.compress(assets.sent(name).encode())) for name in names)

    assert files + PAGE_BYTES <= FIRST_VIEW_WITH_SCRIPTS_BYTES


def test_what_is_published_is_what_is_sent(tmp_path):
    assets.publish(tmp_path)

    published = tmp_path / assets.address("mori.js").rpartition("/")[2]
    assert published.read_text() == assets.sent("mori.js")


def test_nothing_unfinished_stands_in_the_folder_that_is_served(tmp_path, monkeypatch):
    folder, unfinished, finish = tmp_path / "assets", [], Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda self, to: unfinished.append(self) or finish(self, to)
    )

    assets.publish(folder)

    assert len(unfinished) == len(list(folder.iterdir()))
    assert folder not in {path.parent for path in unfinished}
