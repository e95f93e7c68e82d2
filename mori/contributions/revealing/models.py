from peewee import CharField, ForeignKeyField, TextField

from mori.accounts.models import Person
from mori.core.db import EnumField, Model, UtcDateTimeField

from ..matters.rules import Finding
from ..opinions.models import Opinion
from .rules import Because, Criterion, Reached, Used


class SecondThought(Model):
    """What somebody thinks once they know what others think; their opinion stays as it was."""

    opinion = ForeignKeyField(Opinion, unique=True, backref="+", on_delete="RESTRICT")
    opinion_id: int
    finding = EnumField(Finding, max_length=8)
    because = EnumField(Because, max_length=6)
    text = TextField(default="")
    at = UtcDateTimeField()


class NamedOpinion(Model):
    """That somebody shows their name beside their opinion; the row goes when they take it back."""

    opinion = ForeignKeyField(Opinion, unique=True, backref="+", on_delete="RESTRICT")
    opinion_id: int
    at = UtcDateTimeField()


class CriterionWord(Model):
    """What an officer says of an opinion by one criterion, before they are shown a name."""

    opinion = ForeignKeyField(Opinion, index=False, backref="+", on_delete="RESTRICT")
    opinion_id: int
    officer = ForeignKeyField(Person, index=False, backref="+", on_delete="RESTRICT")
    officer_id: int
    criterion = EnumField(Criterion, max_length=8)
    reached = EnumField(Reached, max_length=7)
    text = CharField(max_length=600, default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("opinion", "officer", "criterion"), True),)


class OpinionOutcome(Model):
    """What became of an opinion on a draft, and why."""

    opinion = ForeignKeyField(Opinion, unique=True, backref="+", on_delete="RESTRICT")
    opinion_id: int
    used = EnumField(Used, max_length=5)
    why = TextField()
    at = UtcDateTimeField()
