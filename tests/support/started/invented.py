"""Lets an invented slice of tests/invented into a process."""

from pathlib import Path

INVENTED = Path(__file__).parents[2] / "invented"


def let_in(name: str) -> None:
    """Before the app is made: the slice stands before the logbook."""
    import mori
    from mori import slices
    from mori.web import i18n

    line = list(slices.LINE)
    line.insert(line.index("logbook"), name)
    mori.__path__.append(str(INVENTED))
    i18n.TEMPLATES = [i18n.TEMPLATES, INVENTED / "templates"]
    slices.LINE = tuple(line)
    slices.slices.cache_clear()
