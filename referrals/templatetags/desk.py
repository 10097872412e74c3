"""What the desk's templates ask for."""

from django import template

from referrals.desk.sections import SECTIONS, Section

register = template.Library()


@register.simple_tag
def sections() -> tuple[Section, ...]:
    """The parts of the desk, for its navigation."""
    return SECTIONS
