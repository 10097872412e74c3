import json
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from forum import captures, ingest, transcripts

MOST, LONGEST = 20, 200  # lines without a place that are shown, and characters of one


class Command(BaseCommand):
    help = "Read forum transcripts (text, HTML, PDF, DOCX): sessions, posts, mentions, suggestions. Again: no change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only show how each file was read")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--by", default="import_transcripts", help="whose name the history shows")

    def handle(self, *args: Any, files: list[str], dry_run: bool, format: str, by: str, **options: Any) -> None:
        shown, failed = [], 0
        for path in map(Path, files):
            try:
                source = captures.transcript(self._read(path))
                thread = transcripts.parse(source)
                if dry_run:
                    shown.append(transcripts.as_dict(thread, path.name))
                    self._say(format, f"{path.name}: {ingest.summary(thread)} (dry run)")
                else:
                    self._say(format, f"{path.name}: {ingest.store(thread, path.name, source=source, by=by)}")
                self._tell_unplaced(path.name, thread)
            except transcripts.TranscriptError as error:
                failed += 1
                self.stderr.write(f"{path.name}: {error} Nothing of this file was imported.")
        if format == "json":
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))
        if failed:
            raise CommandError(f"{failed} of {len(files)} files could not be imported.")

    def _say(self, format: str, line: str) -> None:
        if format == "text":
            self.stdout.write(line)

    def _tell_unplaced(self, file: str, thread: transcripts.Thread) -> None:
        """Beside what is printed, as JSON may be."""
        lines = ingest.unplaced(thread)
        for number, text in lines[:MOST]:
            cut = f"{text[:LONGEST]}…" if len(text) > LONGEST else text
            self.stderr.write(f"{file}, line {number} belongs to no question: {cut}")
        if len(lines) > MOST:
            self.stderr.write(f"{file}: {len(lines) - MOST} more lines belong to no question.")

    def _read(self, path: Path) -> bytes:
        try:
            if path.stat().st_size > transcripts.MAX_BYTES:
                raise transcripts.TranscriptError(f"A transcript has at most {transcripts.MAX_BYTES:,} bytes.")
            return path.read_bytes()
        except OSError as error:
            raise transcripts.TranscriptError(f"The file cannot be read ({error.strerror}).") from None
