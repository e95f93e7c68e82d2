"""What docs/safeguarding tells people to type or open is there."""

import re
from pathlib import Path

import pytest

GUIDES = Path(__file__).parents[3] / "docs/safeguarding"
TEXT = "\n".join(path.read_text() for path in sorted(GUIDES.glob("*.md")))


@pytest.mark.once
def test_every_command_that_is_named_exists(app):
    named = set(re.findall(r"flask ([a-z]+(?: [a-z]+)?)", TEXT))
    groups = {"key": app.cli.commands["key"].commands}

    unknown = {
        each
        for each in named
        if each.split()[0] not in app.cli.commands
        or (each.split()[0] in groups and each.split()[1] not in groups[each.split()[0]])
    }

    assert named >= {"key recovery", "key drill", "key recover"}
    assert not unknown


@pytest.mark.once
def test_every_page_that_is_named_exists(app):
    named = set(re.findall(r"`(/jaga[^`]*)`", TEXT)) - {"/jaga/"}

    assert named >= {"/jaga/kunci", "/jaga/kunci/lupa"}
    assert not named - {rule.rule for rule in app.url_map.iter_rules()}


@pytest.mark.once
def test_every_reason_for_going_to_paper_is_explained(app):
    from mori.cases.ceremonies.rules import RestoreReason

    assert not {each for each in RestoreReason if f"`{each.value}`" not in TEXT}
