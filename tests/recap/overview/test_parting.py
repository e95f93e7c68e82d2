"""What Ringkasan tells of warnings, early ends, resignations and other supervisors: to whom."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.certificates.statements.rules import PaperKind
from mori.core.workdays import DAY
from mori.placements.proceedings import operations
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.rules import ProceedingKind, ProceedingState
from mori.placements.rules import PlacementState
from mori.placements.supervisors.models import SupervisorChange
from mori.placements.supervisors.rules import SupervisorChangeState
from tests.cast import NOON, TODAY
from tests.certificates.issuing import end, issue, let_issue
from tests.placements.proceedings.proceeding import ADDRESS, begun, heard, path_of, reload, signed
from tests.placements.supervisors.asking import asked

pytestmark = pytest.mark.usefixtures("noon")


def test_whoever_asks_for_another_supervisor_is_told_to_coordinators_beside_them(told, cast):
    path = f"/peserta/pembimbing/{asked(cast).key}"
    role = give_role(cast.rina, cast.banua.id, Role.COORDINATOR, NOON)

    assert told(cast.wati)[path].startswith("Sari Contoh minta ganti pembimbing")
    for found in (told(cast.hasan), told(cast.citra), told(cast.rina, role=role)):
        assert path not in found

    SupervisorChange.update(state=SupervisorChangeState.TAKEN_BACK).execute()

    assert path not in told(cast.wati)


def test_a_warning_is_told_once_its_day_has_come(told, cast):
    row = signed(cast, kind=ProceedingKind.WARNING)
    assert path_of(row) not in told(cast.wati)

    Proceeding.update(day=TODAY).where(Proceeding.id == row.id).execute()

    said = told(cast.wati)[path_of(row)]
    assert said.startswith("Sari Contoh punya peringatan yang perlu dilihat lagi")
    assert "Dijadwalkan Rab 18 Nov." in said
    assert path_of(row) not in told(cast.hasan)

    operations.finish_warning(reload(row), "Sudah baik.", cast.wati.id, NOON, ADDRESS)

    assert path_of(row) not in told(cast.wati)


def test_an_early_end_that_is_signed_waits_for_nobody(told, cast):
    row = signed(cast)
    Proceeding.update(day=TODAY).where(Proceeding.id == row.id).execute()

    assert path_of(row) not in told(cast.wati) | told(cast.hasan)


def test_words_are_awaited_and_passed_over_after_three_working_days(told, cast):
    path = path_of(begun(cast))

    for who in (cast.wati, cast.hasan):
        assert "Sari Contoh sedang dimintai jawaban Ada waktu" in told(who)[path]
        assert "Sen 23 Nov." in told(who)[path]
    operations.tend(ADDRESS, NOON + 6 * DAY)

    assert reload(Proceeding.get()).state is ProceedingState.UNANSWERED
    for who in (cast.wati, cast.hasan):
        assert "tidak menjawab selama tiga hari kerja" in told(who)[path]
    assert path not in told(cast.citra) | told(cast.eko)

    operations.answer(reload(Proceeding.get()), "Maaf.", cast.sari.id, NOON + 6 * DAY, ADDRESS)

    assert path not in told(cast.wati)


def test_the_second_signer_alone_is_told_that_something_waits_for_them(told, cast):
    row, path = heard(cast, signer=cast.hasan), "/peserta/tanda-tangan"

    assert told(cast.hasan)[path].startswith("1 perkara menunggu tanda tangan kedua Anda")
    for who in (cast.wati, cast.citra, cast.eko):
        assert path not in told(who)

    Proceeding.update(signer=cast.ningsih).where(Proceeding.id == row.id).execute()

    assert path not in told(cast.hasan)


def test_officers_find_on_their_own_page_how_much_waits(visit, cast):
    heard(cast)

    assert "1 perkara menunggu tanda tangan kedua Anda" in visit(cast.ningsih).get("/saya").text
    assert "menunggu tanda tangan kedua" not in visit(cast.opik).get("/saya").text


def test_whoever_ended_early_is_told_until_their_statement_is_made(told, cast):
    let_issue(cast)
    ended = end(cast.placement, PlacementState.ENDED_EARLY)
    end(cast.placement_tono)
    path = f"/sertifikat/terbitkan?peserta={ended.key}"

    said = told(cast.wati)[path]
    assert said.startswith("Sari Contoh belum punya surat keterangan hari magangnya")
    assert "Berakhir lebih awal Sab 14 Nov." in said
    assert f"/sertifikat/terbitkan?peserta={cast.placement_tono.key}" not in told(cast.wati)
    assert path not in told(cast.citra)

    issue(cast, ended, kind=PaperKind.LETTER)

    assert path not in told(cast.wati)
