"""Replying by letter: worded, numbered, signed, printed and sent; what was printed stays."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.certificates.numbers.operations import hold_register, take_number
from mori.certificates.numbers.queries import setting_of
from mori.certificates.papers.operations import note_outside_number
from mori.certificates.papers.queries import paper_by_number
from mori.certificates.signatories.queries import signatory_on
from mori.certificates.statements.rules import Signing
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.offices.models import Office
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from ..models import Applicant, Application, ApplicationEvent
from ..queries import applicants_in
from ..telling.letters import Post
from . import queries
from .letters import send
from .models import LetterWording, ReplyLetter, ReplyLetterEvent
from .rules import LETTER_MOVES, OF_STATE, SHORT, Contents, LetterKind, filled_in
from .words import cited, day_in, name_of, origin_of, programme_of, standard_text


class Wanted(NamedTuple):
    """Which letter, in which language, the date it bears, and who at the campus gets a copy."""

    kind: LetterKind
    locale: str
    day: dt.date
    copy_to: str = ""
    papers: str = ""  # that are missing, in words
    reason: str = ""


@writing()
def make_letter(
    application: Application, wanted: Wanted, token: str, actor_id: int, at: dt.datetime
) -> ReplyLetter:
    """Make a letter about all of whom it can be said, with its number where MORI counts them.

    The same ``token`` again is the same letter.
    """
    office = hold_register(application.office_id)
    if there := queries.letter_by_token(token):
        return there
    about = [row for row in applicants_in(application.id) if row.state in OF_STATE[wanted.kind]]
    if not about:
        raise Refused(_("This letter would be about nobody: look at their states."))
    made = ReplyLetter.create(
        token=token,
        office=office.id,
        application=application.id,
        kind=wanted.kind,
        locale=wanted.locale,
        names=",".join(str(row.id) for row in about),
        copy_to=wanted.copy_to,
        statement=worded(office, application, about, wanted),
        made_at=at,
    )
    ReplyLetterEvent.create(letter=made.id, verb="make", actor=actor_id, at=at)
    ApplicationEvent.create(
        application=application.id, verb="letter", actor=actor_id, at=at, note=wanted.kind.english
    )
    setting = setting_of(office)
    if not setting.numbering.is_typed:
        number = take_number(setting, SHORT, wanted.day, lambda each: bool(paper_by_number(each)))
        _give_number(made, number, wanted.day, actor_id, at)
    return queries.letter_by_id(made.id)


def worded(
    office: Office, application: Application, about: Sequence[Applicant], wanted: Wanted
) -> str:
    """The text of a letter as the office words it, filled in."""
    own = queries.wording_of(office.id, wanted.kind, wanted.locale)
    text = own.text if own else standard_text(wanted.kind, wanted.locale)
    first, day = about[0], partial(day_in, wanted.locale)
    return filled_in(
        text,
        {
            "surat": cited(application, wanted.locale),
            "nama": ", ".join(row.name for row in about if row.name),
            "lembaga": origin_of(application),
            "nomor_surat": application.letter_number,
            "tanggal_surat": day(application.letter_on),
            "jabatan": application.letter_by,
            "kantor": office.name,
            "unit": first.unit.name if first.unit else "",
            "mulai": day(first.starts_on or application.starts_on),
            "selesai": day(first.ends_on or application.ends_on),
            "alasan": wanted.reason,
            "berkas": wanted.papers,
            "program": programme_of(application, wanted.locale),
        },
    )


@writing()
def type_number(
    letter: ReplyLetter, number: str, day: dt.date, actor_id: int, at: dt.datetime
) -> None:
    """Give a letter its number from the office's register."""
    hold_register(letter.office_id)
    _give_number(queries.letter_by_id(letter.id), number, day, actor_id, at)


def _give_number(
    letter: ReplyLetter, number: str, day: dt.date, actor_id: int, at: dt.datetime
) -> None:
    """What it says is written down with its number; from now on nothing of it changes."""
    fresh = queries.letter_by_id(letter.id)
    setting = setting_of(fresh.office)
    signatory = signatory_on(fresh.office_id, day)
    if signatory is None:
        raise Refused(_("Nobody in the list of signatories signs on this date."))
    post = (fresh.locale == "en" and signatory.post_en) or signatory.post
    contents = _contents(fresh, number, day, signatory.name, post, setting.signing).to_json()
    note = f"{fresh.kind.english}: {fresh.application.institution_typed}"[:200]
    note_outside_number(fresh.office_id, number, note, f"letter {fresh.key}", actor_id, at)
    advance(
        fresh,
        LETTER_MOVES,
        "number",
        actor_id,
        at,
        number,
        number=number,
        issued_on=day,
        signing=setting.signing,
        statement=contents,
        digest=hashlib.sha256(contents.encode()).hexdigest(),
        print_at=None if setting.signing.is_in_mori else at,
    )


def _contents(
    letter: ReplyLetter, number: str, day: dt.date, name: str, post: str, signing: str
) -> Contents:
    office, application = letter.office, letter.application
    own = tuple(line for line in office.letterhead.splitlines() if line.strip())
    about = [row for row in applicants_in(application.id) if row.id in letter.applicant_ids]
    return Contents(
        kind=letter.kind.value,
        locale=letter.locale,
        number=number,
        place=office.seat,
        issued_on=day,
        letterhead=own or tuple(filter(None, (office.name, office.address))),
        office=office.name,
        recipient=_recipient(letter, about),
        about=application.letter_number,
        text=letter.statement,
        rows=tuple(_row(place, row, letter.locale) for place, row in enumerate(about, 1)),
        signatory=name,
        signatory_post=post,
        signing=str(signing),
    )


