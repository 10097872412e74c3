"""Cost against size, drawn."""

from math import log10
from pathlib import Path
from typing import Any

import pygal
from pygal.style import CleanStyle

from tests.benchmarks.population import written
from tests.benchmarks.report import CONTESTANTS, MILLI, means


def draw(results: list[dict[str, Any]], path: Path) -> None:
    """Mean over the mix against size, both axes logarithmic, one line a contestant."""
    chart = pygal.XY(
        title="Cost of a search: mean over the mix", x_title="resources", y_title="ms", logarithmic=True,
        x_value_formatter=_size, value_formatter=lambda ms: f"{ms:.1f} ms", style=CleanStyle, width=900, height=540,
        legend_at_bottom=True, js=[], dots_size=4,
    )  # fmt: skip
    chart.x_labels = [log10(result["size"]) for result in results]  # the library has but one logarithmic axis
    for name in CONTESTANTS:
        found = {log10(result["size"]): means(result) for result in results}
        chart.add(name, [(place, mean[name] * MILLI) for place, mean in found.items() if name in mean])
    chart.render_to_file(str(path))


def _size(place: float) -> str:
    return written(round(10**place))
