"""Invented transcripts in the layouts the forum's captures have: no word or name of a real session."""

NBSP = "\N{NO-BREAK SPACE}"
HEADING = "OVC Provider Forum Transcript"
TITLE = "Keeping Bees in Small Gardens"
ADDRESS = "https://forum.example/asp/Transcript.asp?Topic_ID=77"
HOSTS = "Mina Tolle, Prof. Ugo Brandt VII"

Replies = list[tuple[str, str]]  # label and text, newest first, as printed


def transcript(
    *questions: tuple[str, Replies],
    layout: int = 1,
    hosts: str = HOSTS,
    date: str = "2004/10/7",
    space: str = NBSP,
    footer: str = "Return to Discussion",
) -> str:
    """Print questions as one of the four layouts does; 2 and 3 part everything by lines of one space."""
    lines = {1: [HEADING, "", TITLE], 2: [HEADING, " ", TITLE], 3: [TITLE], 4: [TITLE]}[layout]
    lines = [*lines, f"{hosts}{space * 2}-{space * 2}{date}"]
    spaced = layout in (2, 3)
    lines += [ADDRESS] if spaced else []
    for text, replies in questions:
        lines += [" ", " ", text, " "] if spaced else [text]
        for n, (label, reply) in enumerate(replies, 1):
            lines += [f"{n}.{space * 2}{label}", space + reply]
            lines += [" "] if spaced and n < len(replies) else []
    return "\n".join([*lines, footer] if footer else lines)


TWO_QUESTIONS = (
    (
        "Hello all. How far apart should two hives stand? Thanks, Pell",
        [("M Tolle", "Part 2: and three where it is windy."), ("M Tolle", "Part 1: Two metres are enough")],
    ),
    (
        "#1 My neighbour fears stings, what do I tell him",
        [("U Brandt", "Honey helps."), ("Pell Aru", "He ran off."), ("Ugo", "Show him a swarm/a hive.")],
    ),
)
