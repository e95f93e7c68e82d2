"""What a stranger's phone shows who checks a paper: legible, in both themes and languages."""

import pytest

from mori.certificates.numbers.rules import number_folded
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import PaperKind
from tests.browser import acts
from tests.cast import NOON
from tests.certificates.stating import NUMBER, stated
from tests.support.looking.legible import look_at

pytestmark = [pytest.mark.usefixtures("noon", "requests_fail"), pytest.mark.once]
ADDRESS = "http://127.0.0.1:8000"
LONG = (
    "Prof. Dr. H. Muhammad Abdurrahman Wahidin Nasution Al-Banjari Kusumawardhana, S.STP., M.A.P."
)


@pytest.fixture
def stranger(browser, app, cast):
    """A phone whose every request this process answers, over the rows of this test."""
    with acts.anonymous(browser, base_url=ADDRESS) as page:

        def answer(route):
            path = route.request.url.removeprefix(ADDRESS)
            found = app.test_client().get(path, base_url=ADDRESS)
            headers = {name: value for name, value in found.headers if name != "Content-Length"}
            route.fulfill(status=found.status_code, headers=headers, body=found.data)
            found.close()

        page.route("**/*", answer)
        yield page


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("state", [PaperState.SIGNED, PaperState.UNSIGNED, PaperState.REVOKED])
def test_a_paper_of_each_state_is_legible(stranger, cast, state, locale):
    statement = stated(kind=PaperKind.TRANSCRIPT, name=LONG)
    Paper.create(
        office=cast.banua,
        placement=cast.placement,
        kind=statement.kind,
        locale="id",
        state=state,
        number=NUMBER,
        number_folded=number_folded(NUMBER),
        statement=statement.to_json(),
        revoked_at=NOON if state.is_revoked else None,
        revoked_why="Namanya salah tulis." if state.is_revoked else "",
        marks_public=True,
        made_at=NOON,
    )

    stranger.goto(f"/v/{NUMBER}?lang={locale}")

    assert LONG in stranger.inner_text("h1")
    assert not list(look_at(stranger))


def test_a_number_that_nobody_has_is_legible(stranger):
    stranger.goto("/v/1/2026")

    assert "Tidak ada dokumen bernomor 1/2026." in stranger.inner_text("main")
    assert not list(look_at(stranger))
