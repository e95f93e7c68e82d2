"""What is written in a case. No database, no request."""

from mori.core.words import Labelled, marked


class EntryKind(Labelled):
    ACCOUNT = "account", marked("What was told")
    PLAN = "plan", marked("Plan")
    CONTACT = "contact", marked("Contact")
    TASK = "task", marked("Task")
    FROM_PERSON = "from_person", marked("Message from the person")
    TO_PERSON = "to_person", marked("Message to the person")
    ANSWER = "answer", marked("Answer to a check-in")
    EVIDENCE = "evidence", marked("About a piece of evidence")
    REFERRAL = "referral", marked("Referral")
    HANDOVER = "handover", marked("Hand-over")
