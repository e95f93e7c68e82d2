"""Rows to ask for beside one for each loader: those of links, and states that no one row has."""

from collections import defaultdict

from mori.accounts.operations import digest_of
from mori.alumni.queries import alumnus_by_key
from mori.applications.claims import code_of
from mori.applications.models import Applicant, Application
from mori.applications.papers.models import ApplicationPaper
from mori.certificates.keys.operations import signing_key
from mori.certificates.numbers.rules import number_folded
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.claims import pack
from mori.certificates.statements.rules import PaperKind, Signing, Statement
from mori.core import tickets
from mori.core.clock import now
from mori.core.workdays import DAY
from mori.events.codes.rules import pass_of
from mori.events.followups.letters import pass_of as promise_pass
from mori.events.followups.queries import follow_up_by_key
from mori.events.presence.queries import scan_by_key
from mori.events.screens.views import SCREEN
from mori.events.telling.letters import pass_of as invitation_pass
from mori.guidebook.editions.queries import chapters_in
from mori.guidebook.rules import Words
from mori.institutions.queries import contact_by_key
from mori.links.models import SignedLink
from mori.links.operations import Given
from mori.network.queries import member_by_key
from mori.placements.models import Placement
from mori.safeguarding.safety.rules import SafetyKind
from tests.alumni.own.holding import link_to
from tests.campaign.opened import opened_links
from tests.campus.filling import docx, xlsx
from tests.campus.signing import ask, leave, lock_final, name
from tests.cascades.making import draft as draft_teaching
from tests.cascades.making import make_training
from tests.cast import TODAY, Cast
from tests.certificates.issuing import PDF, let_issue
from tests.certificates.stating import NUMBER, stated
from tests.contributions.opened import more_matters
from tests.contributions.studies.making import listed as listed_study
from tests.contributions.studies.making import registered as registered_study
from tests.contributions.studies.opened import sign_by_link
from tests.evaluation.assessments.making import end_on
from tests.guidance.plans import planning
from tests.guidebook.exercises.sealing import made as made_exercise
from tests.guidebook.publishing import chapter, draft, proposed, published
from tests.institutions.agreements.agreeing import word_asked
from tests.network.making import link_to as member_link
from tests.recap.shared.sharing import share
from tests.support import documents
from tests.support.pictures import encoded, jpeg, scene

SECRET = "s" * 32  # of every signed link
Keys = dict[str, list[str]]
OF_TEACHERS = ("teaching_of", "open_teaching_of", "own_teaching_of", "own_file_of")
OF_STUDENTS = (
    *("contact_of", "student_of", "week_of_student", "own_remark"),
    *("report_of_student", "paper_of_student"),
)


def keys_of(cast: Cast, rows: dict[str, str]) -> tuple[Keys, Keys]:
    """Keys by the loader's name, and what else stands in addresses by its name in the rule."""
    keys: Keys = defaultdict(list) | {loader: [str(key)] for loader, key in rows.items()}
    parts = {"address": ["akhir", "tengah"], "number": ["1", "2", "3"], "upload": ["x"]}
    parts["campaign"], parts["publication"] = keys["campaign_by_key"], keys["publication_by_key"]
    parts["kind"] = ["webp", "pdf"]
    parts["part"] = [kind.address for kind in SafetyKind]
    edition = published(cast)
    parts["slug"] = [edition.slug]
    keys["revision_by_key"] += [draft(cast).key, proposed(cast, Words("Lain", "Lain.")).key]
    keys["chapter_by_key"].append(chapter(8).key)
    keys["exercise_by_key"].append(made_exercise(cast, "Konsep").key)
    keys["matter_by_key"] += more_matters(cast)
    parts["part"] += [each.slug for each in chapters_in(edition.id)[:2]]
    keys["chapter_by_key"].append(chapter().key)  # one that asks something
    parts |= _students(cast, keys)
    _plan(cast, keys)
    parts |= _alumnus(cast, keys)
    SignedLink.update(digest=digest_of(SECRET)).execute()
    keys[""] += [link.key for link in SignedLink.select()]  # a door asks nobody who it is
    for loader in ("placement_by_key", "placement_to_read", "round_by_address", "pulse_to_read"):
        keys[loader].append(cast.placement.key)
    return dict(keys), parts


def _students(cast: Cast, keys: Keys) -> Keys:
    """The campus of Tono and Sari: a link to see them, one to sign Sari's final, a remark."""
    link = SignedLink.get()
    contact = contact_by_key(link.about_key)
    placements = [cast.placement_tono, cast.placement]
    for each in placements:
        Placement.update(institution=contact.institution).where(Placement.id == each.id).execute()
        name(cast, each, contact)
    lock_final(cast.placement)
    end_on(cast.placement_tono, TODAY + 3 * DAY)
    keys["placement_to_sign"] = [ask(cast, cast.placement, contact).link.key]
    keys["agreement_to_sign"] = [word_asked(cast, contact).link.key]
    study = registered_study(cast.placement)
    keys["study_to_sign"] = [sign_by_link(cast, study, contact).link.key]
    keys[""].append(listed_study(cast.placement_tono).key)
    keys |= dict.fromkeys(OF_STUDENTS, [link.key])
    remark = leave(Given(link, SECRET), cast.placement_tono)
    return {"student": [each.key for each in placements], "remark": [remark]}


