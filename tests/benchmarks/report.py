"""What was measured, as tables for people and as JSON for programs."""

import json
from pathlib import Path
from statistics import fmean
from typing import Any

from tests.benchmarks.population import written
from tests.benchmarks.query import KINDS

PAGES = ("ours page", "ORM page", "Datasette page")
ENGINES = ("ours engine", "bare tantivy")
CONTESTANTS = (*PAGES, *ENGINES)
MILLI = 1_000
MEGABYTE = 1_000_000
# How many times our mean the others' should be at least, by size.
GOALS = {10_000: {"Datasette page": 25, "ORM page": 15}, 100_000: {"Datasette page": 100, "ORM page": 50}}
HEAD = ("", "kind", "n", "p50", "p95", "p99", "mean", "per s")
NOTES = """ms a query, one client, one worker process each, every query asked once but the landing. p50, p95, p99: the
sample at that rank; of fewer than 100 samples p99 is the slowest. A slow contestant is asked less (n). Datasette and
the ORM page do not correct spelling: misspelt, they look for a word that is not there. cold: cards which that process
never showed before. RSS: all memory the worker holds; PSS: its share of what several processes hold. Ratios are of
means over the mix, by the queries that both were asked. Disk: the tables and, where there is one, the index."""


def percentile(samples: list[float], share: float) -> float:
    """The smallest sample that `share` of all are not above."""
    ordered = sorted(samples)
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]


def mean_over_mix(samples: dict[str, list[float]]) -> float:
    """Seconds, each kind counting the same: who was asked less of one kind is not judged by the others."""
    return fmean(fmean(samples[kind]) for kind in KINDS if kind in samples)


def means(result: dict[str, Any]) -> dict[str, float]:
    return {name: mean_over_mix(result["samples"][name]) for name in CONTESTANTS if name in result["samples"]}


def table(result: dict[str, Any]) -> str:
    """Everything about one size."""
    lines = [f"== {written(result['size'])} resources ==", "", row(*HEAD)]
    for name in CONTESTANTS:
        samples = result["samples"].get(name, {})
        for kind in (*KINDS, "cold"):
            if kind in samples:
                lines.append(row(name, kind, len(samples[kind]), *figures(samples[kind])))
        together = [seconds for kind in KINDS for seconds in samples.get(kind, [])]
        if together:
            lines.append(row(name, "the mix", len(together), *figures(together)))
    return "\n".join([*lines, "", *costs(result), "", *ratios(result), *other(result), ""])


def figures(samples: list[float]) -> list[str]:
    ranked = [percentile(samples, share) for share in (0.5, 0.95, 0.99)]
    return [f"{seconds * MILLI:.1f}" for seconds in (*ranked, fmean(samples))] + [f"{1 / fmean(samples):.1f}"]


def row(name: Any, kind: Any, *cells: Any) -> str:
    return f"{name:16}{kind:10}" + "".join(f"{cell:>9}" for cell in cells)


def costs(result: dict[str, Any]) -> list[str]:
    """Memory, disk and building, one line a contestant."""
    lines = [f"{'':16}{'RSS MiB':>9}{'PSS MiB':>9}{'disk MB':>9}{'page kB':>9}{'found':>9}  built in"]
    building = {"ours page": ("database", "our index"), "ours engine": ("our index",), "ORM page": ("database",),
                "Datasette page": ("Datasette's table",), "bare tantivy": ("bare tantivy",)}  # fmt: skip
    for name in means(result):
        memory = result["memory"][name]
        took = [f"{part} {result['built'][part]:.1f} s" for part in building[name] if part in result["built"]]
        lines.append(
            f"{name:16}{memory.get('rss', 0):>9.0f}{memory.get('pss', 0):>9.0f}"
            f"{result['weights'][name] / MEGABYTE:>9.1f}{result['bytes'][name] / 1_000 or '-':>9.5}"
            f"{result['found'][name] or '-':>9.5}  {', '.join(took)}"
        )
    return [*lines, "built by an earlier run, whose seconds these are"] if result["kept"] else lines


def ratios(result: dict[str, Any]) -> list[str]:
    """How many times as long as ours the others take, and ours as the engine alone."""
    samples, goals = result["samples"], GOALS.get(result["size"], {})
    lines = []
    for name in PAGES[1:]:
        ratio = times(samples[name], samples["ours page"])
        lines.append(f"{name} / ours page: {ratio:.1f}" + goal(goals.get(name), ratio, "at least"))
    ratio = times(samples["ours engine"], samples["bare tantivy"])
    return [*lines, f"ours engine / bare tantivy: {ratio:.2f}" + goal(1.5, ratio, "at most")]


def times(one: dict[str, list[float]], other: dict[str, list[float]]) -> float:
    """How many times as long one takes as the other, over the queries that both were asked: the first of each kind."""
    both = {kind: min(len(one.get(kind, [])), len(other.get(kind, []))) for kind in KINDS}
    mean = [mean_over_mix({kind: samples[kind][:n] for kind, n in both.items() if n}) for samples in (one, other)]
    return mean[0] / mean[1]


def goal(wanted: float | None, reached: float, side: str) -> str:
    if wanted is None:
        return ""
    met = reached >= wanted if side == "at least" else reached <= wanted
    return f"  (goal: {side} {wanted:g}{'' if met else ', MISSED'})"


def other(result: dict[str, Any]) -> list[str]:
    """Editing, indexing, memory, and how cold the cold cards were."""
    visible, edit = result["visibility"]["visible"], result["visibility"]["edit"]
    worker = result["memory"]["ours page"].get("rss", 0)
    lines = [
        f"edit committed → shown by both workers: median {percentile(visible, 0.5):.3f} s, most {max(visible):.3f} s, "
        f"n {len(visible)}, the edit itself {percentile(edit, 0.5):.3f} s" + goal(0.3, max(visible), "at most"),
        f"memory of our worker after the mix: {worker:.0f} MiB" + goal(250, worker, "at most"),
    ]
    if (seconds := result["built"].get("our index")) is not None:
        lines.append(f"our index from empty: {seconds:.1f} s" + goal(20 * result["size"] / 100_000, seconds, "at most"))
    slowest = max(result["hostile"])
    lines.append(
        f"bad input, our engine: most {slowest:.3f} s, n {len(result['hostile'])}" + goal(0.5, slowest, "at most")
    )
    shares = [f"{name} {share:.0%}" for name, share in result["new_cards"].items() if share]
    return [*lines, f"cold: cards shown for the first time: {', '.join(shares)}"]


def growth(results: list[dict[str, Any]]) -> str:
    """How much dearer the largest directory is than the smallest, contestant by contestant."""
    if len(results) < 2:
        return ""
    ordered = sorted(results, key=lambda result: result["size"])
    small, large = means(ordered[0]), means(ordered[-1])
    title = f"growth of the mean, {written(ordered[0]['size'])} → {written(ordered[-1]['size'])}:"
    whole = (ordered[0]["size"], ordered[-1]["size"]) == (10_000, 1_000_000)
    lines = []
    for name in large.keys() & small.keys():
        wanted = 8 if whole and name == "ours page" else None
        lines.append(f"  {name} × {large[name] / small[name]:.1f}" + goal(wanted, large[name] / small[name], "at most"))
    return "\n".join([title, *sorted(lines)])


def write(results: list[dict[str, Any]], place: Path) -> None:
    """results.json: everything, seconds for seconds."""
    (place / "results.json").write_text(json.dumps(results, indent=1) + "\n")
