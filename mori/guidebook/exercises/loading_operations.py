"""The exercises that come with MORI, with the forms and components they are answered by."""

import csv
import datetime as dt
from pathlib import Path

from mori.core.db import writing

from . import queries
from .models import (
    Exercise,
    ExerciseEvent,
    ExerciseSentence,
    MaladministrationForm,
    StandardComponent,
)
from .rules import ComponentSide, ExerciseState

HERE = Path(__file__).parent
TEXTS = HERE.parent / "texts"


@writing()
def load_exercises(at: dt.datetime) -> None:
    """Offer what the files hold everywhere; what is there already stays as it is."""
    _load_forms()
    _load_components()
    known = queries.known_tokens()
    sentences = _rows(TEXTS / "exercise_sentences.csv")
    for row in _rows(TEXTS / "exercises.csv"):
        if _token(row) not in known:
            own = [each for each in sentences if each["number"] == row["number"]]
            _load(row, own, at)


def _token(row: dict[str, str]) -> str:
    return f"shipped {row['number']}"


def _load(row: dict[str, str], sentences: list[dict[str, str]], at: dt.datetime) -> None:
    exercise = Exercise.create(
        token=_token(row),
        office=None,
        state=ExerciseState.OPEN,
        title=row["id_title"],
        title_en=row["en_title"],
        component=queries.component_ids().get(row.get("component", "")),
        why=row.get("id_why", ""),
        why_en=row.get("en_why", ""),
        made_at=at,
    )
    forms = queries.form_ids()
    for each in sentences:
        ExerciseSentence.create(
            exercise=exercise.id,
            position=int(each["position"]),
            text=each["id_text"],
            text_en=each["en_text"],
            is_suspicious=each["suspicious"] == "yes",
            form=forms[each["form_code"]] if each["form_code"] else None,
            why=each["id_why"],
            why_en=each["en_why"],
        )
    ExerciseEvent.create(exercise=exercise.id, verb="load", at=at)


def _load_forms() -> None:
    known = queries.form_ids()
    for position, row in enumerate(_rows(HERE / "forms.csv")):
        if row["code"] not in known:
            MaladministrationForm.create(
                code=row["code"],
                name=row["id"],
                name_en=row["en"],
                gist=row["gist"],
                gist_en=row["gist_en"],
                basis=row["basis"],
                checked_on=_day(row["checked_on"]),
                position=position,
            )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _load_components() -> None:
    known = queries.component_ids()
    for position, row in enumerate(_rows(HERE / "components.csv")):
        if row["code"] not in known:
            StandardComponent.create(
                code=row["code"],
                side=ComponentSide(row["side"]),
                name=row["id"],
                name_en=row["en"],
                position=position,
            )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