def _plan(cast: Cast, keys: Keys) -> None:
    plan = planning.make_plan(cast, cast.placement_tono)
    keys["plan_of_link"] = [planning.ask(cast, plan).link.key]


def _alumnus(cast: Cast, keys: Keys) -> Keys:
    """What a former intern and a member of the network open by their links."""
    alumnus = alumnus_by_key(keys["alumnus_by_key"][0])
    keys["report_of_link"] = [share(cast, "a report").link.key]
    keys["alumnus_of_link"] = [link_to(cast, alumnus, "own record").link.key]
    member = member_by_key(keys["member_by_key"][0])
    keys["member_of_link"] = [member_link(cast, member, "own page").link.key]
    for loader in ("campaign_to_spread", "own_publication"):
        keys[loader] = keys["member_of_link"]
    keys[""] += [*keys["campaign_by_key"], *keys["material_by_key"], *opened_links()]
    keys |= dict.fromkeys(OF_TEACHERS, keys["member_of_link"])
    teaching = draft_teaching(member, make_training(cast.banua, member, name="Kelas misal"))
    return {"teaching": [teaching.key], "file": keys["evidence_file_by_key"]}


def applications_of(keys: Keys, secret: bytes) -> Keys:
    """The links of applications, a draft's first, and the keys of what is opened under them."""
    keys[""] += [each.key for model in (Applicant, ApplicationPaper) for each in model.select()]
    keys[""] += keys["opening_by_key"]
    drafts_first = Application.select().order_by(Application.sent_at.is_null().desc())
    return {"signed": [code_of(secret, each.key) for each in drafts_first]}


def presence_of(keys: Keys, secret: bytes) -> Keys:
    """What a participant shows at a door, and the link of a room's screen."""
    row = scan_by_key(keys["scan_by_key"][0]).participant
    event = row.event
    promise = follow_up_by_key(keys["follow_up_by_key"][0])
    keys[""] += [event.key, *([promise.participant.key] if promise else [])]
    return {
        "passed": [pass_of(secret, event.key, row.short_code)],
        "screen": [tickets.sign(secret, SCREEN, event.key)],
    }


def promised(secret: bytes, key: str) -> list[str]:
    """The passes of a promise, and of the invitation whose participant made it."""
    made = follow_up_by_key(key)
    assert made is not None
    return [promise_pass(secret, key), invitation_pass(secret, made.participant.invitation.key)]


def papers_of(cast: Cast, keys: Keys, secret: bytes) -> Keys:
    """Papers of each state, and what their QR codes and numbers say at the public door."""
    let_issue(cast)
    first = keys["issued_paper_by_key"][0]
    file = Paper.get(Paper.key == first).file
    states = [
        (PaperState.AWAITING_NUMBER, Signing.IN_MORI),
        (PaperState.UNSIGNED, Signing.TTE),
        (PaperState.UNSIGNED, Signing.IN_MORI),
        (PaperState.SIGNED, Signing.BY_HAND),
    ]
    for count, (state, signing) in enumerate(states):
        statement = stated(
            number=f"{NUMBER}{count or ''}",
            signing=signing,
            kind=PaperKind.LETTER if count % 2 else PaperKind.TRANSCRIPT,
            locale="id" if count < 2 else "en",
        )
        paper = _paper(cast, state, statement, file)
        keys["issued_paper_by_key"].append(paper.key)
    scanned = pack(statement, signing_key(secret, now())).partition("/V/")[2]
    numbers = [statement.number, NUMBER]
    return {"path:number": numbers, "path:scanned": [scanned, NUMBER], "paper": [first]}


def _paper(cast: Cast, state: PaperState, statement: Statement, file: str) -> Paper:
    number = statement.number
    columns = {} if state.is_awaiting_number else {"number_folded": number_folded(number)}
    return Paper.create(
        office=cast.banua,
        placement=cast.placement_tono,
        kind=statement.kind,
        locale=statement.locale,
        state=state,
        number=number if columns else "",
        issued_on=statement.issued_on,
        signing=statement.signing,
        statement=statement.to_json(),
        file="" if state.is_awaiting_number else file,
        made_at=now(),
        **columns,
    )


def files() -> list[bytes]:
    """What is uploaded: photos, letters, reports, signed papers, and forms to be filled in."""
    form = docx("Nama: {{ nama }}", rows=(("{{ nilai.aspek }}", "{{ nilai.angka }}"),))
    return [
        jpeg(scene(64, 48)),
        encoded(scene(8, 8), "PNG"),
        encoded(scene(32, 32), "WEBP")[:100],
        documents.pdf(),
        PDF,
        form,
        form[:-40],
        docx("{{ nama", "{% for x in nilai %}", "{{ tidak_ada }}", "{{ nama.__class__ }}"),
        xlsx("{{ nama }}", "=1+1", "{{ presensi.hadir }}"),
        documents.docx(),
        documents.bomb_of_parts_over_each_other(),
        documents.ole("WordDocument"),
    ]
