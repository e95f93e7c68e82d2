"""Names and addresses without unseen signs; names folded as they are now searched for. Expand: no
column changes, and the release before reads and writes them all.

A name loses the signs nobody sees, unless nothing would be left of it. An e-mail address takes its
one form, unless somebody else already has that: such an account keeps what it has, for its office
to correct. Folded names lose accents and apostrophes, people's their titles and degrees too. Where
two institutions of an office would now fold alike, the later one stays folded as it was; both are
found by their spellings, and can be merged. Passwords cannot be read and stay as they are.

Mail that was handed over loses its text, in which a link may stand.
"""

import re
import unicodedata

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
NEEDED = "\u200c\u200d\ufe0e\ufe0f"
JOINS = {"Lo", "Mn", "Mc", "So", "Sk"}
UNDRAWN = {"Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cc", "Cf", "Cs"}
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
ADDRESS = re.compile(r"[!#-+\--:=?A-Z\[-~]+@[a-z0-9.-]+")
APOSTROPHES = re.compile("['`´‘’‛′ʹʻʼʽʾʿˈ＇]")
ACCENTS = re.compile("[\u0300-\u036f]")
DEGREES = {
    "sh", "shi", "mh", "mhi", "mkn", "mhum", "se", "mm", "msi", "msc", "skom",
    "mkom", "ssos", "msos", "sip", "mip", "sap", "map", "spd", "spdi", "mpd", "mpdi",
    "st", "mt", "sag", "mag", "skep", "skm", "mkes", "mkm", "spsi", "mpsi", "sikom",
    "mikom", "stp", "sked", "amd", "mba", "phd", "llm", "llb",
}  # fmt: skip
TITLES = re.compile(
    r"^(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|h|kh|ns|apt|bapak|ibu|pak|bu)(?:\.\s*|\s+))+(?=\w)",
    re.IGNORECASE,
)
BROKEN = re.compile(r"\b([sma])\.\s+(?=\w)", re.IGNORECASE)
FOLDED = (("institution", "name", "name_folded"), ("institution_name", "text", "text_folded"))


def up(migrator, db):
    _tidy_people(db, _sought)
    for table, column, folded in FOLDED:
        _refold(db, table, column, folded, _folded)
    db.execute_sql('UPDATE "message" SET "body" = \'\' WHERE "sent_at" IS NOT NULL')


def down(migrator, db):
    _tidy_people(db, _as_before)
    for table, column, folded in FOLDED:
        _refold(db, table, column, folded, _as_before)


def _tidy_people(db, fold):
    rows = _read(db, "person", "id", "name", "name_folded", "email")
    taken = {email for *_, email in rows if email}
    for number, name, name_folded, email in rows:
        tidied = _tidy(name)[:120] or name
        _change(db, "person", number, ("name", name, tidied))
        _change(db, "person", number, ("name_folded", name_folded, fold(tidied)))
        form = _one_form(email)
        if form and form not in taken:
            taken.add(form)
            _change(db, "person", number, ("email", email, form))
    names = dict(_read(db, "person", "id", "name_folded"))
    for number, person, folded in _read(db, "membership", "id", "person_id", "name_folded"):
        _change(db, "membership", number, ("name_folded", folded, names[person]))


def _refold(db, table, column, folded, fold):
    office = ("office_id", "merged_into_id") if table == "institution" else ("office_id", "id")
    rows = sorted(_read(db, table, "id", column, folded, *office))
    taken = {(row[3], row[2]) for row in rows if row[4] is None}
    for number, text, before, office_id, pointer in rows:
        after = fold(text)
        if pointer is None and (office_id, after) in taken:
            continue
        if pointer is None:
            taken.add((office_id, after))
        _change(db, table, number, (folded, before, after))


def _read(db, table, *columns):
    listed = ", ".join(f'"{each}"' for each in columns)
    return db.execute_sql(f'SELECT {listed} FROM "{table}"').fetchall()  # noqa: S608  # nosec B608 - our own names


def _change(db, table, number, change):
    column, before, after = change
    if before != after:
        changed = f'"{table}" SET "{column}" = {db.param} WHERE "id" = {db.param}'
        db.execute_sql(f"UPDATE {changed}", (after, number))  # nosec B608 - our own


def _tidy(text):
    seen = UNSEEN.sub(lambda found: _if_needed(text, found.start()), text)
    line = " ".join(unicodedata.normalize("NFC", seen).split())
    drawn = any(unicodedata.category(sign) not in UNDRAWN and sign != "\u2800" for sign in line)
    return line if drawn else ""


def _if_needed(text, place):
    joins = place > 0 and unicodedata.category(text[place - 1]) in JOINS
    return text[place] if joins and text[place] in NEEDED else ""


def _one_form(email):
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", UNSEEN.sub("", email or "")))
    return plain.strip().casefold() if ADDRESS.fullmatch(plain.strip().casefold()) else None


def _folded(text):
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())[:120]


def _sought(name):
    words = BROKEN.sub(r"\1.", TITLES.sub("", name)).replace(",", " ").split()
    while len(words) > 1 and words[-1].replace(".", "").casefold() in DEGREES:
        words.pop()
    return _folded(" ".join(words).replace(".", " "))


def _as_before(text):
    return " ".join(text.casefold().split())[:120]
