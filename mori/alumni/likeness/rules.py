"""How likely two records are of one person, and why; and which pairs are worth asking.

A score decides nothing by itself: only the same name with the same telephone, mail or student
number is taken for one person without asking. Twins share a telephone, a surname, a campus and a
year, and are told apart by nothing but their names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from mori.alumni.understanding.rules import ReadRow
from mori.alumni.values.institution_rules import institution_key
from mori.alumni.values.rules import Field
from mori.core.texts.folding import folded
from mori.core.words import Labelled, filled, marked

from ..rules import phone_shown


class Verdict(Labelled):
    SAME = "same", marked("The same person")
    DOUBTFUL = "doubtful", marked("Perhaps the same person")
    OTHER = "other", marked("Somebody else")


class Reason(Labelled):
    """What speaks for one person or for two."""

    MAIL = "mail", marked("Same e-mail address: %(text)s")
    PHONE = "phone", marked("Same telephone number: %(text)s")
    NUMBER = "number", marked("Same student number: %(text)s")
    NAME = "name", marked("Same name")
    NAME_SLIP = "name_slip", marked("Names differ by a slip: %(text)s")
    NAME_PART = "name_part", marked("One name is part of the other: %(text)s")
    INSTITUTION = "institution", marked("Same campus or school")
    YEAR = "year", marked("Same year: %(text)s")
    OTHER_NAME = "other_name", marked("Other names: %(text)s")
    OTHER_NUMBER = "other_number", marked("Other student numbers: %(text)s")
    OTHER_INSTITUTION = "other_institution", marked("Other campus or school")
    SAME_ROW = "same_row", marked("This very row of the same file was taken over before")
    RESTRICTED = (
        "restricted",
        marked(
            "They asked not to be used: no list adds anything to their record. If it is them,"
            " choose “Do not take over”; if it surely is another, “Somebody new”"
        ),
    )
    SHARED = "shared", marked("Relatives may share a telephone or an address: the names decide")


WEIGHTS = {
    Reason.MAIL: 0.45,
    Reason.PHONE: 0.4,
    Reason.NUMBER: 0.45,
    Reason.NAME: 0.45,
    Reason.NAME_SLIP: 0.3,
    Reason.NAME_PART: 0.25,
    Reason.INSTITUTION: 0.15,
    Reason.YEAR: 0.1,
    Reason.OTHER_NAME: -0.35,
    Reason.OTHER_NUMBER: -0.4,
    Reason.OTHER_INSTITUTION: -0.1,
    Reason.SHARED: 0.0,
}
OWN = frozenset({Reason.MAIL, Reason.PHONE, Reason.NUMBER})  # what is one person's, as a rule
DOUBTFUL_FROM = 0.5
BETWEEN = ", "
REMEMBERED = 8192  # of each answer: names come again and again, and memory stays flat
MOST_IN_BLOCK = 300  # records under one key; more of them means that the key says nothing
MUHAMMAD = re.compile(
    r"^(?:m|mu?h|mu?hd|mo?ch?|mohd|mo?cho?h?amm?[ae]d|mu?c?h?amm?[ae]d|mohamm?[ae]d)$"
)
SOUNDS = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("kh", "k"), ("dh", "d")),
    *(("th", "t"), ("ph", "f"), ("v", "f"), ("z", "s"), ("q", "k"), ("y", "i"), ("x", "ks")),
)


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person as far as it tells people apart; the name without titles."""

    name: str
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()  # ``institution_key`` of their names
    numbers: frozenset[str] = frozenset()  # student numbers
    years: frozenset[str] = frozenset()


def facts_for_likeness(row: ReadRow) -> PersonFacts:
    """What tells the person of a row from others; institutions by the keys of their names."""
    days = (Field.YEAR, Field.STARTS, Field.ENDS)
    return PersonFacts(
        row.value(Field.NAME),
        frozenset(row.values(Field.PHONE)),
        frozenset(row.values(Field.EMAIL)),
        frozenset(map(institution_key, row.values(Field.INSTITUTION))),
        frozenset(row.values(Field.NUMBER)),
        frozenset(value[:4] for which in days for value in row.values(which)),
    )


@dataclass(frozen=True)
class Likeness:
    score: float  # from 0 to 1
    verdict: Verdict
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def words(self) -> list[Any]:
        """The reasons, each as a sentence for whoever decides."""
        return [filled(each.english, text=_shown(each, text)) for each, text in self.reasons]


def _shown(reason: Reason, text: str) -> str:
    phones = map(phone_shown, text.split(BETWEEN))
    return BETWEEN.join(phones) if reason is Reason.PHONE else text


def likeness(one: PersonFacts, other: PersonFacts) -> Likeness:
    """How likely it is that two records are of one person, and why; the same either way round."""
    one, other = sorted((one, other), key=lambda each: (each.name, sorted(each.phones)))
    reasons = [*_own_reasons(one, other), *_name_reasons(one.name, other.name)]
    reasons += _group_reasons(one, other)
    found = {reason for reason, _text in reasons}
    if found & OWN and Reason.NAME not in found:
        reasons.append((Reason.SHARED, ""))
    is_telling = len(name_words(one.name)) > 1
    score = round(min(1.0, max(0.0, sum(WEIGHTS[reason] for reason in found))), 2)
    return Likeness(score, _verdict(score, found, is_telling=is_telling), tuple(reasons))


