"""A row for every page that is opened by a key: about Tono, or of his office."""

from mori.accounts.models import Session
from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.models import Attendance
from mori.attendance.papers.models import AttendancePaper
from mori.core.clock import now
from mori.evaluation.schemes.models import SchemeAspect
from mori.institutions.models import InstitutionContact, InstitutionMerge
from mori.institutions.operations import institution_for
from mori.logbook.operations import Writing, keep_beside
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.phrases.models import ReadyPhrase
from mori.logbook.review.models import Verdict
from mori.logbook.review.rules import UNDO_WITHIN
from mori.offices.models import Holiday, OfficeHours, Unit
from mori.placements.models import UnitSpan
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way
from mori.uploads.models import Upload
from mori.web.files import STORE
from tests.alumni.exports.making import export_of
from tests.alumni.messages.writing import mailing_rows
from tests.alumni.opened import alumnus_rows
from tests.alumni.privacy.asking import request_of
from tests.alumni.records.making import alumni_rows
from tests.applications.applying import decided_rows
from tests.applications.opened import application_rows
from tests.campaign.opened import campaign_rows
from tests.campus.filling import keep_form
from tests.cascades.opened import cascade_rows
from tests.cases.ceremonies.keeping import let_in
from tests.cases.evidence.sending import exhibit_of
from tests.cast import role_of
from tests.certificates.issuing import paper_rows
from tests.contributions.ideas.opened import idea_rows
from tests.contributions.opened import matter_rows
from tests.contributions.studies.opened import study_rows
from tests.evaluation.reports.handing import hand_in_link
from tests.evaluation.schemes.making import make_draft
from tests.events.followups.opened import promise_rows
from tests.events.opened import event_rows
from tests.events.presence.opened import presence_rows
from tests.guidance import making
from tests.guidance.portals.asking import portal_duty
from tests.guidebook.exercises.sealing import opened as opened_exercise
from tests.guidebook.opened import book_rows
from tests.institutions.agreements.agreeing import agreement_rows
from tests.links.holding import give
from tests.logbook.writing import write_entry
from tests.network.opened import network_rows
from tests.placements.planning.making import plan_rows
from tests.placements.proceedings.proceeding import proceeding_rows
from tests.placements.resignations.resigning import resignation_rows
from tests.placements.supervisors.asking import change_rows
from tests.recap.files.asking import file_of
from tests.safeguarding.drills.drilling import drill_over
from tests.safeguarding.duty.planning import duty_rows
from tests.safeguarding.leaders.leading import leader_of


