"""One test of many files: a thousand small ones cost more to hand out than to run."""

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
Test = Callable[..., None]


def of_each(argument: str, values: Iterable[Any]) -> Callable[[Test], Test]:
    """Make a test one that looks at each value, and names all of which it is not true."""

    def decorate(test: Test) -> Test:
        def of_all(**fixtures: Any) -> None:
            found = (_failure(test, {argument: value} | fixtures, _name(value)) for value in values)
            wrong = [failure for failure in found if failure]
            assert not wrong, "\n".join(wrong)

        asked = inspect.signature(test)
        kept = [each for each in asked.parameters.values() if each.name != argument]
        of_all.__signature__ = asked.replace(parameters=kept)  # which fixtures pytest gives it
        of_all.__name__, of_all.__doc__ = test.__name__, test.__doc__
        return of_all

    return decorate


def _name(value: Any) -> str:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else str(value)


def _failure(test: Test, arguments: dict[str, Any], name: str) -> str:
    try:
        test(**arguments)
    except AssertionError as error:
        return f"{name}: {error}"
    except Exception as error:
        error.add_note(f"This was {name}.")
        raise
    return ""
