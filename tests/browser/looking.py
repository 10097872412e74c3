"""What can be seen of a page: broken rules, small targets, sideways scrolling, things that jumped."""

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


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true })")


def faults(page: Page) -> list:
    """All that is wrong with the page when everything on it is open."""
    open_everything(page)
    return [*violations(page), *small_targets(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]
