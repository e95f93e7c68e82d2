"""What is filled into a form for one student, in plain Bahasa: forms of campuses are in it."""

import datetime as dt

from mori.attendance.months import totals_of
from mori.core.clock import local_date
from mori.core.filling.asking import Values
from mori.evaluation.assessments.queries import finals_of
from mori.evaluation.assessments.rows import LockedResult
from mori.evaluation.schemes.rules import ONE, mark_written
from mori.placements.models import Placement
from mori.web import filters
from mori.web.i18n import catalogue

from ..cosigning.models import CoSignature
from ..cosigning.queries import standing_signature
from ..remarks.queries import remarks_on
from ..remarks.rules import RemarkKind
from ..rules import weeks_until
from ..students.queries import entry_days, present_days
from ..supervision.queries import supervisors_named
from .rules import EMPTY, FIELDS, MOST_ASPECTS, example_lists, example_texts, numbered

LOCALE = "id"


def values_of(placement: Placement, at: dt.datetime) -> Values:
    """What is known of an internship; what is not is a dash. Marks come from locked finals alone.

    The placement comes with its office, person and spans.
    """
    today = local_date(at, placement.office.zone)
    final = finals_of([placement.id]).get(placement.id)
    texts = {
        **dict.fromkeys(example_texts(), EMPTY),
        **_facts(placement, today),
        **_figures(placement, today),
        **(_marks(final) if final else {}),
        "jawaban_kampus": _answer(standing_signature(placement.id)),
    }
    numbers = {name: value / ONE for name, value in _numbers(final).items()}
    lists = {
        "aspek": [{"nama": name, "nilai": mark} for name, mark in _aspects(final)],
        "rotasi": _stays(placement),
        "minggu": _weeks(placement, today),
        "kunjungan": _visits(placement),
    }
    filled = {name: text or EMPTY for name, text in texts.items()}
    return Values(filled, lists, numbers, FIELDS)


def examples() -> Values:
    """What a form is tried with before it is kept."""
    return Values(example_texts(), example_lists(), {"nilai_akhir": 87.5}, FIELDS)


def _facts(placement: Placement, today: dt.date) -> dict[str, str]:
    contact = supervisors_named([placement.id]).get(placement.id)
    spans = list(placement.spans)
    return {
        "nama": placement.person.name,
        "program": placement.programme,
        "lembaga": placement.institution_name,
        "pembimbing_kampus": contact.name if contact else "",
        "kantor": placement.office.name,
        "unit": ", ".join(dict.fromkeys(each.unit.name for each in spans)),
        "pembimbing": spans[-1].supervisor.name if spans else "",
        "mulai": _day(placement.starts_on),
        "selesai": _day(placement.ends_on),
        "tanggal": _day(today),
    }


def _day(day: dt.date) -> str:
    """2 November 2026"""
    return f"{filters.day_month(LOCALE, day)} {day.year}"


def _figures(placement: Placement, today: dt.date) -> dict[str, str]:
    sums, entries = totals_of(placement, today), entry_days(placement.id)
    return {
        "hari_hadir": str(sums.present),
        "hari_berhalangan": str(sums.away),
        "hari_tanpa_keterangan": str(sums.missing),
        "jam": filters.hours_in_all(LOCALE, sums.minutes),
        "catatan": str(len(entries)),
        "catatan_diparaf": str(sum(entries.values())),
    }


def _marks(final: LockedResult) -> dict[str, str]:
    names: dict[str, str] = {}
    for number, said in enumerate(_aspects(final), start=1):
        names |= dict(zip(numbered(number), said, strict=True))
    return {
        **names,
        "nilai_akhir": _mark(final.result),
        "predikat": final.band,
        "penilai": ", ".join(final.reviewers),
        "dikunci": _day(final.locked_on),
    }


def _aspects(final: LockedResult | None) -> list[tuple[str, str]]:
    found = final.aspects[:MOST_ASPECTS] if final else []
    return [(each.label, _mark(each.value)) for each in found]


def _mark(hundredths: int | None) -> str:
    return EMPTY if hundredths is None else mark_written(hundredths, ",")


def _numbers(final: LockedResult | None) -> dict[str, int]:
    """Marks that a table of cells may go on to compute with."""
    if final is None:
        return {}
    values = {numbered(n)[1]: each.value for n, each in enumerate(final.aspects, start=1)}
    values["nilai_akhir"] = final.result
    return {name: value for name, value in values.items() if value is not None}


def _answer(signature: CoSignature | None) -> str:
    return catalogue(LOCALE).gettext(signature.answer.english) if signature else ""


def _stays(placement: Placement) -> list[dict[str, str]]:
    return [
        {
            "unit": each.unit.name,
            "mulai": _day(each.starts_on),
            "selesai": _day(each.ends_on),
            "pembimbing": each.supervisor.name,
        }
        for each in placement.spans
    ]


def _weeks(placement: Placement, today: dt.date) -> list[dict[str, str]]:
    days, entries = present_days(placement.id), entry_days(placement.id)
    done = weeks_until(placement.starts_on, placement.ends_on, today, days, entries)
    return [
        {
            "nomor": str(each.number),
            "mulai": _day(each.first),
            "selesai": _day(each.last),
            "hari_hadir": str(each.present),
            "catatan": str(each.entries),
            "catatan_diparaf": str(each.initialled),
        }
        for each in reversed(list(done))
    ]


def _visits(placement: Placement) -> list[dict[str, str]]:
    said = catalogue(LOCALE).gettext
    return [
        {
            "hari": _day(each.day),
            "jenis": said(RemarkKind(each.kind).english),
            "nama": each.name,
            "isi": each.text,
        }
        for each in reversed(remarks_on(placement.id))
    ]
