#!/usr/bin/env python3
"""Set-up on a fresh machine: `python3 bootstrap.py run`, or `test` for those who change the code.

Finds a Python that can run Referral Desk, gives it a virtual environment in `.venv` with exactly the locked
packages, and hands over to `tools/` inside it. Standard library only and in old syntax, so that whatever
Python 3 a machine has can start it: no f-strings, no annotations.
"""

import errno
import glob
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
VENV_PYTHON = os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")
UNFINISHED = os.path.join(VENV, "unfinished")  # there while an installation is under way, or was cut short

RUNTIME, DEVELOPMENT, BENCHMARKS = "requirements.txt", "requirements-dev.txt", "requirements-bench.txt"

# command: (lock it needs, what to hand over to, what `help` says)
COMMANDS = {
    "run": (RUNTIME, ["-m", "tools.serve"], "set up what is missing, then serve the site"),
    "setup": (RUNTIME, ["-m", "tools.prepare"], "the same without serving"),
    "test": (DEVELOPMENT, ["-m", "tools.suite"], "the whole suite: SQLite, browser, PostgreSQL"),
    "lint": (DEVELOPMENT, ["-m", "tools.lint"], "style, types, the Dockerfile, missing migrations"),
    "messages": (DEVELOPMENT, ["-m", "tools.messages"], "bring the catalogues up to date with code and templates"),
    "evaluate": (DEVELOPMENT, ["-m", "tests.evaluation"], "how well texts and queries are understood"),
    "bench": (BENCHMARKS, ["-m", "tests.benchmarks"], "how fast search is, and what else one could have built"),
    "sbom": (RUNTIME, ["-m", "tools.sbom"], "what an installation is made of: CycloneDX, with licences and hashes"),
    "lock": (DEVELOPMENT, ["-m", "tools.lock"], "resolve requirements*.txt from pyproject.toml"),
}


# --- A Python ----------------------------------------------------------------------------------------------

OLDEST = (3, 12)
PREFERRED = ["3.13", "3.14", "3.12", "3.15"]
# Executed, never only looked up: pyenv's shims stand on PATH and exit 127, and Debian splits venv off.
PROBE = """
import ensurepip, sqlite3, sys, venv
print(sys.version_info[:2] >= {})
print(sys.executable)
print(sys.version)
"""


def candidates():
    """Commands that may start a Python, the likeliest first."""
    for name in [*("python" + version for version in PREFERRED), "python3", "python"]:
        path = shutil.which(name)
        if path:
            yield [path]
    for root in pyenv_roots():
        for version in PREFERRED:
            for path in glob.glob(os.path.join(root, "versions", version + "*", "bin", "python3")):
                yield [path]
    if WINDOWS and shutil.which("py"):
        for version in PREFERRED:
            yield ["py", "-" + version]


def pyenv_roots():
    """Where pyenv keeps its versions, also when HOME points elsewhere."""
    path = os.environ.get("PATH", "").split(os.pathsep)
    roots = [os.environ.get("PYENV_ROOT", ""), os.path.join(os.path.expanduser("~"), ".pyenv")]
    roots += [os.path.dirname(entry) for entry in path if os.path.basename(entry) == "shims"]
    if not WINDOWS:
        import pwd  # not on Windows

        roots.append(os.path.join(pwd.getpwuid(os.getuid()).pw_dir, ".pyenv"))
    return [root for position, root in enumerate(roots) if root and root not in roots[:position]]


