"""Texts are translated from the first start on, whoever asks first."""

import subprocess
import sys
from shutil import copytree, ignore_patterns

import pytest

from mori.config import ROOT
from mori.web import i18n

pytestmark = pytest.mark.once  # no database
IMPORTED = """
from mori.slices import slices
from mori.web.i18n import catalogue
slices()
print(catalogue.cache_info().currsize)
"""


@pytest.fixture
def never_started(tmp_path, monkeypatch):
    """A machine on which nothing was compiled, or asked for, yet."""
    fresh = copytree(i18n.FOLDER, tmp_path / "translations", ignore=ignore_patterns("*.mo"))
    monkeypatch.setattr(i18n, "FOLDER", fresh)
    i18n.catalogue.cache_clear()
    yield
    i18n.catalogue.cache_clear()


def test_whoever_asks_before_anything_was_compiled_gets_the_language(never_started):
    assert i18n.catalogue("id").gettext("Cancel") == "Batal"


def test_nothing_is_asked_for_while_mori_is_imported():
    command = [sys.executable, "-c", IMPORTED]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "0"
