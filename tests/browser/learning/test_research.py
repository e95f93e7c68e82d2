"""A study and an idea from the first word to the last, on a small phone, with scripts and without."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from mori.uploads.rules import PIECE_BYTES
from tests.browser import acts
from tests.browser.line import line_to
from tests.browser.walking.given import links_of
from tests.support import documents
from tests.support.servers.browser import axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILE = documents.pdf(3_000_000)
PHONE = {"viewport": {"width": 360, "height": 640}}
HEAD, COORDINATOR = "Halimah Teladan", "Ratna Contoh"
LIKE = "Pelayanan akta kelahiran yang tertunda berlarut"
