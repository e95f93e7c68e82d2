"""Each figure beside what was promised (red-button.md); whether one was missed."""

import os
from collections.abc import Callable

from . import crowds, waits

WAITS: tuple[tuple[str, Callable[[str], list[float]], float], ...] = (
    ("all well", waits.with_all_well, 3.0),
    ("the database is gone (SQLite)", waits.without_database, 10.0),
    ("the background work is dead", waits.without_background_work, 75.0),
    (f"{crowds.FLOOD:,} taps of strangers beside it", crowds.beside_a_flood, 3.0),
)
IN_A_MINUTE = 5.0


def main(on: str) -> bool:
    print(f"Load {' '.join(f'{each:.1f}' for each in os.getloadavg())}, {os.cpu_count()} cores.\n")
    print("| seconds from receipt to the first hand-off | taps | p50 | p95 | most | p95 at most |")
    print("|---|---|---|---|---|---|", flush=True)
    missed = [_row(name, measure(on), most) for name, measure, most in WAITS]
    minute = crowds.five_hundred(on)
    missed.append(_row(f"{crowds.TAPS} taps in a minute", minute.waits, IN_A_MINUTE))
    answers = sorted(each * 1e3 for each in minute.answers)
    print(
        f"\nOf {crowds.TAPS} taps in {minute.took:.0f} s {minute.taken} were taken, "
        f"p50 {at(answers, 50):.0f} ms, p95 {at(answers, 95):.0f} ms."
    )
    return any(missed) or minute.taken < crowds.TAPS


def _row(name: str, taken: list[float], most: float) -> bool:
    """Print it; whether it is too slow."""
    taken = sorted(taken)
    figures = (at(taken, 50), at(taken, 95), taken[-1])
    cells = (name, len(taken), *(f"{each:.1f}" for each in figures), f"{most:.0f}")
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return figures[1] > most


def at(taken: list[float], percent: int) -> float:
    """A percentile by nearest rank: one that was measured."""
    return taken[max(0, -(-len(taken) * percent // 100) - 1)]