def are_surely_two(one: PersonFacts, other: PersonFacts) -> bool:
    """Whether nothing speaks for one person: told in a tenth of the time of ``likeness``."""
    if one.phones & other.phones or one.mails & other.mails or one.numbers & other.numbers:
        return False
    mine, theirs = name_words(one.name), name_words(other.name)
    if not mine or not theirs:
        return False
    is_one = sorted(mine) == sorted(theirs) or _differ_by_slips(mine, theirs)
    return not (is_one or _is_part(mine, theirs) or _is_part(theirs, mine))


def _verdict(score: float, found: set[Reason], *, is_telling: bool) -> Verdict:
    against = found & {Reason.OTHER_NUMBER, Reason.OTHER_NAME}
    if Reason.NAME in found and found & OWN and not against:
        return Verdict.SAME
    is_asked = bool(found & OWN) and Reason.OTHER_NAME not in found
    if is_telling and Reason.NAME in found and not against | (found & {Reason.OTHER_INSTITUTION}):
        is_asked = True  # nothing else is known of one of them
    return Verdict.DOUBTFUL if score >= DOUBTFUL_FROM or is_asked else Verdict.OTHER


def _own_reasons(one: PersonFacts, other: PersonFacts) -> Iterator[tuple[Reason, str]]:
    pairs = (
        (Reason.MAIL, one.mails & other.mails),
        (Reason.PHONE, one.phones & other.phones),
        (Reason.NUMBER, one.numbers & other.numbers),
    )
    for reason, common in pairs:
        if common:
            yield reason, BETWEEN.join(sorted(common))
    is_same_place = bool(one.institutions & other.institutions)
    if is_same_place and one.numbers and other.numbers and not one.numbers & other.numbers:
        yield Reason.OTHER_NUMBER, " / ".join(sorted(one.numbers | other.numbers))


def _group_reasons(one: PersonFacts, other: PersonFacts) -> Iterator[tuple[Reason, str]]:
    if one.institutions & other.institutions:
        yield Reason.INSTITUTION, ""
    elif one.institutions and other.institutions:
        yield Reason.OTHER_INSTITUTION, ""
    years = one.years & other.years
    if years:
        yield Reason.YEAR, ", ".join(sorted(years))


def _name_reasons(one: str, other: str) -> list[tuple[Reason, str]]:
    mine, theirs = name_words(one), name_words(other)
    both = f"{one} / {other}"
    if not mine or not theirs:
        return []
    if mine == theirs or sorted(mine) == sorted(theirs):
        return [(Reason.NAME, "")]
    if _differ_by_slips(mine, theirs):
        return [(Reason.NAME_SLIP, both)]
    if _is_part(mine, theirs) or _is_part(theirs, mine):
        return [(Reason.NAME_PART, both)]
    return [(Reason.OTHER_NAME, both)]


@lru_cache(REMEMBERED)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: M., Muh. and Mochamad are one."""
    bare = re.sub(r"\(.*?\)", " ", folded(name))
    words = re.findall(r"[^\W\d_]+", bare.replace("-", " "))
    first = "muhammad" if words and len(words) > 1 and MUHAMMAD.match(words[0]) else None
    return tuple([first, *words[1:]] if first else words)


def _differ_by_slips(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each word is the other's but for a slip, or a blank parts what the other joins."""
    if len(mine) != len(theirs):
        one, other = "".join(mine), "".join(theirs)
        return skeleton(one) == skeleton(other) and distance(one, other) <= 2
    return all(
        one == other or _are_near(one, other) for one, other in zip(mine, theirs, strict=True)
    )


@lru_cache(REMEMBERED)
def _are_near(one: str, other: str) -> bool:
    """Spelled alike by ear, or a letter apart; short words have no room for a slip."""
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 2:
        return False
    return skeleton(one) == skeleton(other) or (
        min(len(one), len(other)) >= 4 and distance(one, other) == 1
    )


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap to come from one word to the other."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _is_part(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each word stands in the other name, in order, or begins one there as an initial."""
    if len(short) > len(whole) or all(len(word) == 1 for word in short):
        return False
    found = 0  # asked of very many pairs: a loop takes half of what generators do
    for each in whole:
        if found < len(short) and _stands_for(short[found], each):
            found += 1
    return found == len(short)


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


@lru_cache(REMEMBERED)
def skeleton(word: str) -> str:
    """What is heard of a word: old and new spellings, doubled letters and vowels fall together."""
    for old, new in SOUNDS:
        word = word.replace(old, new)
    first, rest = word[:1], re.sub("[aeiouh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def blocking_keys(facts: PersonFacts) -> set[str]:
    """Keys of which two records of one person share one, so that only few pairs are compared."""
    keys = {f"p{each}" for each in facts.phones} | {f"m{each}" for each in facts.mails}
    keys |= {f"n{each}" for each in facts.numbers}
    heard = sorted({skeleton(word) for word in name_words(facts.name)[:6] if len(word) > 1})
    keys.add(f"j{skeleton(''.join(name_words(facts.name)))}")
    keys |= {f"w{one} {other}" for one, other in combinations(heard, 2)}
    keys |= {f"w{each} {place}" for each in heard for place in facts.institutions if len(each) > 1}
    return keys | ({f"w{heard[0]}"} if len(heard) == 1 else set())


def best_of(
    facts: PersonFacts, others: Iterable[tuple[Any, PersonFacts]]
) -> list[tuple[Any, Likeness]]:
    """Those that may be this person, the likeliest first."""
    scored = [(name, likeness(facts, other)) for name, other in others]
    kept = [each for each in scored if each[1].verdict is not Verdict.OTHER]
    return sorted(kept, key=lambda each: (-each[1].score, str(each[0])))