def rows_to_open(app, cast, visit):
    """Loader's name → the key of a row about Tono, or of his office."""
    visit(cast.tono)  # so that he has a session
    entry = write_entry(
        cast,
        placement=cast.placement_tono,
        person=cast.tono,
        unit=cast.pencegahan,
        supervisor=cast.budi,
        stand_in=None,
    )
    alert = Alert.create(
        person=cast.tono,
        office=cast.banua,
        raised_at=now(),
        climbed_from=now(),
        due_at=now(),
    )
    Delivery.create(alert=alert, officer=cast.ningsih, call=0, at=now())
    photo = EntryPhoto.create(
        token="p", entry=entry, position=1, bytes=4, width=1, height=1, at=now()
    )
    about_tono = {"placement": cast.placement_tono, "person": cast.tono, "office": cast.banua}
    correction = AttendanceCorrection.create(
        token="t", day=now().date(), kind="present", reason="Lupa.", asked_at=now(), **about_tono
    )
    day = Attendance.create(day=now().date(), kind="sick", **about_tono)
    paper = AttendancePaper.create(token="p", attendance=day, bytes=4, width=1, height=1, at=now())
    scheme = make_draft(cast)
    store = app.extensions[STORE]
    task = making.give(cast, cast.placement_tono, cast.budi)
    ours = institution_for(cast.banua.id, "Universitas Contoh", "", None, now())
    gone = institution_for(cast.banua.id, "Akademi Umpama", "", None, now())
    store.put(f"photos/{photo.key}", b"webp")
    store.put(f"papers/{paper.key}", b"webp")
    contact = InstitutionContact.create(
        token="c", institution=ours, role="other", name="Bagian akademik"
    )
    papers = paper_rows(cast, store)
    return {
        **papers,
        **alumni_rows(cast),
        **alumnus_rows(cast),
        **network_rows(cast),
        **campaign_rows(app, cast),
        **mailing_rows(cast),
        **duty_rows(cast),
        **presence_rows(cast),
        **promise_rows(cast),
        **plan_rows(cast),
        **cascade_rows(cast, store),
        **study_rows(cast),
        **book_rows(cast),
        **matter_rows(cast),
        **idea_rows(cast, store),
        "exercise_by_key": opened_exercise(cast).key,
        "leader_by_key": leader_of(cast).key,
        "office_by_key": cast.seberang.key,
        "duty_by_key": portal_duty(cast.placement_tono).key,
        "export_by_key": export_of(cast).key,
        "report_file_by_key": file_of(cast).key,
        "job_by_key": papers["run_by_key"],  # of a kind that a head may stop too
        "request_by_key": request_of(cast).key,
        "link_by_key": give(cast, contact, at=now()).link.key,
        "entry_by_key": entry.key,
        "entry_to_read": entry.key,
        "other_text_by_key": keep_beside(entry, Writing("Lain."), "t2", now()).key,
        "verdict_by_key": Verdict.create(
            entry=entry,
            office=cast.banua,
            reviewer=cast.budi,
            verb="approve",
            revision=1,
            at=now(),
            effective_at=now() + UNDO_WITHIN,
        ).key,
        "phrase_by_key": ReadyPhrase.create(office=cast.banua, text="Pasal berapa?").key,
        "photo_by_key": photo.key,
        "photo_to_read": photo.key,
        "paper_by_key": paper.key,
        "correction_by_key": correction.key,
        "attendance_by_key": day.key,
        "alert_by_key": alert.key,
        "case_by_key": alert.key,
        "person_let_in": let_in(cast.opik, visit).key,
        "exhibit_by_key": exhibit_of(alert, app).key,
        "point_by_key": ContactPoint.create(
            person=cast.tono, way=Way.MAIL, address="tono@contoh.id", added_at=now()
        ).key,
        "drill_by_key": drill_over(cast.banua, now()).key,
        "task_by_key": task.key,
        "task_to_withdraw": task.key,
        "note_by_key": making.coach(cast, cast.placement_tono, cast.budi).key,
        "scheme_by_key": scheme.key,
        "placement_to_read": cast.placement_tono.key,
        "report_to_read": hand_in_link(cast.placement_tono).key,
        "aspect_by_key": SchemeAspect.get(SchemeAspect.scheme == scheme).key,
        "institution_by_key": ours.key,
        "standing_by_key": ours.key,
        **agreement_rows(cast, ours),
        **application_rows(app, cast, visit),
        **event_rows(cast),
        **proceeding_rows(cast),
        **resignation_rows(cast),
        **change_rows(cast),
        **decided_rows(cast),
        "contact_by_key": contact.key,
        "form_by_key": keep_form(cast, store, ours).key,
        "merge_by_key": InstitutionMerge.create(
            office=cast.banua,
            kept=ours,
            merged=gone,
            before="{}",
            after="{}",
            carried="[]",
            actor=cast.wati,
            at=now(),
        ).key,
        "placement_by_key": cast.placement_tono.key,
        "round_by_address": cast.placement_tono.key,
        "pulse_to_read": cast.placement_tono.key,
        "span_by_key": UnitSpan.get(UnitSpan.placement == cast.placement_tono).key,
        "upload_to_continue": Upload.create(
            token="u",
            person=cast.tono,
            purpose="none",
            name="",
            bytes=9,
            digest="",
            file="handedin",
            begun_at=now(),
        ).key,
        "membership_by_key": role_of(cast.tono).key,
        "session_by_key": Session.get(Session.person == cast.tono).key,
        "unit_by_key": Unit.get(Unit.office == cast.banua).key,
        "hours_by_key": OfficeHours.get(OfficeHours.office == cast.banua).key,
        "holiday_by_key": Holiday.create(
            office=cast.banua, day=now().date(), name="Libur", kind="local"
        ).key,
    }
