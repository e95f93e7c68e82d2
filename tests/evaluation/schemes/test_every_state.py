"""The pages of a scheme open in each state there is, for whoever may read it."""

import pytest

from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.rules import SchemeState
from tests.evaluation.schemes.making import make_draft

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("state", SchemeState)
@pytest.mark.parametrize("who", ["wati", "hasan"])
def test_a_scheme_opens_in_every_state(visit, cast, word, state, who):
    scheme = make_draft(cast)
    Scheme.update(state=state).where(Scheme.id == scheme.id).execute()
    browser = visit(getattr(cast, who))

    page = browser.get(f"/penilaian/skema/{scheme.key}").text

    assert word(state) in page
    assert browser.get(f"/penilaian/skema/{scheme.key}/pratinjau").status_code == 200
    assert browser.get("/penilaian/skema").status_code == 200
    assert browser.get("/penilaian/skema?saring=lama").status_code == 200
