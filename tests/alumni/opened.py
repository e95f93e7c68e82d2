"""A row for every page about alumni that is opened by a key: of Tono's office."""

import json

from mori.alumni.imports.models import Import, ImportRow
from mori.alumni.imports.rules import ImportState, RowVerdict
from mori.alumni.imports.sheet_rules import packed_plans, plan_of
from mori.alumni.merging.models import AlumnusMerge, NotSame
from mori.alumni.merging.operations import say_records_not_same
from mori.alumni.understanding.column_rules import guess_layout
from mori.alumni.understanding.rules import ReadRow, RowKind, packed_row
from mori.core.sheets.rules import Row
from mori.uploads.models import Upload
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON, Cast


def alumnus_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row."""
    tono, merged, other = (make_alumnus(cast.banua, "Tono Contoh") for _ in range(3))
    merge(tono, merged, cast.wati)
    say_records_not_same(tono, other, cast.wati.id, NOON)
    return {
        "alumnus_by_key": tono.key,
        "whole_by_key": tono.key,
        "alumnus_merge_by_key": AlumnusMerge.get().key,
        "not_same_by_key": NotSame.get().key,
        **import_rows(cast),
    }


def import_rows(cast: Cast) -> dict[str, str]:
    """A list whose columns can be chosen, and a row that was read of it."""
    upload = Upload.create(
        token="list",
        person=cast.wati,
        purpose="alumnilists",
        name="alumni.csv",
        bytes=9,
        digest="d",
        file="listoflists",
        begun_at=NOON,
    )
    ahead = [Row(1, ("Nama", "HP")), Row(2, ("Tono Contoh", "081234567890"))]
    imported = Import.create(
        office=cast.banua,
        made_by=cast.wati,
        upload=upload,
        name=upload.name,
        digest=upload.digest,
        state=ImportState.MAPPED,
        sheets=packed_plans([plan_of(guess_layout(ahead), 2, ahead)]),
        made_at=NOON,
    )
    read = ReadRow(0, "", 2, RowKind.PERSON, ("Tono Contoh", "081234567890"))
    row = ImportRow.create(
        imported=imported,
        position=2,
        sheet=0,
        number=2,
        kind=RowKind.PERSON,
        packed=json.dumps(packed_row(read)),
        verdict=RowVerdict.DOUBTFUL,
    )
    return {"import_by_key": imported.key, "row_by_key": row.key}
