"""Papers signed: by the head's tap, or on the PDF itself, which is then kept as it came."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _

from mori.certificates.papers.letters import tell_of_paper
from mori.certificates.papers.models import Paper
from mori.certificates.papers.queries import is_file_of_another, paper_by_id
from mori.certificates.papers.rules import MOVES
from mori.certificates.statements.claims import number_in_address
from mori.certificates.statements.rules import Statement
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.seals import plain_claim_in
from mori.core.states import advance, changed_meanwhile
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in


@writing()
def sign_papers(papers: Collection[Paper], actor_id: int, at: dt.datetime) -> None:
    """The head's word for all of these, or for none; their PDFs are made next, and say so."""
    for paper in papers:
        if not paper.signing.is_in_mori:
            raise changed_meanwhile()
        day = local_date(at, paper.office.zone)
        statement = replace(Statement.from_json(paper.statement), signed_on=day)
        changed: dict[str, Any] = {
            "signed_at": at,
            "print_at": at,
            "statement": statement.to_json(),
        }
        advance(paper, MOVES, "sign", actor_id, at, **changed)


def require_its_pdf(paper: Paper, content: bytes) -> None:
    """What MORI made says in plain letters which paper it is, and goes on saying so once signed."""
    claim = plain_claim_in(content)
    if claim and f"/V/{number_in_address(paper.number)}/" not in claim:
        raise _other_papers(paper)


def _other_papers(paper: Paper) -> Refused:
    return Refused(
        _(
            "This is the PDF of another paper. Choose the signed PDF of number %(number)s.",
            number=paper.number,
        )
    )


@writing()
def keep_signed(paper: Paper, upload: Upload, actor_id: int, at: dt.datetime, address: str) -> None:
    """The PDF that was signed outside: exactly its bytes are the paper from now on."""
    if paper.signing.is_in_mori or not paper.is_made:
        raise changed_meanwhile()
    if upload.digest == paper.sha256:
        raise Refused(_("This is the PDF as MORI made it, not signed yet. Choose the signed one."))
    if is_file_of_another(paper, upload.digest):
        raise _other_papers(paper)
    hand_in(upload)
    changed: dict[str, Any] = {
        "signed_at": at,
        "signed_file": upload.file,
        "signed_sha256": upload.digest,
    }
    advance(paper, MOVES, "sign", actor_id, at, **changed)
    tell_of_paper(paper_by_id(paper.id), address, at)
