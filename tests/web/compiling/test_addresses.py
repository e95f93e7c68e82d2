"""What a name in a template comes to: its address, found when the template is compiled."""

import pytest
from jinja2 import DictLoader, TemplateError
from jinja2.exceptions import UndefinedError

from mori.web.compiling.addresses import FILTERS, Addresses
from mori.web.i18n import TranslatedEnvironment


@pytest.fixture
def rendered(app):
    def rendered(source: str, **context: object) -> str:
        environment = TranslatedEnvironment("en", folds=[Addresses()], autoescape=True)
        environment.filters.update(FILTERS)
        environment.loader = DictLoader({"page.html": source})
        with app.app_context():
            return environment.get_template("page.html").render(context)

    return rendered


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ('{{ url_for("logbook.logbook") }}', "/logbook"),
        ('{{ url_for("logbook.logbook") }}?hari={{ x }}', "/logbook?hari=kunci"),
        ('{{ url_for("logbook.entry", key=x) }}', "/logbook/kunci"),
        ('{{ url_for("logbook.comment", key=x) }}', "/logbook/kunci/komentar"),
        ('{{ url_for("month_prints.own_month", month=x) }}', "/presensi/kunci.pdf"),
        ('{{ page_url("interns") }}', "/peserta"),
        ('{{ page_url("placement", key=x) }}', "/peserta/kunci"),
        ('{% set url = url_for("logbook.entry", key=x) ~ "?a=b" %}{{ url }}', "/logbook/kunci?a=b"),
    ],
)
def test_a_name_is_its_address(rendered, written, sent):
    assert rendered(written, x="kunci") == sent


def test_a_value_is_quoted_whatever_it_holds(rendered):
    sent = rendered('{{ url_for("logbook.entry", key=x) }}', x='a/b?c&d"<é')

    assert sent == "/logbook/a%2Fb%3Fc%26d%22%3C%C3%A9"


@pytest.mark.parametrize(
    "written",
    [
        'url_for("logbook.entri", key=x)',
        'url_for("logbook.entry")',
        'url_for("logbook.entry", kei=x)',
        'url_for("logbook.entry", key=x, hari=x)',
        'url_for("logbook.logbook", **x)',
        "url_for(x)",
        'page_url("interned")',
        'page_url("placement")',
    ],
)
def test_a_wrong_name_or_argument_is_found_when_it_is_compiled(rendered, written):
    with pytest.raises(TemplateError):
        rendered("{% if x %}{{ " + written + " }}{% endif %}", x="")


def test_a_value_that_is_not_there_makes_no_address(rendered):
    with pytest.raises(TypeError):
        rendered('{{ url_for("logbook.entry", key=x) }}', x=None)
    with pytest.raises(UndefinedError):
        rendered('{{ url_for("logbook.entry", key=x) }}')
