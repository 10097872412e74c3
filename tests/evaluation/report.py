"""Prints the extractor's figures on gold: `python -m tests.evaluation.report`."""

import sys

from tests.evaluation.scores import Evaluation, four_settings


def report(evaluations: list[Evaluation]) -> str:
    """A table of all figures, one column for each setting, then every miss and false alarm."""
    columns = [evaluation.figures() for evaluation in evaluations]
    lines = [f"{'':30}" + "".join(f"{evaluation.label:>26}" for evaluation in evaluations)]
    for row in zip(*columns, strict=True):
        lines.append(f"{row[0].name:30}" + "".join(f"{f'{cell.right} of {cell.of}':>26}" for cell in row))
    for evaluation, figures in zip(evaluations, columns, strict=True):
        lines += ["", evaluation.label]
        lines += [f"  {figure.name}: " + " | ".join(figure.wrong) for figure in figures if figure.wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(four_settings()) + "\n")
