import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from forum import transcripts
from referrals import candidates, documents, extraction
from referrals.unread import why


class Command(BaseCommand):
    help = "Show the contacts that files name (text, HTML, PDF, DOCX), with where each field stands; writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--without-directory-names", action="store_true", help="as if the directory were empty")
        parser.add_argument("--advice", action="store_true", help="generic advice instead of contacts")

    def handle(self, *args: Any, files: list[str], advice: bool, without_directory_names: bool, **options: Any) -> None:
        knowledge = candidates.knowledge(names=not without_directory_names)
        shown: list[dict[str, Any]] = []
        for text in [extraction.Text(key=file, body=self._read(Path(file))) for file in files]:
            if advice:
                found = [candidates.advice_as_dict(one) for one in extraction.advice(text, knowledge)]
            else:
                found = [candidates.as_dict(one) for one in extraction.extract([text], knowledge)]
            shown += found if len(files) == 1 else [{"file": Path(text.key).name} | one for one in found]
        self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))

    def _read(self, path: Path) -> str:
        """Of a text file every character, line ends too: what is shown says where in it each field stands."""
        try:
            data = path.read_bytes()
            is_text = documents.kind_of(data) == "text"
            return transcripts.decode(data).text if is_text else documents.read(data).unwrapped()
        except OSError as error:
            raise CommandError(f"{path.name}: the file cannot be read ({error.strerror}).") from None
        except documents.Unreadable as error:
            raise CommandError(f"{path.name}: {why(error)}") from None
        except transcripts.TranscriptError as error:
            raise CommandError(f"{path.name}: {error}") from None
