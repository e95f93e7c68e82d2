"""From both having sent to a locked result, and back."""

import pytest

from mori.core.errors import Refused
from mori.evaluation.assessments import operations, queries
from mori.evaluation.assessments.models import AgreedMark, Assessment, AssessmentEvent, Marking
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.schemes.queries import aspects_of
from tests.cast import NOON
from tests.evaluation.assessments.making import address_of, begun, filled, given, round_of

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def apart(cast, final):
    """Both have sent; in the first aspect more than a band lies between them."""
    row = begun(final, AssessmentState.SENT)
    given(row, cast.rina, 8000, {0: 6500})
    given(row, cast.budi, 8000, {0: 9500})
    given(row, cast.sari, 8800)
    return round_of(cast.placement)


def first_aspect(each):
    return aspects_of(each.scheme.id)[0]


def propose(visit, person, each, value="80", sentence="Baik, tetapi belum merata."):
    form = {"aspect": first_aspect(each).key, "value": value, "sentence": sentence}
    return visit(person).post(f"{address_of(each)}/usul", form)


def confirm(visit, person, each):
    form = {"proposal": AgreedMark.get().key}
    return visit(person).post(f"{address_of(each)}/setuju", form)


def test_where_they_lie_far_apart_they_agree_with_a_sentence(visit, cast, apart):
    assert "terpaut jauh" in visit(cast.rina).get(address_of(apart)).text
    blocked = visit(cast.rina).post(f"{address_of(apart)}/dibicarakan")
    assert blocked.status_code == 409
    assert "Sepakati dulu" in blocked.text

    assert propose(visit, cast.rina, apart).status_code == 303
    assert "mengusulkan" in visit(cast.budi).get(address_of(apart)).text
    assert confirm(visit, cast.rina, apart).status_code == 409  # one's own
    assert confirm(visit, cast.budi, apart).status_code == 303
    assert confirm(visit, cast.budi, apart).status_code == 303  # sent twice

    assert visit(cast.budi).post(f"{address_of(apart)}/dibicarakan").status_code == 303
    outcome = queries.outcomes_of([round_of(cast.placement)])[apart.row.id]
    assert outcome.aspects[0].value == 8000
    page = visit(cast.sari).get(address_of(apart)).text
    assert "Baik, tetapi belum merata." in page


def test_another_proposal_takes_the_place_of_the_one_that_was_seen(visit, cast, apart):
    propose(visit, cast.rina, apart)
    seen = AgreedMark.get().key
    propose(visit, cast.rina, apart, "70", "Lebih rendah.")

    reply = visit(cast.budi).post(f"{address_of(apart)}/setuju", {"proposal": seen})

    assert reply.status_code == 409
    assert AgreedMark.get().confirmed_at is None


@pytest.mark.parametrize(
    ("value", "sentence", "status"),
    [("59", "Sebab.", 409), ("80,5", "Sebab.", 409), ("", "Sebab.", 409), ("80", "", 422)],
)
def test_a_proposal_is_a_mark_of_the_scale_with_a_sentence(
    visit, cast, apart, value, sentence, status
):
    reply = propose(visit, cast.rina, apart, value, sentence)

    assert reply.status_code == status
    assert not AgreedMark.select().exists()


def test_nothing_is_proposed_where_they_are_close(cast, apart):
    other = aspects_of(apart.scheme.id)[1]

    with pytest.raises(Refused):
        operations.propose_value(apart, other.id, 8000, "Sebab.", cast.rina.id, NOON)


def discussed(cast, final, *values):
    row = begun(final, AssessmentState.SENT)
    for person, value in zip((cast.rina, cast.budi), values, strict=True):
        given(row, person, value)
    operations.discuss_assessment(round_of(cast.placement), cast.rina.id, NOON)
    return round_of(cast.placement)


def test_the_intern_sees_all_once_it_was_discussed_and_how(visit, cast, final):
    each = discussed(cast, final, 8000, 8500)

    page = visit(cast.sari).get(address_of(each)).text

    for text in ("82,5", "Sangat Baik", "Rina Contoh", "Budi Contoh", "rata-rata kedua penilai"):
        assert text in page


def test_what_is_discussed_takes_no_self_assessment_any_more(visit, cast, final):
    each = discussed(cast, final, 8000, 8500)

    reply = visit(cast.sari).post(f"{address_of(each)}/kirim", filled(each, 99))

    assert reply.status_code == 409
    assert "sudah selesai" in reply.text


def test_a_missing_self_assessment_is_waited_for_by_nobody(visit, cast, final):
    each = discussed(cast, final, 8000, 8500)

    reply = visit(cast.budi).post(f"{address_of(each)}/kunci")

    assert reply.status_code == 303
    assert round_of(cast.placement).state is AssessmentState.LOCKED
    assert visit(cast.budi).post(f"{address_of(each)}/kunci").status_code == 303  # sent twice
    assert AssessmentEvent.select().where(AssessmentEvent.verb == "lock").count() == 1


def test_a_coordinator_may_close_it_too(visit, cast, final):
    row = begun(final, AssessmentState.SENT)
    for person in (cast.rina, cast.budi):
        given(row, person, 8000)

    for verb in ("dibicarakan", "kunci"):
        assert visit(cast.wati).post(f"{address_of(final)}/{verb}").status_code == 303

    assert round_of(cast.placement).state.is_locked


def test_nothing_is_discussed_before_both_have_sent(visit, cast, final):
    given(begun(final), cast.rina, 8000)

    for verb in ("dibicarakan", "kunci"):
        assert visit(cast.rina).post(f"{address_of(final)}/{verb}").status_code == 409


def reopen(visit, person, each, note="Nilai tertukar."):
    path = f"/penilaian/peserta/{each.placement.key}/{each.address}/buka"
    return visit(person).post(path, {"note": note})


def test_a_coordinator_reopens_with_a_reason_and_marks_stay(visit, cast, final):
    each = discussed(cast, final, 8000, 8500)
    operations.lock_assessment(each, cast.rina.id, NOON)

    assert reopen(visit, cast.wati, each, "").status_code == 422
    assert reopen(visit, cast.wati, each).status_code == 303

    each = round_of(cast.placement)
    assert (each.state, each.row.locked_at) == (AssessmentState.DRAFT, None)
    assert not any(row.sent_at for row in each.markings)
    assert 'value="80"' in visit(cast.rina).get(address_of(each)).text
    assert (
        "Nilai tertukar." in visit(cast.wati).get(f"/penilaian/peserta/{each.placement.key}").text
    )


def test_what_a_certificate_shows_is_not_reopened_until_it_is_revoked(visit, cast, final):
    each = discussed(cast, final, 8000, 8500)
    operations.lock_assessment(each, cast.rina.id, NOON)
    operations.seal_assessments(cast.placement.id, NOON)

    refused = reopen(visit, cast.wati, each)

    assert refused.status_code == 409
    assert "Cabut dulu sertifikatnya" in refused.text
    operations.unseal_assessments(cast.placement.id, NOON)
    assert reopen(visit, cast.wati, each).status_code == 303


def test_only_what_is_locked_is_sealed(cast, final):
    discussed(cast, final, 8000, 8500)

    operations.seal_assessments(cast.placement.id, NOON)

    assert Assessment.get().sealed_at is None
    assert Marking.select().count() == 2
