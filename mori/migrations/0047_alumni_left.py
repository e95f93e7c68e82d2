"""Merges and what undoes them count among what leaves less to show: an export is made anew.

Expand: an index of events is made anew, of more verbs. Histories name others by key: names that
stand in notes of merges go, as nothing tells whose they are.
"""

BEFORE = "'die', 'erase', 'restrict', 'take_back', 'withdraw'"
AFTER = "'die', 'erase', 'merge', 'restrict', 'take_back', 'undo', 'withdraw'"


def up(migrator, db):
    _index(db, AFTER)
    db.execute_sql(
        'UPDATE "alumnus_event" SET "note" = \'\' '
        "WHERE \"verb\" IN ('merge', 'become', 'undo', 'stand', 'apart')"
    )


def _index(db, verbs):
    db.execute_sql('DROP INDEX "alumnus_event_left"')
    db.execute_sql(
        f'CREATE INDEX "alumnus_event_left" ON "alumnus_event" ("at") WHERE "verb" IN ({verbs})'
    )


def down(migrator, db):
    _index(db, BEFORE)