def _recipient(letter: ReplyLetter, about: Sequence[Applicant]) -> tuple[str, ...]:
    """The units, where it stays inside; else whoever signed or answers for what is replied to."""
    if letter.kind.is_inside:
        return tuple(dict.fromkeys(row.unit.name for row in about if row.unit))
    application = letter.application
    whom = application.letter_by or application.contact
    return tuple(dict.fromkeys(filter(None, (whom, origin_of(application)))))


def _row(place: int, row: Applicant, locale: str) -> tuple[str, ...]:
    days = ""
    if row.starts_on and row.ends_on:
        days = f"{day_in(locale, row.starts_on)} – {day_in(locale, row.ends_on)}"
    unit = row.unit.name if row.unit else ""
    return (str(place), name_of(row, locale), row.number, unit, days)


@writing()
def sign_letter(letter: ReplyLetter, actor_id: int, at: dt.datetime) -> None:
    """The head's word for a letter as it stands; its PDF is made next, and says so."""
    if letter.signing is not Signing.IN_MORI:
        raise changed_meanwhile()
    contents = Contents.from_json(letter.statement)
    contents = contents.signed(local_date(at, letter.office.zone))
    said: dict[str, Any] = {"signed_at": at, "print_at": at, "statement": contents.to_json()}
    advance(letter, LETTER_MOVES, "sign", actor_id, at, **said)


@writing()
def keep_signed(
    letter: ReplyLetter, upload: Upload, actor_id: int, post: Post, at: dt.datetime
) -> None:
    """The PDF that was signed outside: exactly its bytes are the letter from now on."""
    if letter.signing is Signing.IN_MORI or not letter.is_made:
        raise changed_meanwhile()
    if upload.digest == letter.sha256:
        raise Refused(_("This is the PDF as MORI made it, not signed yet. Choose the signed one."))
    hand_in(upload)
    said: dict[str, Any] = {"signed_at": at, "signed_file": upload.file}
    advance(letter, LETTER_MOVES, "sign", actor_id, at, **said)
    send_letter(queries.letter_by_id(letter.id), post, at)


@writing()
def drop_letter(letter: ReplyLetter, actor_id: int, at: dt.datetime) -> None:
    """A letter that was not signed is not wanted after all; its number is not given again."""
    advance(letter, LETTER_MOVES, "drop", actor_id, at, print_at=None)


@writing()
def send_letter(letter: ReplyLetter, post: Post, at: dt.datetime) -> None:
    """Hand it over by mail once it is signed and its PDF is there, unless it stays inside."""
    fresh = queries.letter_by_id(letter.id)
    is_ready = fresh.state.is_signed and bool(fresh.signed_file or fresh.file)
    if not is_ready or fresh.sent_at or fresh.kind.is_inside:
        return
    about = [row for row in applicants_in(fresh.application_id) if row.id in fresh.applicant_ids]
    number = send(fresh, about, post, at)
    if number:
        ReplyLetter.update(sent_at=at).where(ReplyLetter.id == fresh.id).execute()
        ReplyLetterEvent.create(letter=fresh.id, verb="send", at=at, note=str(number))


@writing()
def keep_printed(letter: ReplyLetter, key: str, sha256: str, post: Post, at: dt.datetime) -> bool:
    """Name the PDF that lies in the store; False where another was first."""
    kept = ReplyLetter.update(file=key, sha256=sha256, print_at=None, print_tries=0).where(
        ReplyLetter.id == letter.id,
        ReplyLetter.file == "",
        ReplyLetter.statement == letter.statement,
        ReplyLetter.print_at.is_null(False),
    )
    if not kept.execute():
        return False
    send_letter(letter, post, at)
    return True


@writing()
def print_later(letter: ReplyLetter, at: dt.datetime) -> None:
    """It could not be made: the number stays, and it is tried again."""
    pause = dt.timedelta(minutes=(1, 5, 15, 60)[min(letter.print_tries, 3)])
    ReplyLetter.update(print_at=at + pause, print_tries=ReplyLetter.print_tries + 1).where(
        ReplyLetter.id == letter.id
    ).execute()


@writing()
def erase_letters(letters: Sequence[ReplyLetter]) -> None:
    """Keep their numbers and dates, and nothing of what they said; their files are gone before."""
    nothing = {"statement": "", "copy_to": "", "file": "", "signed_file": "", "print_at": None}
    ReplyLetter.update(nothing).where(ReplyLetter.id.in_([row.id for row in letters])).execute()


@writing()
def word_letters(office_id: int, kind: LetterKind, locale: str, text: str, seen: int) -> None:
    """Word letters of a kind like this from now on; empty is as by default."""
    known = queries.wording_of(office_id, kind, locale)
    if (known.revision if known else 0) != seen:
        raise changed_meanwhile()
    LetterWording.delete().where(
        LetterWording.office == office_id,
        LetterWording.kind == kind,
        LetterWording.locale == locale,
    ).execute()
    if text and text != standard_text(kind, locale):
        LetterWording.create(
            office=office_id, kind=kind, locale=locale, text=text, revision=seen + 1
        )
