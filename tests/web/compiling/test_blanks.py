"""What a template's line breaks come to in what is sent."""

import pytest
from jinja2 import DictLoader

from mori.web.compiling.blanks import Blanks
from mori.web.i18n import TranslatedEnvironment


def rendered(source: str, x: str = "x") -> str:
    environment = TranslatedEnvironment("en", extensions=[Blanks])
    environment.loader = DictLoader({"page.html": source})
    return environment.get_template("page.html").render(x=x, is_on=True)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<ul>\n  <li>\n    a\n  </li>\n</ul>\n", "<ul><li>a</li></ul>"),
        ("<p>\n  two\n  words\n</p>", "<p>two words</p>"),
        ("<b>a</b> <b>b</b>", "<b>a</b> <b>b</b>"),
        ("<b>a</b>\n<b>b</b>", "<b>a</b><b>b</b>"),
        ("{{ x }}\n{{ x }}", "xx"),
        ("{{ x }}\nword", "xword"),
        ("<p>\n  {% if is_on %}\n    {{ x }}\n  {% endif %}\n</p>", "<p>x</p>"),
        ('<input\n  type="text"\n  name="a"\n>', '<input type="text" name="a">'),
        ('<a\n  id="{{ x }}"\n  href="b"\n>', '<a id="x" href="b">'),
        ("<a{% if is_on %} hidden{% endif %}\n  id=b>", "<a hidden id=b>"),
        ("<a\n  {%- if is_on %} hidden{% endif %}\n>", "<a hidden>"),
        ("<p>\n  {# why #}\n  a\n</p>", "<p>a</p>"),
        ('<path\n  d="M0"\n/>', '<path d="M0"/>'),
        ("a\n\n\n<p>", "a<p>"),
    ],
)
def test_a_line_break_is_a_space_only_between_words_and_attributes(written, sent):
    assert rendered(written) == sent


def test_what_people_wrote_keeps_its_lines():
    assert rendered("<p>\n  {{ x }}\n</p>", "a\n  b") == "<p>a\n  b</p>"
