"""Ideas of an invented office's people, in every state there is, and two answers that are late."""

import datetime as dt
from typing import NamedTuple

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.contributions.carrying import operations as carrying
from mori.contributions.deciding import operations as deciding
from mori.contributions.ideas import operations, queries
from mori.contributions.ideas.models import Idea
from mori.contributions.ideas.operations import Words
from mori.contributions.ideas.rules import About, AnswerVerb, FirstReader, IdeaState, Shown
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.offices.models import Office

ADDRESS = "https://mori.example"
WEEKS = dt.timedelta(weeks=1)


class Told(NamedTuple):
    """An idea, how many days ago it was sent, and how far it has come."""

    state: IdeaState
    days: int
    about: About
    title: str
    problem: str
    proposal: str


IDEAS = (
    Told(
        IdeaState.DRAFT, 1, About.OFFICE, "Rak sepatu di musala",
        "Sepatu berserakan di depan pintu musala.", "Satu rak kayu tiga tingkat.",
    ),
    Told(
        IdeaState.OPEN, 3, About.SERVICE, "Nomor antrean lewat pesan",
        "Warga berdiri satu jam tanpa tahu gilirannya.",
        "Layar kecil di lobi, dan nomor yang bisa dilihat dari rumah.",
    ),
    Told(
        IdeaState.OPEN, 24, About.INTERNSHIP, "Hari pertama dengan peta ruangan",
        "Di hari pertama kami tersesat mencari ruang arsip.",
        "Selembar peta ruangan di map peserta.",
    ),
    Told(
        IdeaState.ADOPTED, 20, About.OFFICE, "Kursi prioritas di lobi",
        "Warga lanjut usia menunggu sambil berdiri.", "Dua kursi bertanda di dekat loket.",
    ),
    Told(
        IdeaState.UNDER_WAY, 30, About.SERVICE, "Papan biaya di loket",
        "Warga bertanya tiga kali berapa biayanya.",
        "Papan biaya dan urutan loket di pintu masuk.",
    ),
    Told(
        IdeaState.DONE, 45, About.INTERNSHIP, "Daftar istilah untuk peserta baru",
        "Istilah seperti RCO dan RPL baru kami pahami minggu kedua.",
        "Satu halaman istilah dengan contoh kalimat.",
    ),
    Told(
        IdeaState.CONFIRMED, 90, About.OFFICE, "Galon di ruang tunggu",
        "Warga membeli air ke luar dan kehilangan giliran.", "Galon dan gelas kertas.",
    ),
    Told(
        IdeaState.FADED, 95, About.OFFICE, "Kotak kertas bekas",
        "Kertas satu sisi langsung dibuang.", "Kotak kertas bekas di tiap ruangan.",
    ),
    Told(
        IdeaState.DECLINED, 18, About.OFFICE, "Loket buka hari Sabtu",
        "Pekerja pabrik tidak bisa datang di hari kerja.", "Buka setengah hari pada Sabtu.",
    ),
    Told(
        IdeaState.PARKED, 16, About.SERVICE, "Formulir dalam huruf besar",
        "Huruf di formulir terlalu kecil untuk dibaca.", "Versi dengan huruf besar.",
    ),
    Told(
        IdeaState.MERGED, 15, About.SERVICE, "Tulisan biaya di pintu",
        "Biaya tidak tertulis di mana pun.", "Tempel daftar biaya di pintu.",
    ),
    Told(
        IdeaState.WITHDRAWN, 12, About.INTERNSHIP, "Piket bersama hari Jumat",
        "Meja peserta sering penuh gelas.", "Piket bergilir setiap Jumat.",
    ),
)  # fmt: skip
REASONS = {
    IdeaState.DECLINED: "Jam layanan ditetapkan pusat. Kotak surat di luar bisa kami pasang.",
    IdeaState.PARKED: "Formulir diganti tahun depan; ini kami bawa saat itu.",
    IdeaState.MERGED: "Hampir sama dengan papan biaya, yang sedang dikerjakan.",
}


