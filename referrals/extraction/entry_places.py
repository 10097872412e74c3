"""States that the lines of an entry, or the cells of its row, tell."""

import re
from collections.abc import Iterator, Sequence

from referrals.extraction.lexis import Lexis
from referrals.extraction.lines import TOWN, Line
from referrals.extraction.places import Place
from referrals.extraction.tables import Cell
from referrals.extraction.towns import only_towns

# "Davidson Co. (TN)", "DeSoto County MS", "Counties, CA": a code where codes stand.
CODE = re.compile(r"(?:[(,/&;]|\bCo\.|\bCount(?:y|ies)\b|\b[SN][EW]?\b|(?:^|[(,/&; ])[A-Z]{2},?)[ ]?[A-Z]{2}$")
_CODES = re.compile(r"[A-Z]{2}(?:[ ,;/&]+[A-Z]{2})*")
_CAPITAL = (", DC", ", D.C", " DC", " D.C")  # what follows the Washington that is no state


def places_of_lines(lines: Sequence[Line], lexis: Lexis, key: str) -> tuple[Place, ...]:
    """States listed one after the other, then those of addresses; `key` is the passage's."""
    return (*_several(lines, lexis, key), *_towns(lines, lexis, key))


def places_of_cells(cells: Sequence[Cell], lexis: Lexis, key: str) -> tuple[Place, ...]:
    """The states of the first cell that tells any."""
    return next((found for cell in cells if (found := tuple(_in_cell(cell, lexis, key)))), ())


def _in_cell(cell: Cell, lexis: Lexis, key: str) -> Iterator[Place]:
    """States of a cell: its whole text ("OH"), codes after a town, names in any place."""
    town = TOWN.fullmatch(cell.text)
    found = lexis.states_in(cell.text)
    if cell.text in lexis.states:
        found = [(lexis.states[cell.text], 0, len(cell.text))]
    elif town and lexis.state_of(town["state"]):
        found = [(lexis.state_of(town["state"]), *town.span("state"))]
    elif _CODES.fullmatch(cell.text) is None:
        found = [each for each in found if each[2] - each[1] > 2 or CODE.search(cell.text, 0, each[2])]
    for state, start, end in found:
        span = (key, cell.start + start, cell.start + end)
        yield Place(state, span, f"Its row says “{cell.text}”.")


def _towns(lines: Sequence[Line], lexis: Lexis, key: str) -> Iterator[Place]:
    for line in lines:
        for town in TOWN.finditer(line.text):
            state = lexis.state_of(town["state"])
            if state and _is_told(line, town):
                start, end = (line.start + at for at in town.span("state"))
                yield Place(state, (key, start, end), f"Its address says “{town.group().strip()}”.")


def _is_told(line: Line, town: re.Match[str]) -> bool:
    """Whether a town and a state are written as in an address; "Roe, MD" is a physician, "Jackson, Washington" two
    counties of a list."""
    spelt = len(town["state"]) > 2
    if town["state"] == "MD" and not town["zip"] and not only_towns(town["town"]):
        return False
    listed = spelt and line.text[: town.start()].endswith(", ")
    if listed or line.text.startswith(_CAPITAL, town.end("state")):
        return False
    return spelt or bool(town["zip"]) or "," in town.group() or line.is_address


def _several(lines: Sequence[Line], lexis: Lexis, key: str) -> Iterator[Place]:
    for line in lines:
        for listed in lexis.states_listed.finditer(line.text):
            states = lexis.states_in(listed.group())
            for state, start, end in states if len(states) > 1 else ():
                at = line.start + listed.start()
                yield Place(state, (key, at + start, at + end), f"Its lines say “{listed.group()}”.", listed=True)
