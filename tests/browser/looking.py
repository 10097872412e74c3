"""What can be seen of a page: broken rules, small targets, sideways scrolling, things that jumped."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, [role=option]"
SMALL = """(controls) => {
  const small = (element) => {
    const box = element.getBoundingClientRect();
    const label = element.labels?.[0]?.getBoundingClientRect();
    const inText = getComputedStyle(element).display === "inline" && element.closest("p, dd, li, blockquote");
    return !inText && !element.closest(".hidden, .skip") && Math.max(box.height, label?.height ?? 0) < 24;
  };
  const shown = [...document.querySelectorAll(controls)].filter((element) => element.checkVisibility());
  return shown.filter(small).map((element) => element.outerHTML.slice(0, 120));
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
    """[(rule, where, why)] of every accessibility rule that the page breaks as it stands. Where the reader's system
    chooses the colours, axe still sees those of the style sheet: contrast is not judged there."""
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    rules = {"rules": {"color-contrast": {"enabled": False}}} if forced else {}
    found = Axe().run(page, options=RULES | rules).response["violations"]
    return [(v["id"], n["html"][:120], n["failureSummary"][:200]) for v in found for n in v["nodes"][:2]]


def small_targets(page: Page) -> list[str]:
    """Controls outside running text that a finger misses: under 24 pixels high, their labels counted in."""
    return page.evaluate(SMALL, CONTROLS)


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true })")
