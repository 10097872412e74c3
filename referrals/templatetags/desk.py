"""What the desk's templates ask for."""

from django import template
from django.template import Context

from referrals.desk.sections import Section, of

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The parts of the desk that the reader may enter, for its navigation."""
    return of(context["user"])
