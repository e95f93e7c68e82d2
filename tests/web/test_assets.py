"""What a phone gets of a static file."""

import pytest

from mori.web import assets

SCRIPTS = sorted(path.name for path in assets.FOLDER.glob("*.js") if path.name != "htmx.js")


@pytest.mark.parametrize("name", SCRIPTS)
def test_comments_stay_here_and_code_goes_out(name):
    source = (assets.FOLDER / name).read_text().splitlines()

    sent = assets.sent(name).splitlines()

    assert sent == [line for line in source if not line.strip().startswith("//")]
    assert len(sent) < len(source)


def test_what_is_published_is_what_is_sent(tmp_path):
    assets.publish(tmp_path)

    published = tmp_path / assets.address("mori.js").rpartition("/")[2]
    assert published.read_text() == assets.sent("mori.js")
