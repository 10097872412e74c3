"""Telephone numbers and short codes in prose.

`phonenumbers` decides whether digits are a number; finding them is ours, since its matcher leaves out
vanity numbers, short codes and what damaged copies make of a number.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import phonenumbers

from referrals.extraction.model import PhoneFound, PhoneUse

_GAP = r"[ \u00a0\u2000-\u200a\u00ad.\-‐-–−/?_*]{0,3}\u3164{0,8}"
_SPELLED = r"(?P<spelled>[ ]?\((?:1?[-. ]?\(?\d{3}\)?[-. ])?\d{3,4}(?:-\d{4})?\))?"
_EXTENSION = r"(?:[ ,;(]{0,3}(?<![A-Za-z])(?i:ext(?:ensi[oó]n)?|x|#)\.?[ :#-]{0,2}(?P<extension>\d{1,6})(?!\d))?"
# Ten digits, the last seven perhaps letters. A word of small letters may be glued to it on either side.
_AMERICAN = re.compile(
    r"(?<![\dA-Z@/=\-_])(?<!\d\.)(?<!\d[ ]\()(?:\+?1" + _GAP + r")?[(\[{]?[2-9]\d{2} ?[)\]}]?" + _GAP
    + r"(?:[2-9]\d{2}" + _GAP + r"(?:\d{4}(?!\d)|[A-Z]{4}\b|[a-z]{4}\b)|"
    r"[A-Z]{3,4}" + _GAP + r"[A-Z0-9]{3,4}\b|\d{3}[ ]\d{2}[ ]\d{2}(?!\d))"
    + _SPELLED + _EXTENSION
)  # fmt: skip
# "1-888-3737-888", "1-855-4-VICTIM", "1-866-DHS-2-ICE", "1-800-Runaway": groups as somebody liked them.
_TOLL_FREE = re.compile(
    r"(?<![\w@/=\-])(?<!\d\.)(?:1(?:[-. ]|(?=\()))?\(?8(?:00|22|33|44|55|66|77|8\d)"
    r"\)?[-. ](?P<rest>[A-Za-z0-9]{1,9}(?:-[A-Za-z0-9]{1,9}){0,3})(?![\w@]|"
    r"\.\w)"
    + _SPELLED + _EXTENSION
)  # fmt: skip
# Ten digits broken by a space anywhere: "(51 3) 861 0142", "8 77-624-1130".
_BROKEN = re.compile(r"(?<![\w@/=.-])(?:1[ .-]{1,2})?[(\[]?[2-9](?:[ .()\-–]{0,2}\d){9}(?![\d@]|[ .-]?\d)" + _EXTENSION)
_CUE = re.compile(
    r"(?:call|phone|tel|line|hotline|at|fax|office|llame|text|dial|or|[:.…(|\t])[ :.]{0,3}$", re.IGNORECASE
)
# Letters that scanning makes of digits: "8OO", "l-800".
_MISREAD = re.compile(r"(?<=\d)O+(?=[-. \dA-Z])|(?<=[-. ])O(?=\d{3}\b)|\bl(?=[-. ]8\d\d[-. ])")
_ABROAD = re.compile(r"(?<![\w@/=])\+[2-9]\d{0,2}[ \u00a0.\-]?\(?\d{1,4}\)?(?:[ \u00a0.\-]?\d{2,4}){2,4}(?!\d)")
# Numbers of something else: "Case No. 614-555-0142-1", "award 2015…".
_OTHER_NUMBER = re.compile(
    r"\b(?:case|cause|file|docket|award|grant|invoice|account|acct|license|policy|claim|form|order|bill|badge|"
    r"reference|ref|confirmation|tracking|permit|NPI|EIN|ISBN|expediente|caso|factura)s?[ ]?(?:no\.?|num(?:ber)?\.?|"
    r"n[úu]mero|"
    r"id)?[ ]?[:#]{0,2}[ ]?$|#[ ]?$",
    re.IGNORECASE,
)
# "text 233733", "text HOME to 741741", "text BeFree (233733)", "envíe AYUDA al 233733", "text … at 741-741".
_TEXTED = re.compile(
    r"(?<![A-Za-z])(?P<verb>(?i:text(?:ing)?|txt|sms|message|env[ií][ea](?:r)?|mand[ea](?:r)?|escrib[ae]|"
    r"mensaje(?: de texto)?|"
    r"(?:por )?texto|"
    r"textee))\b(?:[^.;!?\n()]{0,60}?[ (]|[ ]?[:(]{1,2}[ ]?)(?P<code>\d{5,6}|\d{3}-\d{3})(?![-.]?\d)"
)
# "AYUDA to 741-741": a word and where it goes, without a word for texting.
_SENT = re.compile(r"\b(?P<word>[A-Z]{3,10})[\"”]?[ ](?:to|al?)[ ](?P<code>\d{5,6}|\d{3}-\d{3})(?![-.]?\d)")
_KEYWORD = re.compile(r"[\"“”'‘«]?\b(?P<word>[A-Z][A-Za-z0-9]{2,11})\b[\"“”'’»]?[ ]?(?i:to|al?|,)?[ (]*$")
_NOT_KEYWORDS = frozenset({"text", "sms", "the", "us", "our", "un", "al", "line", "to", "number"})
# The relay for who cannot hear, where it is said to be one: "TTY 711", "dial 711 for relay".
_RELAY = re.compile(
    r"(?:\b(?:TTY|TDD|relay|relevo)\b(?:[ ]users?)?[ :,–-]{0,3}(?:(?:dial|call|use|marque)[ ])?|"
    r"\b(?:dial|marque)[ ]|\b(?:deaf|sordos|sordas):[ ])(?P<code>711|7-1-1)(?![\w-]|\.\d)",
    re.IGNORECASE,
)
# Codes with which nobody is called by chance. 911 is no resource: pages say it as emergency text.
_CODES = r"(?:211|311|511|811|988|2-1-1|3-1-1|9-8-8)"
_DIALLED = re.compile(
    r"(?:(?<!\.)\.{2,}[ ]|\b(?i:call(?:ing)?|dial(?:ing)?|text|phone|hotline|helpline|line|lifeline|marque|"
    r"llame(?: al?)?|oprima|tel[ée]fono|n[úu]mero)[ ]?[:–—-]?[ ]?(?:(?i:or|o)[ ](?i:text|call|dial)[ ])?|"
    r"\b(?:o|al|el)[ ](?:el[ ])?|[:–—|\t][ ]{0,2}[*_]{0,3}|[ ]-[ ](?=\d-?1-?1[ ]\()|(?<=[ ]{2})|[(])"
    rf"(?P<code>{_CODES})(?![\w\-@]|\.\d|[ ][A-Z][a-z])"
)
# A code that has a line to itself: what a card says below a name.
_ALONE = re.compile(rf"^[^\w\n]*(?P<code>{_CODES}|741-?741|838255|233733|88788)[^\w\n]*$", re.MULTILINE)
# A code that begins a line about it: "- **988** — by day and night", "311 (in the city)".
_LEADING = re.compile(rf"^[^\w\n]*(?P<code>{_CODES})(?=[*_]{{0,3}}[ ]?(?:[—–:|(]|-[ ]))", re.MULTILINE)
# "incident 2025-0114-07", "2025-03-14 02:11": a year, and no area code.
_DATED = re.compile(r"\(?(?:19|20)\d\d-\d{2}(?!\d[ .-])")
_PLACEHOLDER = re.compile(r"(?i:X{3}[- .]?X{4}|X{7})")
_AFTER_WORDS: dict[PhoneUse, str] = {
    "tty": r"(?:for )?(?:TTY|TDD|TTD|TTY/TDD|hearing impaired|deaf)\b(?![ :]{0,2}[\d(])",
    "fax": r"(?:fax|facsimile)\b(?![ :]{0,2}[\d(])",
    "videophone": r"(?:VP|video ?phone|videoteléfono)\b",
    "text": r"(?<=[(\[])(?:text|texto|sms|whatsapp)(?: only| messages)?[ ]?[)\]]",
}
_AFTER: dict[PhoneUse, re.Pattern[str]] = {
    use: re.compile(rf"[ ,]{{0,2}}[(\[]?[ ]?{words}", re.IGNORECASE) for use, words in _AFTER_WORDS.items()
}
_BEFORE_WORD: dict[PhoneUse, str] = {
    "tty": r"TTY|TDD|TTD|TTY/TDD|TTY/VP|hearing impaired|deaf|sordos|sordas",
    "fax": r"fax|facsimile|F",
    "videophone": r"VP|video ?phone|video relay|videoteléfono",
    "text": r"text|txt|sms|texto|mensajes?|texting|whatsapp",
}  # fmt: skip
# "Call or text 1-800-799-SAFE": what takes both is for voice.
_CALL_TOO = re.compile(
    r"\b(?:call|llame|llamar|phone)(?:[ ]?/[ ]?|[ ]?[&,][ ]?|[ ](?:or|and|o|y)[ ])(?:text|sms|texto|env[ií]e)", re.I
)
_BEFORE = re.compile(
    "|".join(rf"(?P<{use}>\b(?:{words})\b)" for use, words in _BEFORE_WORD.items())
    + r"|(?P<voice>\b(?:call|phone|hotline|voice|office|tel|llame|teléfono|línea|main|cell|llamar|helpline|dial)\b)",
    re.IGNORECASE,
)
SHORTEST_TEXTED = 4  # digits; longer codes take messages
BEFORE = 28  # characters before a number in which its use is told
AROUND = 40


def find_phones(key: str, body: str) -> list[PhoneFound]:
    """All telephone numbers and short codes of `body` in reading order, as E.164 or as the code's digits.

    911 is left out, so are impossible numbers (dates) and numbers of cases, awards and the like.
    """
    body = _MISREAD.sub(lambda misread: misread.group().replace("O", "0").replace("l", "1"), body)
    found: list[PhoneFound] = []
    for phone in sorted((*_written_out(key, body), *_short_codes(key, body)), key=lambda p: (p.start, -p.end)):
        if not found or phone.start >= found[-1].end:
            found.append(_with_use(body, phone, found[-1].end if found else 0))
    return found


def _written_out(key: str, body: str) -> Iterator[PhoneFound]:
    for pattern in (_AMERICAN, _TOLL_FREE, _ABROAD, _BROKEN):
        for match in pattern.finditer(body):
            none = _DATED.match(match.group()) or _PLACEHOLDER.search(match.group())
            number = _e164(match) if not none and (pattern is not _BROKEN or _is_number(body, match)) else ""
            if number and not _OTHER_NUMBER.search(body, max(0, match.start() - AROUND), match.start()):
                extension = match.groupdict().get("extension") or ""
                yield PhoneFound(number, key, match.start(), match.end(), extension)


def _is_number(body: str, match: re.Match[str]) -> bool:
    """Whether digits in odd groups are a number: one that is in use, with dashes or brackets or behind "call"."""
    digits = re.sub(
        r"\D", "", match.group()[: match.start("extension") - match.start()] if match["extension"] else match.group()
    )
    valid = phonenumbers.is_valid_number(phonenumbers.parse(digits[-10:], "US"))
    cued = _CUE.search(body, max(0, match.start() - AROUND), match.start()) is not None
    return valid and (cued or re.search(r"[()-]", match.group()) is not None)


def _e164(match: re.Match[str]) -> str:
    digits = match.group()
    for group in ("spelled", "extension"):
        if match.groupdict().get(group):
            digits = digits[: match.start(group) - match.start()]
            break
    digits = re.sub("[\u3164?_*\u00ad−]", "-", digits)
    digits = re.sub(r"[ ,;(]*(?<![A-Za-z])(?i:ext(?:ensi[oó]n)?|x|#)\.?[ :#-]*$", "", digits)
    rest = match.groupdict().get("rest")
    if rest is not None:
        dashed = " " not in match.group()[: match.start("rest") - match.start()]
        if not _fills_seven(rest, dashed=dashed):
            return ""
        digits = digits[: -len(rest)] + rest.replace("-", "").upper()[:7]  # phones ignore a letter too many
    try:
        parsed = phonenumbers.parse(digits, "US")
    except phonenumbers.NumberParseException:
        return ""
    # Digits without any separator may be anything: they must be a number that is in use.
    sure = not digits.isdigit() or phonenumbers.is_valid_number(parsed)
    if not sure or not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _fills_seven(rest: str, *, dashed: bool) -> bool:
    """Whether the groups after an area code make a number: seven digits, or a word in capitals or alone.

    A word in small letters must be `dashed` to its code: "1-800-Runaway", but "1800 Chicago Ave" is a street.
    """
    signs = rest.replace("-", "")
    letters = re.sub(r"\d", "", signs)
    if not letters:
        return len(signs) == 7
    spoken = letters.isupper() or (dashed and rest.isalpha() and rest[0].isupper())
    return 7 <= len(signs) <= 10 and spoken and len(letters) >= 3


def _short_codes(key: str, body: str) -> Iterator[PhoneFound]:
    for match in _TEXTED.finditer(body):
        between = body[match.end("verb") : match.start("code")]
        word = _KEYWORD.search(between)
        keyword = word["word"].upper() if word and word["word"].lower() not in _NOT_KEYWORDS else ""
        if re.search(r"\b[A-Z]{2}[ ]$", between) and not keyword:
            continue  # a ZIP code after its state
        yield PhoneFound(match["code"].replace("-", ""), key, *match.span("code"), use="text", keyword=keyword)
    for match in _SENT.finditer(body):
        code = match["code"].replace("-", "")
        yield PhoneFound(code, key, *match.span("code"), use="text", keyword=match["word"])
    for match in _RELAY.finditer(body):
        yield PhoneFound("711", key, *match.span("code"), use="tty")
    for match in _ALONE.finditer(body):
        code = match["code"].replace("-", "")
        yield PhoneFound(code, key, *match.span("code"), use="text" if len(code) > SHORTEST_TEXTED else "voice")
    for match in _LEADING.finditer(body):
        yield PhoneFound(match["code"].replace("-", ""), key, *match.span("code"))
    for match in _DIALLED.finditer(body):
        only_text = re.match(r"text\b(?!.*\b(?:call|dial)\b)", match.group(), re.IGNORECASE) is not None
        before = body[max(0, match.start() - 12) : match.start()]
        called = re.search(r"\b(?:call|dial)\w*[ ](?:or|o|and)[ ]$", before, re.IGNORECASE)
        use: PhoneUse = "text" if only_text and not called else "voice"
        yield PhoneFound(match["code"].replace("-", ""), key, *match.span("code"), use=use)


def _with_use(body: str, phone: PhoneFound, after: int) -> PhoneFound:
    """The number with what it is for, as a word beside it says; `after` is where the number before it ends."""
    if phone.use != "voice" or len(phone.number) <= 6:
        return phone
    for use, pattern in _AFTER.items():
        if pattern.match(body, phone.end):
            return replace(phone, use=use)
    opens = max(after, phone.start - BEFORE, body.rfind("\n", 0, phone.start) + 1)
    if _CALL_TOO.search(body, opens, phone.start):
        return phone
    words = [word.lastgroup for word in _BEFORE.finditer(body, opens, phone.start)]
    use = next((use for use in _BEFORE_WORD if words and use == words[-1]), phone.use)
    return replace(phone, use=use)
