"""Where words that somebody typed or pasted stand in posts."""

import re
from collections.abc import Iterator

from forum.models import Post

LONGEST = 2_000  # characters of what is typed


def places(post: Post, typed: str) -> Iterator[tuple[int, int]]:
    """[start, end) of every place where these words stand, whole, in capitals or not, however they are spaced."""
    words = typed[:LONGEST].split()
    if words:
        written = r"\s+".join(map(re.escape, words))
        for found in re.finditer(rf"(?<!\w){written}(?!\w)", post.text, re.IGNORECASE):
            yield found.span()
