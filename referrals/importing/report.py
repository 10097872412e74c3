"""What an import does or did, in lines for a person."""

from collections.abc import Iterator

from .run import Changed, Plan


def summary(planned: Plan) -> str:
    """One line with every number; the parts add up to the rows."""
    rows = "1 row" if planned.rows == 1 else f"{planned.rows} rows"
    return (
        f"{planned.file}: {rows}: {len(planned.published)} published, {len(planned.in_review)} in review, "
        f"{len(planned.changed)} changed, {planned.unchanged} unchanged."
    )


def lines(planned: Plan, *, every_row: bool = False) -> Iterator[str]:
    """The summary, then what a person should know: what waits and why, what changed, what left the file.

    `every_row` names the rows to be published too, for a dry run.
    """
    yield summary(planned)
    if every_row:
        yield from (f"  new: {one.key}" for one in planned.published)
    yield from (f"  in review: {one.key}: {' '.join(one.waits)}" for one in planned.in_review)
    yield from map(_changed, planned.changed)
    yield from (f"  no longer in the file, left as it is: {key}" for key in planned.vanished)


def _changed(one: Changed) -> str:
    said = [", ".join(sorted(one.merged.taken)) or "nothing taken over"]
    if one.merged.contested:
        said.append(f"kept the edit made here to {', '.join(one.merged.contested)}")
    if one.back_to_review:
        said.append(f"back in review: {' '.join(one.merged.problems)}")
    return f"  changed: {one.key}: {'; '.join(said)}"
