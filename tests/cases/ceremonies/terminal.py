"""Two people at the server's terminal, each with a pencil: what is shown, and what they type."""

import click


class Terminal:
    """Writes down the sheets that are shown, and types what it was told to."""

    def __init__(self, app, monkeypatch):
        self.app = app
        self.shown: list[str] = []
        self.sheets: list[list[str]] = []
        self.typed: list[str] = []
        self.is_cleared = True
        monkeypatch.setattr(click, "echo", self.echo)
        monkeypatch.setattr(click, "clear", self.clear)
        monkeypatch.setattr(click, "prompt", self.prompt)

    def run(self, *args, typed=()):
        self.typed = list(typed)
        return self.app.test_cli_runner().invoke(args=["key", *args])

    def echo(self, text="", **_options):
        self.shown.append(str(text))
        if str(text).startswith("    "):
            self.is_cleared = False
            if len(self.sheets) < 1 or len(self.sheets[-1]) == 4:
                self.sheets.append([])
            self.sheets[-1].append(str(text).strip())

    def clear(self):
        self.is_cleared = True

    def prompt(self, text, **_options):
        if not text.startswith("Line"):
            return ""
        assert self.is_cleared
        if not self.typed:  # both sheets, as they were just written down
            self.typed = [line for sheet in self.sheets[-2:] for line in sheet]
        return self.typed.pop(0)

    @property
    def paper(self):
        """The lines of the two sheets that were shown last."""
        return [line for sheet in self.sheets[-2:] for line in sheet]

    @property
    def said(self):
        return "\n".join(self.shown)
