import json
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from forum import transcripts
from referrals import candidates, extraction


class Command(BaseCommand):
    help = "Show the contacts that any text names, with where each field stands; writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--without-directory-names", action="store_true", help="as if the directory were empty")
        parser.add_argument("--advice", action="store_true", help="generic advice instead of contacts")

    def handle(self, *args, file, advice, without_directory_names, **options):
        knowledge = candidates.knowledge(names=not without_directory_names)
        text = extraction.Text(key=file, body=self._read(Path(file)))
        if advice:
            shown = [candidates.advice_as_dict(one) for one in extraction.advice(text, knowledge)]
        else:
            shown = [candidates.as_dict(one) for one in extraction.extract([text], knowledge)]
        self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))

    def _read(self, path):
        try:
            return transcripts.decode(path.read_bytes()).text
        except OSError as error:
            raise CommandError(f"{path.name}: the file cannot be read ({error.strerror}).") from None
        except transcripts.TranscriptError as error:
            raise CommandError(f"{path.name}: {error}") from None
