"""Set-up: which Python is taken, what a second start leaves alone, what stops before it costs time."""

import os
import socket
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import psycopg
import pytest
from packaging.requirements import Requirement

import bootstrap
from tools import healthy, postgres, prepare, suite


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts programs of our own making on an otherwise empty PATH, in a home without pyenv."""
    directory = tmp_path / "programs of ours"
    directory.mkdir()
    monkeypatch.setenv("PATH", str(directory))
    monkeypatch.setattr(bootstrap, "pyenv_roots", list)

    def make(name, script):
        program = directory / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return str(program)

    return make


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment that looks installed, and a record of what is done to it."""
    for name, value in {"VENV": "", "VENV_PYTHON": "python", "UNFINISHED": "unfinished"}.items():
        monkeypatch.setattr(bootstrap, name, str(tmp_path / value))
    (tmp_path / "python").symlink_to(sys.executable)
    done = []
    monkeypatch.setattr(bootstrap, "make_venv", lambda: done.append("make"))
    monkeypatch.setattr(bootstrap, "install", lambda lock: done.append(lock))
    bootstrap.write(
        bootstrap.stamp_path(bootstrap.RUNTIME), bootstrap.stamp(bootstrap.RUNTIME, bootstrap.venv_version())
    )
    return done


class TestFindingPython:
    def test_a_shim_that_exits_127_is_passed_over(self, fake):
        fake("python3.13", "exit 127")
        fake("python3", f'exec "{sys.executable}" "$@"')
        assert bootstrap.find_python() == sys.executable

    def test_a_python_that_is_too_old_is_passed_over(self, fake):
        assert bootstrap.probe([fake("python3", "echo False; echo /usr/bin/python3; echo 3.9")]) is None

    def test_a_program_that_answers_nonsense_is_passed_over(self, fake):
        assert bootstrap.probe([fake("python3", "echo hello")]) is None

    def test_pyenvs_versions_are_looked_at_though_not_on_path(self, fake, tmp_path, monkeypatch):
        python = tmp_path / ".pyenv" / "versions" / "3.13.0" / "bin" / "python3"
        python.parent.mkdir(parents=True)
        python.symlink_to(sys.executable)
        monkeypatch.setattr(bootstrap, "pyenv_roots", lambda: [str(tmp_path / ".pyenv")])
        assert [str(python)] in list(bootstrap.candidates())

    def test_without_any_one_sentence_says_what_to_install(self, fake):
        with pytest.raises(SystemExit, match=r"needs Python 3\.12 or newer .* Install it"):
            bootstrap.find_python()

    def test_uv_is_asked_last(self, fake):
        fake("uv", f'[ "$2" = find ] && echo "{sys.executable}"; exit 0')
        assert bootstrap.find_python() == sys.executable

    def test_uv_that_cannot_fetch_one_is_not_the_end_of_the_explanation(self, fake):
        fake("uv", "exit 1")
        with pytest.raises(SystemExit, match=r"needs Python 3\.12"):
            bootstrap.find_python()


class TestEnvironment:
    def test_a_second_start_installs_nothing(self, venv):
        bootstrap.ensure(bootstrap.RUNTIME)
        assert venv == []

    def test_a_changed_lock_is_installed_into_the_same_environment(self, venv):
        bootstrap.write(bootstrap.stamp_path(bootstrap.RUNTIME), "of another lock")
        bootstrap.ensure(bootstrap.RUNTIME)
        bootstrap.ensure(bootstrap.RUNTIME)
        assert venv == [bootstrap.RUNTIME]

    def test_the_tools_of_development_are_installed_only_when_asked_for(self, venv):
        bootstrap.ensure(bootstrap.DEVELOPMENT)
        assert venv == [bootstrap.DEVELOPMENT]

    def test_what_search_is_compared_with_is_installed_for_benchmarks_only(self, venv):
        assert [name for name, (lock, _, _) in bootstrap.COMMANDS.items() if lock == bootstrap.BENCHMARKS] == ["bench"]
        bootstrap.ensure(bootstrap.BENCHMARKS)
        assert venv == [bootstrap.BENCHMARKS]

    def test_an_interrupted_installation_is_made_anew(self, venv):
        bootstrap.write(bootstrap.UNFINISHED, "")
        assert bootstrap.venv_version() is None

    def test_a_failed_installation_stays_marked_as_unfinished(self, venv, monkeypatch):
        monkeypatch.setattr(bootstrap, "install", lambda lock: bootstrap.stop("could not install."))
        with pytest.raises(SystemExit):
            bootstrap.ensure(bootstrap.DEVELOPMENT)
        assert Path(bootstrap.UNFINISHED).exists()

    def test_an_environment_whose_python_is_gone_is_made_anew(self, venv):
        Path(bootstrap.VENV_PYTHON).unlink()
        assert bootstrap.venv_version() is None


class TestAddress:
    @pytest.mark.parametrize("port", ["0", "65536", "80a", "-1", " 80", "٣", "8000.0"])
    def test_a_malformed_port_is_named(self, port):
        with pytest.raises(SystemExit, match="PORT takes a number from 1 to 65535"):
            bootstrap.address({"PORT": port})

    def test_unset_and_empty_are_the_default(self):
        assert bootstrap.address({"PORT": "", "HOST": ""}) == bootstrap.address({}) == ("127.0.0.1", 8000)

    def test_a_port_in_use_is_said_before_anything_is_installed(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            said = start_with(PORT=port)
        assert said == f"Referral Desk cannot serve: port {port} of 127.0.0.1 is in use. Choose another with PORT.\n"

    @pytest.mark.parametrize("host", ["no such host", "8.8.8.8", "\udcff"])
    def test_a_host_that_is_not_ours_is_named(self, host):
        with pytest.raises(SystemExit, match="HOST takes an address of this machine"):
            bootstrap.check_address(host, 8000)


def start_with(**variables):
    """What `bootstrap.py run` writes to standard error when it stops at once."""
    command = [sys.executable, bootstrap.__file__, "run"]
    ended = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True)
    assert ended.returncode == 1
    assert not ended.stdout
    return ended.stderr


