"""Pages read without signing in carry the rules they need, and no others."""

import re

import pytest

from mori.core import bytes as budget
from mori.web.wire import assets
from mori.web.wire.styles import SIGNED_IN, without


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("a{b:c}.nav{d:e}", "a{b:c}"),
        (".nav a,.red{d:e}", ".red{d:e}"),
        (".red:has(.nav,p){d:e}.k{f:g}", ".k{f:g}"),
        ("p:is(.k,.t){d:e}", "p:is(.k,.t){d:e}"),
        ("p:is(.k,a:not(.t,.u)),.nav{d:e}", "p:is(.k,a:not(.t,.u)){d:e}"),
        ("@media print{.nav{d:e}.k{f:g}}", "@media print{.k{f:g}}"),
        ("@media print{.nav{d:e}}\n.k{f:g}", ".k{f:g}"),
        (".navy{d:e}", ".navy{d:e}"),
    ],
)
def test_a_rule_stays_for_the_selectors_that_name_no_such_class(css, kept):
    assert without(css, frozenset({"nav"})) == kept


def test_every_class_left_out_stands_in_the_stylesheet():
    css = (assets.FOLDER / "mori.css").read_text()

    gone = {name for name in SIGNED_IN if not re.search(rf"\.{name}(?![\w-])", css)}

    assert not gone, "Take them out of SIGNED_IN in mori/web/wire/styles.py."


def test_what_is_carried_is_a_good_deal_smaller():
    whole = budget.brotli_size((assets.FOLDER / "mori.css").read_bytes())

    assert budget.brotli_size(assets.stylesheet().encode()) < 0.7 * whole
