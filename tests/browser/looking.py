"""What can be seen of a page: broken rules, small targets, sideways scrolling, words cut off or covered, jumps."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, [role=option]"
LEAST = 24  # px either way, WCAG 2.2: 2.5.8
SMALL = """([controls, least]) => {
  const inText = (element) => getComputedStyle(element).display === "inline"
    && [...element.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 2);
  return [...document.querySelectorAll(controls)]
    .filter((element) => element.checkVisibility() && !element.closest(".hidden, .skip, svg") && !inText(element))
    .map((element) => [element, ["checkbox", "radio"].includes(element.type) ? element.labels[0] ?? element : element])
    .map(([element, target]) => [element.outerHTML.slice(0, 120), target.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least)
    .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`);
}"""
# Words that stand beyond the window, or beyond a box that hides what does not fit; and controls on top of each other.
# What is scrolled in a box of its own is no loss, what is meant for ears alone has no place.
CUT = """([controls]) => {
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const hides = (element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
  const above = function* (element) { for (; element; element = element.parentElement) yield element; };
  const heard = (one) => getComputedStyle(one).clipPath === "inset(50%)" || one.matches("svg, option");
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && ![...above(element)].some(heard);
  const width = document.documentElement.clientWidth;
  const cut = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (!box.width) continue;
      let [left, right] = [0, width];
      for (const one of above(element)) {
        if (scrolls(one)) [left, right] = [-Infinity, Infinity];
        if (left === -Infinity) break;
        if (hides(one)) {
          const bounds = one.getBoundingClientRect();
          [left, right] = [Math.max(left, bounds.left), Math.min(right, bounds.right)];
        }
      }
      if (box.left < left - 1 || box.right > right + 1) cut.push(`cut off: ${text.data.trim().slice(0, 60)}`);
    }
  }
  const boxes = [...document.querySelectorAll(controls)].filter(shown)
    .filter((element) => !element.closest(".safety") && element.getClientRects().length)
    .flatMap((element) => [...element.getClientRects()].map((box) => [element, box]))
    .filter(([element, box]) => {
      const rolled = element.parentElement && [...above(element.parentElement)].find((one) => one !== document.body
        && one !== document.documentElement && scrolls(one))?.getBoundingClientRect();
      return !rolled || (box.top >= rolled.top - 1 && box.bottom <= rolled.bottom + 1);
    });
  const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
  const held = (one) => ["sticky", "fixed"].includes(getComputedStyle(one).position);
  const stuck = (element) => [...above(element)].some(held);
  for (const [place, [element, box]] of boxes.entries()) {
    for (const [other, bounds] of boxes.slice(place + 1)) {
      if (element.contains(other) || other.contains(element) || !over(box, bounds)) continue;
      const told = [element, other].map((one) => one.outerHTML.slice(0, 80));
      if (!stuck(element) && !stuck(other)) cut.push(`on top of each other: ${told.join(" and ")}`);
    }
  }
  return [...new Set(cut)];
}"""
# For a script that runs before the page does: how far things jumped that nobody moved.
WATCH_JUMPS = """
window.jumped = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const what = entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80));
    if (!entry.hadRecentInput) window.jumped.push([entry.value, ...what]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def violations(page: Page) -> list[tuple[str, str, str]]:
    """[(rule, where, why)] of every accessibility rule that the page breaks as it stands."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("(options) => axe.run(document, options)", RULES)["violations"]
    return [(v["id"], n["html"][:120], n["failureSummary"][:200]) for v in found for n in v["nodes"][:2]]


def small_targets(page: Page) -> list[str]:
    """Controls outside running text that a finger misses; the label of a box to tick is its target, too."""
    return page.evaluate(SMALL, [CONTROLS, LEAST])


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def cut_off(page: Page) -> list[str]:
    """Words that cannot be read because they stand beyond an edge, and controls that cover one another."""
    return page.evaluate(CUT, [CONTROLS])


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true })")


def faults(page: Page) -> list:
    """All that is wrong with the page when everything on it is open."""
    open_everything(page)
    sideways = ["scrolls sideways"] if scrolls_sideways(page) else []
    return [*violations(page), *small_targets(page), *sideways, *cut_off(page)]
