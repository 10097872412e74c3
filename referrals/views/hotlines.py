"""National lines for pages that must not ask the database: they are shown when something is broken.

They stand in the code, so that nothing has to be read at such a moment. A test holds each against the directory that
ships; one that changes there is changed here.
"""

from dataclasses import dataclass

from referrals import numbers


@dataclass(frozen=True, slots=True)
class Line:
    """A line that answers day and night: `number` to call, and `keyword` to text to `text_to`."""

    name: str
    number: str
    text_to: str
    keyword: str = ""

    @property
    def readable(self) -> str:
        return numbers.readable(self.number)

    @property
    def href(self) -> str:
        return numbers.href(self.number)

    @property
    def text_href(self) -> str:
        return numbers.href(self.text_to, use="text")


NATIONAL = (
    Line("National Human Trafficking Hotline", "+18883737888", "233733"),
    Line("National Domestic Violence Hotline", "+18007997233", "88788", "START"),
    Line("National Sexual Assault Hotline (RAINN)", "+18006564673", "64673", "HOPE"),
    Line("988 Suicide & Crisis Lifeline", "988", "988"),
)
