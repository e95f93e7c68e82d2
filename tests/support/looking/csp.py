"""The little of a Content-Security-Policy that markup is held against."""

import base64
import hashlib


class Policy:
    """The directives of one header."""

    def __init__(self, header: str) -> None:
        parts = (directive.split() for directive in header.split(";"))
        self.directives = {words[0].lower(): words[1:] for words in parts if words}

    def allows_style(self, source: str) -> bool:
        """Whether an inline stylesheet with this very text is let through."""
        for name in ("style-src-elem", "style-src", "default-src"):
            if name in self.directives:
                return style_hash(source) in self.directives[name]
        return False


def style_hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
