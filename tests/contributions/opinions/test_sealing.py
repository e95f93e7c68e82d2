"""A sealed opinion stays: refused by pages, by requests, and by the database itself."""

import pytest
from peewee import DatabaseError

from mori.certificates.lines.models import TranscriptLine
from mori.contributions.matters.models import Conclusion
from mori.contributions.opinions.models import Opinion, StepBack
from mori.contributions.revealing.jobs import reveal_due
from mori.contributions.revealing.operations import recall_matter, reveal_matter
from mori.core.clock import now
from mori.core.db import db
from mori.web.phone.queue import HEADER, PHONE_TIME, SENDING_TIME
from tests.contributions.opining import REASONS, TITLE, form_of, give, opened_matter
from tests.guidance.pulse.test_blindness import FRESH
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def test_twenty_equal_seals_are_one_opinion_and_one_receipt(committed):
    matter, sari, receipts = opened_matter(committed.cast), committed.cast.sari, []

    ends = all_at_once(*[lambda: receipts.append(give(matter, sari).key)] * 20)

    assert ends == ["done"] * 20
    assert len(set(receipts)) == 1
    assert Opinion.select().count() == 1


OF_OPINION = ("reasons", "proposal", "finding", "forms", "components", "sure", "digest", "key")


@pytest.mark.parametrize("column", OF_OPINION)
def test_the_database_refuses_to_change_an_opinion(cast, column):
    opinion = give(opened_matter(cast), cast.sari)

    with pytest.raises(DatabaseError, match="sealed"), db.atomic():
        db.execute_sql(f"UPDATE opinion SET {column} = 'x' WHERE id = {opinion.id}")


def test_nor_is_anything_sealed_deleted_or_emptied_while_its_matter_is_not_recalled(cast):
    opinion = give(opened_matter(cast), cast.sari)
    refused = (
        Opinion.delete(),
        Conclusion.delete(),
        Opinion.update(reasons="", proposal="", erased_at=now()),
        Conclusion.update(reasons="", erased_at=now()),
        Conclusion.update(finding="none"),
        Conclusion.update(reasons="Lain."),
    )

    for statement in refused:
        with pytest.raises(DatabaseError, match="sealed"), db.atomic():
            statement.execute()
    assert Opinion.get_by_id(opinion.id).reasons == REASONS


def test_of_a_recalled_matter_the_text_goes_and_nothing_else_can_be_changed(cast):
    matter = opened_matter(cast)
    opinion = give(matter, cast.sari)
    recall_matter(matter, cast.wati.id, now())

    erased = Opinion.get_by_id(opinion.id)
    assert (erased.reasons, erased.digest) == ("", opinion.digest)
    with pytest.raises(DatabaseError, match="sealed"), db.atomic():
        Opinion.update(reasons="Lain.", erased_at=None).execute()


def test_stepping_back_leaves_no_trace_that_others_see(visit, cast):
    matter = opened_matter(cast)
    mine = f"/belajar/pendapat/{matter.key}"
    sari, pages = visit(cast.sari), ("/pendapat", f"/pendapat/{matter.key}")
    rina = visit(cast.rina)
    before = [FRESH.sub(rb"\1", rina.get(page).data) for page in pages]

    assert sari.post(f"{mine}/mundur").status_code == 303

    assert sari.get(mine).status_code == 404
    assert TITLE not in sari.get("/belajar/pendapat").text
    assert sari.post(mine, form_of()).status_code == 409
    assert not Opinion.select().exists()
    assert before == [FRESH.sub(rb"\1", rina.get(page).data) for page in pages]
    assert StepBack.select().count() == 1


def test_what_comes_too_late_is_shown_to_be_copied(visit, cast, noon):
    matter = opened_matter(cast)
    mine = f"/belajar/pendapat/{matter.key}"
    sari = visit(cast.sari)
    sari.get(mine)
    noon.move_to(matter.reveals_at)

    answer = sari.post(mine, form_of(reasons="Panjang sekali."))

    assert answer.status_code == 409
    assert "Panjang sekali." in answer.text
    assert not Opinion.select().exists()


@pytest.mark.parametrize("wrong", [{"finding": ""}, {"reasons": " "}, {"f5": None}, {"sure": "x"}])
def test_wrong_input_comes_back_with_all_that_was_typed(visit, cast, wrong):
    matter = opened_matter(cast)
    sent = {k: v for k, v in form_of(proposal="Saran panjang.", **wrong).items() if v is not None}

    answer = visit(cast.sari).post(f"/belajar/pendapat/{matter.key}", sent)

    assert answer.status_code == 422
    assert "Saran panjang." in answer.text
    assert not Opinion.select().exists()


def test_a_phone_whose_clock_is_behind_seals_nothing_after_the_reveal(visit, cast, noon):
    matter = opened_matter(cast)
    noon.move_to(matter.reveals_at)
    stamp = str(int(matter.opened_at.timestamp() * 1000))

    for headers in ({}, {HEADER: "later", PHONE_TIME: stamp, SENDING_TIME: stamp}):
        answer = visit(cast.sari).post(
            f"/belajar/pendapat/{matter.key}", form_of(), headers=headers
        )

        assert answer.status_code == 409
    assert not Opinion.select().exists()


def test_what_is_sealed_enters_the_transcript_once_and_only_at_the_reveal(cast, noon):
    matter = opened_matter(cast)
    opinion = give(matter, cast.sari)
    assert not TranscriptLine.select().exists()
    noon.move_to(matter.reveals_at)

    for _ in range(2):
        for piece in reveal_due(now()):
            piece()
        assert not reveal_matter(matter, now())  # as somebody saw it before

    line = TranscriptLine.get()
    assert TranscriptLine.select().count() == 1
    assert line.placement_id == opinion.placement_id
    assert TITLE not in line.text + line.text_en
