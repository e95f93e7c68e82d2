"""Jobs for a dispatcher: pieces that do something, and one that fails."""

from datetime import timedelta
from functools import partial

seconds = partial(timedelta, 0)


def piece(*actions):
    return lambda at: iter(actions)


def fails():
    raise RuntimeError("with the name of a person in it")
