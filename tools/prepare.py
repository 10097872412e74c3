"""`make setup`: everything a start needs, each part made only when it is missing or out of date."""

import hashlib
import ipaddress
import os
import secrets
import subprocess
import sys
from pathlib import Path

from bootstrap import RUNTIME, VENV, address
from referrals.environment import make_private, switch
from tools.catalogues import compile_all

ROOT = Path(__file__).resolve().parent.parent
STATIC_SOURCES = ["referrals/static", "forum/static", RUNTIME, "referrals/settings.py"]
STATIC_MANIFEST = ROOT / "staticfiles" / "staticfiles.json"
STATIC_STAMP = Path(VENV) / "static.stamp"


def prepare() -> None:
    keep_secret_key(data_directory())
    compile_all()
    collect_static()
    manage("migrate", "--verbosity=0")
    manage("first_run", *(["--demo-users"] if wants_demo_users() else []))


def manage(*arguments: str) -> None:
    """Run a management command; when it fails, what it printed is the explanation."""
    code = subprocess.call([sys.executable, "manage.py", *arguments], cwd=ROOT)
    if code:
        sys.exit(code)


def data_directory() -> Path:
    """Where the database, the key and the backups live, for the eyes of this user alone."""
    directory = Path(os.environ.get("DATA_DIR") or ROOT / "var")
    make_private(directory)
    return directory


def keep_secret_key(directory: Path) -> None:
    """A key of its own for this installation, unless the operator gave one."""
    kept = directory / "secret-key"
    if os.environ.get("SECRET_KEY") or (kept.is_file() and kept.stat().st_size):
        return
    new = directory / "secret-key.new"  # renamed when whole, so that no start ever reads half a key
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(secrets.token_urlsafe(50) + "\n")
    new.replace(kept)


def collect_static() -> None:
    """Hash and compress the static files, when one of them has changed since the last time."""
    now = fingerprint()
    if STATIC_MANIFEST.exists() and STATIC_STAMP.exists() and STATIC_STAMP.read_text() == now:
        return
    manage("collectstatic", "--clear", "--no-input", "--verbosity=0")
    STATIC_STAMP.write_text(now)


def fingerprint() -> str:
    """Names, sizes and times of all that goes into the static files: enough to see a change, and quick."""
    digest = hashlib.sha256()
    for source in map(ROOT.joinpath, STATIC_SOURCES):
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file():
                digest.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def wants_demo_users() -> bool:
    """Only for somebody trying it out on their own machine: not on a network, not behind a public site."""
    host, _ = address(os.environ)
    return is_loopback(host) and not switch("HTTPS")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    prepare()
