"""Whether everybody can read a page, and reach the button, at whatever size and in either theme."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.support.servers.browser import axe, described

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Where the button is: in the window, and nothing above its middle.
BUTTON = """() => {
  const button = document.querySelector('form.red button');
  const { left, top, right, bottom, height } = button.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return height >= 48 && left >= 0 && top >= 0 && right <= width && bottom <= innerHeight
    && button.contains(above);
}"""
# What stands out to the right; innerWidth would not do, for on a phone it grows with it.
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const out = element => element.getBoundingClientRect().right > clientWidth;
  return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll('body *')].filter(out)
    .map(element => `${element.localName} “${element.textContent.trim().slice(0, 30)}”`).slice(-3);
}"""
IN_BUTTON = "() => Boolean(document.activeElement.closest('form.red'))"


def look_at(page: "Page") -> Iterator[str]:
    yield from button_trouble(page)
    show_all(page)
    for theme, rules in (("light", ()), ("dark", ("color-contrast",))):  # the rest is the same
        page.emulate_media(color_scheme=theme)
        if violations := axe(page, *rules):
            yield f"{theme}: {described(violations)}"
    yield from reflow_trouble(page)


def show_all(page: "Page") -> None:
    """Make the window as high as the page: what lies under the menu can be scrolled to."""
    page.evaluate("document.activeElement.blur()")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 360, "height": max(640, height)})


def button_trouble(page: "Page") -> Iterator[str]:
    page.set_viewport_size({"width": 360, "height": 640})
    if not page.evaluate(BUTTON):
        yield "the Red Button is small, covered or outside"
    if not any(tab_reaches_button(page) for _ in range(3)):
        yield "the Red Button is not among the first three tab stops"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    if not page.evaluate(BUTTON):
        yield "the Red Button is out of reach at the end of the page"
    if page.locator("textarea:visible").count():
        page.set_viewport_size({"width": 360, "height": 330})  # the keyboard takes the rest
        page.locator("textarea:visible").last.focus()
        if not page.evaluate(BUTTON):
            yield "the Red Button is out of reach while somebody writes"


def tab_reaches_button(page: "Page") -> bool:
    page.keyboard.press("Tab")
    return bool(page.evaluate(IN_BUTTON))


def reflow_trouble(page: "Page") -> Iterator[str]:
    page.set_viewport_size({"width": 320, "height": 640})
    if found := page.evaluate(TOO_WIDE):
        yield f"too wide for 320 px: {found}"
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if found := page.evaluate(TOO_WIDE):
        yield f"too wide for 360 px with text twice as large: {found}"
    if not page.evaluate(BUTTON):
        yield "the Red Button is out of reach with text twice as large"
    page.evaluate("document.documentElement.style.fontSize = ''")
