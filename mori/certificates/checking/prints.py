"""What a terminal says of a paper, in plain English. No database, no request."""

from collections.abc import Sequence

from mori.certificates.keys.queries import public_keys_of
from mori.certificates.statements.claims import Claim, Refusal, verify
from mori.core.files.seals import claim_in, is_untouched

NOTE = "This compares content. It is no electronic signature, and cannot know of a revocation."


def checked_text(paper: bytes | str, publics: Sequence[str]) -> tuple[bool, str]:
    """Whether a file or the text of a QR code is MORI's, and what it states."""
    keys = public_keys_of(list(publics))
    claim = verify(claim_in(paper) if isinstance(paper, bytes) else paper, keys)
    if isinstance(claim, Refusal):
        return False, f"WRONG  {claim.english}"
    lines = ["RIGHT  The QR code was made by this MORI. It says:", *_facts(claim)]
    if isinstance(paper, bytes):
        lines.append(_of_the_file(is_untouched(paper, keys)))
    return True, "\n".join([*lines, NOTE])


def _of_the_file(untouched: bool) -> str:
    if untouched:
        return "The file is as MORI made it: not one byte has changed."
    return (
        "CAREFUL: the file is not as MORI made it. A signature added since changes it too; "
        "compare what it shows with the lines above."
    )


def _facts(claim: Claim) -> list[str]:
    cut = " … (cut to fit)" if claim.digest else ""
    facts = {
        "paper": claim.kind.english,
        "number": claim.number,
        "name": claim.name + cut,
        "from": f"{claim.starts_on} to {claim.ends_on}",
        "result": claim.band,
        "issued": str(claim.issued_on),
        "office": claim.office_code,
    }
    return [f"  {name:<8}{value}" for name, value in facts.items() if value]
