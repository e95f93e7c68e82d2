from peewee import CharField, DateField, TextField

from mori.core.db import KeyField, Model


class DateReminder(Model):
    """A day of which a neutral mail reminds somebody without an account; nothing says of what."""

    key = KeyField()
    batch = CharField(max_length=40, index=True)  # what was asked for in one form
    mark = CharField(max_length=32)  # a digest of the address with the server's key
    address = TextField()  # sealed; erased once the mail has gone out
    locale = CharField(max_length=2)
    due_on = DateField(index=True)

    class Meta:
        indexes = ((("mark", "due_on"), True),)
