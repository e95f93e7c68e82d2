"""Opinions of interns, written before they know what anybody else thinks. No database."""

from mori.core.words import Labelled, marked


class Sureness(Labelled):
    """How sure somebody is of their own opinion."""

    DOUBTFUL = "doubtful", marked("In doubt")
    FAIRLY = "fairly", marked("Fairly sure")
    SURE = "sure", marked("Sure")