class TestPreparing:
    def test_the_key_is_random_kept_and_for_its_owner_alone(self, tmp_path, monkeypatch):
        monkeypatch.delenv("SECRET_KEY")
        prepare.keep_secret_key(tmp_path)
        first = (tmp_path / "secret-key").read_text()
        prepare.keep_secret_key(tmp_path)
        assert (tmp_path / "secret-key").read_text() == first
        assert len(first) > 60
        assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600

    def test_a_key_that_was_cut_short_is_made_anew(self, tmp_path, monkeypatch):
        monkeypatch.delenv("SECRET_KEY")
        (tmp_path / "secret-key").touch()
        (tmp_path / "secret-key.new").touch()
        prepare.keep_secret_key(tmp_path)
        assert (tmp_path / "secret-key").read_text()

    def test_no_key_is_made_where_the_operator_gave_one(self, tmp_path, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "given")
        prepare.keep_secret_key(tmp_path)
        assert not list(tmp_path.iterdir())

    def test_the_data_directory_is_closed_to_others(self, tmp_path, monkeypatch):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))
        assert stat.S_IMODE(prepare.data_directory().stat().st_mode) == 0o700

    def test_a_data_directory_that_cannot_be_is_named(self, monkeypatch):
        monkeypatch.setenv("DATA_DIR", __file__)
        with pytest.raises(SystemExit, match="DATA_DIR takes a directory"):
            prepare.data_directory()

    @pytest.mark.parametrize(
        ("host", "https", "wanted"),
        [
            ("", "", True),
            ("localhost", "off", True),
            ("::1", "", True),
            ("127.0.0.2", "", True),
            ("0.0.0.0", "", False),
            ("192.168.1.5", "", False),
            ("desk.example.org", "", False),
            ("127.0.0.1", "on", False),
        ],
    )
    def test_demo_users_are_for_ones_own_machine_only(self, monkeypatch, host, https, wanted):
        monkeypatch.setenv("HOST", host)
        monkeypatch.setenv("HTTPS", https)
        assert prepare.wants_demo_users() is wanted


class TestVerdict:
    @pytest.mark.parametrize(
        ("on_sqlite", "had_browser", "on_postgres", "required", "code"),
        [
            (0, True, 0, "", 0),
            (1, True, 0, "", 1),
            (0, True, 1, "", 1),
            (0, True, None, "", 0),
            (0, True, None, "1", 1),
            (0, False, 0, "", 1),
            (0, True, 5, "", 0),
            (5, True, 5, "", 5),
        ],
    )
    def test_nothing_that_failed_or_is_missing_passes(
        self, monkeypatch, on_sqlite, had_browser, on_postgres, required, code
    ):
        monkeypatch.setenv("REQUIRE_POSTGRES", required)
        assert suite.verdict(on_sqlite, had_browser, on_postgres) == code


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("", "localhost"),
        ("*", "localhost"),
        ("desk.example.org, other", "desk.example.org"),
        (".example.org", "example.org"),
    ],
)
def test_the_health_check_asks_for_a_host_that_is_served(allowed, name):
    assert healthy.host_name(allowed) == name


def test_a_database_server_is_stopped_and_leaves_nothing_when_the_tests_end_badly():
    binaries = postgres.server_binaries()
    if not binaries:
        pytest.skip("no PostgreSQL on this machine")
    seen = []
    with pytest.raises(ZeroDivisionError), postgres.server(binaries) as address:
        fail_having_seen(address, seen)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
    assert not Path(seen[0]).parent.exists()


def fail_having_seen(address, seen):
    with psycopg.connect(address) as connection:
        seen += connection.execute("SHOW data_directory").fetchone()
    raise ZeroDivisionError


def locked(lock):
    """{name: version} of a lock file."""
    lines = (Path(bootstrap.ROOT) / lock).read_text().splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if "==" in line and line[0].isalnum())


def wanted():
    project = tomllib.loads((Path(bootstrap.ROOT) / "pyproject.toml").read_text())
    runtime, groups = project["project"]["dependencies"], project["dependency-groups"]
    return [
        *[(bootstrap.RUNTIME, name) for name in runtime],
        *[(bootstrap.DEVELOPMENT, name) for name in runtime + groups["dev"]],
        *[(bootstrap.BENCHMARKS, name) for name in runtime + groups["bench"]],
    ]


@pytest.mark.parametrize(("lock", "requirement"), wanted())
def test_the_lock_holds_what_the_project_asks_for(lock, requirement):
    requirement = Requirement(requirement)
    assert requirement.specifier.contains(locked(lock)[requirement.name])


@pytest.mark.parametrize("lock", [bootstrap.RUNTIME, bootstrap.DEVELOPMENT, bootstrap.BENCHMARKS])
def test_the_lock_names_no_address(lock):
    text = (Path(bootstrap.ROOT) / lock).read_text()
    assert "://" not in text
    assert text.count("\n    --hash=sha256:") > text.count("==")