def probe(command):
    """(path, version) of the Python that `command` starts, or None where it cannot run Referral Desk."""
    try:
        answer = subprocess.run(
            [*command, "-c", PROBE.format(OLDEST)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    if answer.returncode or len(lines) < 3 or lines[0] != "True":
        return None
    return lines[1], " ".join(lines[2:])


def find_python():
    for command in candidates():
        found = probe(command)
        if found:
            return found[0]
    return python_from_uv() or stop(
        "needs Python 3.12 or newer with venv, and found none on this machine. "
        "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.13; "
        "Windows: the installer from python.org) and run the same command again."
    )


def python_from_uv():
    uv = shutil.which("uv")
    if not uv or subprocess.call([uv, "python", "install", "3.13"]):
        return None
    answer = subprocess.run([uv, "python", "find", "3.13"], stdout=subprocess.PIPE)
    found = probe([answer.stdout.decode("utf-8", "replace").strip()]) if answer.returncode == 0 else None
    return found and found[0]


# --- Its virtual environment -------------------------------------------------------------------------------


def ensure(lock):
    """`.venv` with the packages of `lock` in it. Does nothing when they are there already."""
    version = venv_version()
    if version and read(stamp_path(lock)) == stamp(lock, version):
        return
    if not version:
        make_venv()
    write(UNFINISHED, "")
    install(lock)
    os.remove(UNFINISHED)
    write(stamp_path(lock), stamp(lock, venv_version()))


def venv_version():
    """The version of the environment's Python; None when there is none, or one that was cut short."""
    if os.path.exists(UNFINISHED) or not os.path.exists(VENV_PYTHON):
        return None
    found = probe([VENV_PYTHON])
    return found and found[1]


def make_venv():
    python = find_python()
    say("making .venv with " + python)
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    os.mkdir(VENV)
    write(UNFINISHED, "")
    if subprocess.call([python, "-m", "venv", VENV]):
        stop("could not make .venv with {}: see the lines above.".format(python))


def install(lock):
    say("installing " + lock)
    command = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "-r", os.path.join(ROOT, lock)]
    if subprocess.call(command):
        stop("could not install {}: see the lines above, then run the same command again.".format(lock))


def stamp_path(lock):
    return os.path.join(VENV, lock + ".stamp")


def stamp(lock, version):
    """What an installation depends on: the lock's bytes and the interpreter."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest() + " " + version


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# --- The address to serve on -------------------------------------------------------------------------------


def address(environ):
    """(host, port) from HOST and PORT."""
    port = environ.get("PORT") or "8000"
    if not re.match(r"[0-9]{1,5}\Z", port) or not 0 < int(port) < 65536:
        stop("cannot serve: PORT takes a number from 1 to 65535, not “{}”.".format(port))
    return environ.get("HOST") or "127.0.0.1", int(port)


def check_address(host, port):
    """Stop now, not after the set-up, when nothing can be served there."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if not WINDOWS:  # where this option would let two servers share the port
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except (OSError, UnicodeError) as error:
        stop(why_not(error, host, port))


def why_not(error, host, port):
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return "cannot serve: port {} of {} is in use. Choose another with PORT.".format(port, host)
    if number == errno.EACCES:
        return "cannot serve: port {} is kept for the system. Choose one above 1023 with PORT.".format(port)
    takes = "HOST takes an address of this machine, such as 127.0.0.1 or 0.0.0.0"
    return "cannot serve: {}, not “{}”.".format(takes, host)


# --- The command line --------------------------------------------------------------------------------------


def main(arguments):
    if not arguments or arguments[0] not in COMMANDS:
        print(usage())
        return 0 if arguments[:1] in (["help"], ["--help"], ["-h"]) else 2
    os.chdir(ROOT)
    lock, target, _ = COMMANDS[arguments[0]]
    if arguments[0] == "run":
        check_address(*address(os.environ))
    try:
        ensure(lock)
    except OSError as error:
        stop("could not set up {}: {}.".format(error.filename or VENV, error.strerror))
    return hand_over([VENV_PYTHON, *target, *arguments[1:]])


def usage():
    rows = ["  {:10}{}".format(name, command[2]) for name, command in COMMANDS.items()]
    return "\n".join(["python3 bootstrap.py COMMAND (or make COMMAND)", "", *rows])


def hand_over(command):
    """Become `command`. A child instead would go on serving when its parent is killed."""
    sys.stdout.flush()
    if not WINDOWS:  # whose execv starts a child and returns to the shell at once
        os.execv(command[0], command)
    return subprocess.call(command)


def say(text):
    print("Referral Desk: " + text, flush=True)


def stop(sentence):
    sys.exit("Referral Desk " + sentence)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
