import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import timezone

from referrals import whole
from referrals.exports import FORMATS, Handout, WrongOption
from referrals.language import spoken


class Command(BaseCommand):
    help = "Write a search as a file: the same bytes as the web export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=sorted(FORMATS))
        parser.add_argument("--query", default="", help='a search address, such as "state=NC&need=civil-legal"')
        parser.add_argument("-o", "--output", metavar="FILE", help="standard output if left out")

    def handle(self, *args: Any, format: str, query: str, output: str | None, **options: Any) -> None:
        try:
            handout = Handout.of_search(QueryDict(query), timezone.localtime())
            FORMATS[format].check(handout)
        except WrongOption as wrong:
            raise CommandError(str(wrong)) from None
        pieces = spoken(handout.options.language, FORMATS[format].render(handout))
        try:
            if output:
                with whole.written(Path(output)) as file:
                    file.writelines(pieces)
            else:
                sys.stdout.buffer.writelines(pieces)
        except OSError as error:
            raise CommandError(
                f"{output}: cannot be written ({error.strerror}). What was there is there still."
            ) from None
