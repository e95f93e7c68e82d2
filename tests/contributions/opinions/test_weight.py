"""What an opinion costs on the wire: the form, and sealing it."""

import csv
from pathlib import Path

import pytest

from mori.accounts.models import Person
from mori.contributions.opinions.models import Opinion
from mori.core.bytes import OPINION_BYTES, SEALING_BYTES, brotli_size
from mori.demo import learning as demo
from tests.contributions.opining import REASONS, form_of, opened_matter

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}
CASES = Path(demo.__file__).with_name("opinions.csv")


def cases() -> list[dict[str, str]]:
    """Those that the demonstration shows."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_form_and_sealing_it_fit(visit, cast, language):
    Person.update(locale=language).where(Person.id == cast.sari.id).execute()
    longest = max(cases(), key=lambda case: len(case["body"]))
    matter = opened_matter(cast, title=longest["title"], body=longest["body"])
    sari, mine = visit(cast.sari), f"/belajar/pendapat/{matter.key}"

    form = sari.get(mine)
    receipt = sari.post(mine, form_of(), headers=HTMX)

    assert brotli_size(form.data) <= OPINION_BYTES, brotli_size(form.data)
    assert brotli_size(receipt.data) <= SEALING_BYTES, brotli_size(receipt.data)


def test_with_htmx_the_answer_is_the_receipt_alone_and_is_kept_nowhere(visit, cast):
    matter = opened_matter(cast)
    sari, mine = visit(cast.sari), f"/belajar/pendapat/{matter.key}"

    answers = [sari.post(mine, form_of(), headers=HTMX) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {200}
    for answer in answers:
        assert Opinion.get().key in answer.text
        assert "<html" not in answer.text
        assert REASONS not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Use-As-Dictionary" not in answer.headers
    assert "Terkunci" not in sari.get(mine).text


def test_what_is_not_taken_is_a_whole_page_for_htmx_too(visit, cast, noon):
    matter = opened_matter(cast)
    sari, mine = visit(cast.sari), f"/belajar/pendapat/{matter.key}"

    wrong = sari.post(mine, form_of(finding=""), headers=HTMX)
    sari.post(mine, form_of())
    other = sari.post(mine, form_of(reasons="Lain sekali."), headers=HTMX)
    noon.move_to(matter.reveals_at)
    late = sari.post(mine, form_of(), headers=HTMX)

    assert (wrong.status_code, REASONS in wrong.text) == (422, True)
    assert (other.status_code, "Lain sekali." in other.text) == (409, True)
    assert late.status_code == 204
    assert late.headers["HX-Redirect"].endswith(mine)