def bring_ideas(office: Office, at: dt.datetime) -> None:
    """One in each state; of two that wait, one is past the day that was promised."""
    interns = people_in_role(office.id, Role.INTERN)
    coordinator = people_in_role(office.id, Role.COORDINATOR)[0]
    owner = people_in_role(office.id, Role.SUPERVISOR)[0]
    made: dict[str, Idea] = {}
    for place, told in enumerate(IDEAS):
        author, shown = interns[place % len(interns)], list(Shown)[place % 2]
        idea = _bring(office, told, author, shown, at - told.days * DAY)
        made[told.title] = idea
        _lead(idea, told, coordinator, owner, at - (told.days - 4) * DAY)
    late, board = made["Hari pertama dengan peta ruangan"], made["Papan biaya di loket"]
    for idea in (late, made["Nomor antrean lewat pesan"]):
        deciding.share_idea(queries.idea_by_id(idea.id), coordinator.id, at - 2 * DAY)
    others = [each for each in interns if each.id != board.person_id]
    for person, text in zip(others, ("Aku juga ditanya itu.", "Di loket dua sama."), strict=False):
        operations.say_the_same(queries.idea_by_id(board.id), person.id, text, at - DAY)
    _merge(made["Tulisan biaya di pintu"], board, coordinator, at - 9 * DAY)


def _bring(office: Office, told: Told, author: Person, shown: Shown, at: dt.datetime) -> Idea:
    words = Words(
        told.about, told.title, told.problem, told.proposal, shown, FirstReader.COORDINATOR
    )
    token = f"demo {office.id} {told.title}"[:40]
    keep = operations.keep_idea if told.state is IdeaState.DRAFT else operations.bring_idea
    return keep(words, office.id, author.id, token, at)


def _lead(idea: Idea, told: Told, coordinator: Person, owner: Person, at: dt.datetime) -> None:
    fresh = queries.idea_by_id(idea.id)
    if told.state is IdeaState.WITHDRAWN:
        operations.withdraw_idea(fresh, at)
    elif told.state in (IdeaState.DECLINED, IdeaState.PARKED):
        is_parked = told.state is IdeaState.PARKED
        verb = AnswerVerb.PARK if is_parked else AnswerVerb.DECLINE
        said = deciding.answer_later(fresh, verb, REASONS[told.state], coordinator.id, at)
        deciding.settle_answer(ADDRESS, said.id)
    elif told.state.is_adopted:
        _carry(fresh, told, coordinator, owner, at)


def _carry(idea: Idea, told: Told, coordinator: Person, owner: Person, at: dt.datetime) -> None:
    day = local_date(at, idea.office.zone)
    words = "Terima kasih, ini yang kami cari."
    due = day + (told.days + 7) * DAY
    deciding.adopt_idea(idea, owner.id, due, words, coordinator.id, at, ADDRESS)
    for number, title in enumerate(("Ukur tempatnya", "Pesan dan pasang"), 1):
        token = f"demo {idea.key} {number}"
        carrying.add_step(queries.idea_by_id(idea.id), title, owner.id, due, token)
    if told.state is IdeaState.ADOPTED:
        return
    first = queries.steps_of(idea.id)[0]
    step = queries.idea_step_by_key(first.key)
    if step:
        carrying.tick_step(step, True, owner.id, at + 3 * DAY, ADDRESS)
    if told.state is not IdeaState.UNDER_WAY:
        second = queries.idea_step_by_key(queries.steps_of(idea.id)[1].key)
        if second:
            carrying.tick_step(second, True, owner.id, at + 9 * DAY, ADDRESS)
        _finish(idea, told, owner, at + 10 * DAY)


def _finish(idea: Idea, told: Told, owner: Person, at: dt.datetime) -> None:
    look_on = local_date(at, idea.office.zone) + 4 * WEEKS
    said = {
        "before": told.problem,
        "after": "Sudah ada sejak minggu ini, dan dipakai setiap hari.",
        "evidence": "Terlihat langsung di tempatnya.",
    }
    carrying.finish_idea(queries.idea_by_id(idea.id), said, look_on, owner.id, at, ADDRESS)
    if told.state is IdeaState.DONE:
        return
    still_runs = told.state is IdeaState.CONFIRMED
    seen = "Masih dipakai setiap hari." if still_runs else "Kotaknya sudah tidak diisi orang."
    fresh = queries.idea_by_id(idea.id)
    carrying.look_again(fresh, still_runs, seen, owner.id, at + 4 * WEEKS, ADDRESS)


def _merge(idea: Idea, into: Idea, coordinator: Person, at: dt.datetime) -> None:
    fresh, words = queries.idea_by_id(idea.id), REASONS[IdeaState.MERGED]
    deciding.merge_idea(fresh, into, words, coordinator.id, at, ADDRESS)
