"""Phone numbers as people write and dial them. Stored: E.164, or a short code such as 988."""

import phonenumbers


def readable(number: str) -> str:
    """888-373-7888 for a North American number, the international form for another, 988 as it is."""
    if not number.startswith("+"):
        return number
    if number.startswith("+1") and len(number) == 12:
        return f"{number[2:5]}-{number[5:8]}-{number[8:]}"
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def href(number: str, extension: str = "", use: str = "voice") -> str:
    """A `tel:` or `sms:` address; the extension is dialled after a pause (RFC 3966 `;ext=` is not dialled)."""
    if use == "text":
        return f"sms:{number}"
    return f"tel:{number},{extension}" if extension else f"tel:{number}"


def read(text: str) -> tuple[str, str]:
    """(E.164, extension) of a number however people write it; of the United States where it names no country.

    Raises ValueError if there can be no such number.
    """
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as error:
        raise ValueError(text) from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), number.extension or ""
