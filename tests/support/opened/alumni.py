"""Alumni of whom every list of alumni, of doubles and of imported rows has something to show."""

from mori.alumni.imports.models import ImportRow
from mori.alumni.merging.operations import say_records_not_same
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.rules import Agreed, AlumnusState
from tests.alumni.applying.applied import imported, listed, take_over
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON


def alumni_to_list(cast):
    """Two records that may be of one person, two more that became one, and one in the directory."""
    shown = {"agreed": tuple(Agreed), "state": AlumnusState.CONFIRMED}
    make_alumnus(cast.banua, "Umi Misal", **shown)
    one, double, kept, merged = (make_alumnus(cast.banua, "Sari Umpama") for _ in range(4))
    while compare_next():
        pass
    merge(kept, merged, cast.wati)
    say_records_not_same(one, kept, cast.wati.id, NOON)
    listed_rows = take_over(imported(cast, listed("Umi Misal", "Sari Misal")), cast)
    row = ImportRow.get(ImportRow.imported == listed_rows.id)
    lists = {"import": listed_rows.key, "import_row": row.key}
    return {"alumnus": one.key, "double": double.key, **lists}
