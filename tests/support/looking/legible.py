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
# Words that touch what stands beside them, and words that a narrow column breaks in two.
RUN_TOGETHER = r"""() => {
  const found = [], range = document.createRange();
  const boxes = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(box => box.width);
  };
  const isHidden = element =>
    element && (element.clientWidth === 1 || isHidden(element.parentElement));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.data;
    for (const { 0: word, index } of text.matchAll(/(?<!\S)[\p{L}\p{N}]{3,20}(?!\S)/gu))
      if (new Set(boxes(node, index, index + word.length).map(box => box.top)).size > 1
          && node.parentElement.checkVisibility() && !isHidden(node.parentElement))
        found.push(`“${word}” is broken`);
    if (before && /^[\p{L}\p{N}]/u.test(text) && /[\p{L}\p{N}]$/u.test(before.data)) {
      const [last] = boxes(before, before.length - 1, before.length), [first] = boxes(node, 0, 1);
      const isBeside = last && first && Math.abs(first.bottom - last.bottom) < 8;
      if (isBeside && Math.abs(first.left - last.right) < 2)
        found.push(`“${before.data.slice(-20)}” touches “${text.slice(0, 20)}”`);
    }
    before = text ? node : before;
  }
  return found.slice(0, 5);
}"""
IN_BUTTON = "() => Boolean(document.activeElement.closest('form.red'))"


def look_at(page: "Page") -> Iterator[str]:
    yield from button_trouble(page)
    show_all(page)
    for theme, rules in (("light", ()), ("dark", ("color-contrast",))):  # the rest is the same
        page.emulate_media(color_scheme=theme)
        if violations := axe(page, *rules):
            yield f"{theme}: {described(violations)}"
    yield from page.evaluate(RUN_TOGETHER)
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
