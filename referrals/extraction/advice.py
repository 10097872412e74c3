"""Generic advice."""
from referrals.extraction.model import Advice, Text
from referrals.extraction.lexis import Lexis
def find_advice(text: Text, lexis: Lexis) -> list[Advice]:
    return []
