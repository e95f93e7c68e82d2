"""Whether a list costs the same in a nation's tenth year as in an office's first weeks.

Two databases hold the same people of one office. In the small one there is nobody else: a
thousand entries. In the large one they stand among forty offices with all who were there
before, and a million entries. Each list page is opened in both; the statements it sends are
timed in turns, without anything around them, and the database is asked how it finds the rows.
"""

MOST_GROWTH = 1.5
ROUNDS = 40

# Who opens which list; {…} are keys of the people and rows of the world.
PAGES = (
    ("intern", "/"),
    ("intern", "/logbook"),
    ("intern", "/logbook?after={day}~{entry_id}"),
    ("intern", "/logbook/{entry}"),
    ("intern", "/presensi"),
    ("supervisor", "/tinjau"),
    ("supervisor", "/tinjau?buka={waiting}"),
    ("supervisor", "/peserta"),
    ("supervisor", "/peserta?saring=selesai"),
    ("coordinator", "/peserta"),
    ("coordinator", "/peserta?saring=akan-mulai"),
    ("coordinator", "/peserta?saring=selesai"),
    ("coordinator", "/peserta/{placement}"),
    ("coordinator", "/peserta/baru"),
    ("coordinator", "/orang"),
    ("coordinator", "/orang?cari=contoh"),
    ("officer", "/jaga"),
    ("intern", "/saya"),
)
