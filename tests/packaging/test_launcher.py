"""What the launcher decides, with a uv that only pretends: nothing is downloaded, each test in a home of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

LAUNCHER = Path(__file__).parents[2] / "packaging" / "launcher"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script of the other systems")

DOWNLOADED_BYTES = {"requirements-graphics.txt": 3_400_000_000, "requirements-processor.txt": 1_300_000_000}
FAKE_UV = """#!/bin/sh
echo "$*" >>"$HOME/asked"
while :; do case $1 in --quiet | --no-progress) shift ;; *) break ;; esac; done
case "$*" in
    venv*)
        [ ! -e "$HOME/no-python" ] || exit 2
        for folder; do :; done
        mkdir -p "$folder/bin" "$UV_CACHE_DIR" && echo kept >>"$UV_CACHE_DIR/package"
        ln -s "$HOME/python" "$folder/bin/python" ;;
    *--dry-run*) [ ! -e "$HOME/no-network" ] || { echo "  cause: no such host" >&2; exit 2; } ;;
    *--offline*)
        [ "$1 $2 $3" = "pip install --python" ] && printf '#!/bin/sh\\necho "started with: $*"\\n' >"$4/bin/simclr-gui"
        chmod +x "$4/bin/simclr-gui" ;;
    *--require-hashes*)
        if [ -e "$HOME/breaks" ]; then
            rm "$HOME/breaks"; touch "$HOME/no-network"; echo "connection lost" >&2; exit 2
        fi
        [ ! -e "$HOME/slow" ] || exec sleep 3600
        if [ -e "$HOME/fills-the-disk" ]; then touch "$HOME/full"; exit 2; fi
        [ ! -e "$HOME/fails" ] || exit 2 ;;
esac
"""
FAKE_ZENITY = """#!/bin/sh
echo "$*" >>"$HOME/windows"
case $1 in
    --question) [ ! -e "$HOME/declines" ] ;;
    --progress) if [ -e "$HOME/cancels" ]; then exit 1; else cat >>"$HOME/progress"; fi ;;
esac
"""
FAKE_TERMINAL = """#!/bin/sh
[ ! -e "$HOME/opened" ] || again=yes
echo "$*" >>"$HOME/opened"
shift
[ -n "${again:-}" ] || exec "$@"
"""
FAKE_PYTHON = """#!/bin/sh
echo "$HOME/python"
"""
FAKE_DF = """#!/bin/sh
echo "Filesystem 1024-blocks Used Available Capacity Mounted on"
if [ -e "$HOME/full" ]; then echo "/dev/disk 9 9 100000 99% /"; else echo "/dev/disk 9 9 90000000 99% /"; fi
"""


class Installation:
    """A launcher as it is carried, and the home of whoever starts it."""

    def __init__(self, folder: Path, build: ModuleType) -> None:
        self.build, self.carried, self.home, self.tools = build, folder / "of it", folder / "a home", folder / "tools"
        for path in (self.carried, self.home, self.tools):
            path.mkdir()
        self.data = self.home / ".local/share/simclr-explorer/program"
        self.python = self.home / "python"
        fakes = {self.carried / "uv": FAKE_UV, self.tools / "df": FAKE_DF, self.python: FAKE_PYTHON}
        for path, text in fakes.items():
            path.write_text(text)
            path.chmod(0o755)
        shutil.copy2(LAUNCHER / "launch.sh", self.carried)
        (self.carried / "libraries").write_text("libc.so.6 libc6\nlibMissing.so.1 libmissing1\n")
        (self.carried / "simclr_explorer-0.1-py3-none-any.whl").touch()
        self.carry("tiny==1.0")

    def carry(self, *lists: str) -> None:
        """Other lists of packages, that of everybody first: a new version of the launcher."""
        texts = dict(zip((self.build.GRAPHICS, self.build.PROCESSOR), lists, strict=False))
        for name, text in texts.items():
            (self.carried / name).write_text(f"{text} \\\n    --hash=sha256:00\n")
        (self.carried / "facts").write_text(self.build.facts(texts, b"", DOWNLOADED_BYTES))
        (self.carried / "sums").write_text(self.build.sums(self.carried))

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(self.carried / "launch.sh"), *arguments],
            env=self.variables | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    @property
    def variables(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": f"{self.tools}:{os.environ['PATH']}", "NVIDIA_DEVICE": "/none"}

    def meets(self, trouble: str) -> None:
        (self.home / trouble).touch()

    @property
    def asked(self) -> list[str]:
        """What uv was asked for."""
        file = self.home / "asked"
        return file.read_text().splitlines() if file.exists() else []

    @property
    def environments(self) -> list[str]:
        return sorted(path.name for path in (self.data / "environments").glob("*"))


@pytest.fixture
def installation(tmp_path: Path, build: ModuleType) -> Installation:
    return Installation(tmp_path, build)


def sentence(told: subprocess.CompletedProcess[str]) -> str:
    """The last line that a failed start tells."""
    assert told.returncode == 2, told
    return told.stderr.splitlines()[-1]


def test_that_the_first_start_installs_and_starts_and_the_second_only_starts(installation: Installation) -> None:
    first = installation.start("--yes", "train", "a b")
    assert (first.returncode, first.stdout) == (0, "started with: train a b\n")
    assert "about 8 GB" in first.stderr and "about 3.4 GB are downloaded" in first.stderr
    assert "sudo apt-get install libmissing1." in first.stderr
    assert [line for line in installation.asked if "--require-hashes" in line]
    asked = installation.asked
    second = installation.start("doctor")
    assert (second.returncode, second.stdout, second.stderr) == (0, "started with: doctor\n", "")
    assert installation.asked == asked


def test_that_nothing_is_installed_where_nobody_can_be_asked(installation: Installation) -> None:
    assert "--yes" in sentence(installation.start())
    assert not installation.environments
    assert not (installation.data / "lock").exists()


def test_that_a_first_start_without_a_network_says_so_in_a_sentence(installation: Installation) -> None:
    installation.meets("no-network")
    told = installation.start("--yes")
    assert "no network that reaches them (no such host): connect" in sentence(told)
    assert len(told.stderr.splitlines()) == 1


def test_that_a_missing_python_is_told(installation: Installation) -> None:
    installation.meets("no-python")
    assert "Python (>=3.11,<3.14)" in sentence(installation.start("--yes"))


def test_that_too_little_room_is_told_before_anything_is_downloaded(installation: Installation) -> None:
    installation.meets("full")
    assert "needs about 8 GB" in sentence(installation.start("--yes"))
    assert not installation.asked


def test_that_a_disk_that_fills_is_told_as_such(installation: Installation) -> None:
    installation.meets("fills-the-disk")
    assert "The disk is full" in sentence(installation.start("--yes"))


def test_that_half_an_environment_is_made_anew_and_what_was_downloaded_is_kept(installation: Installation) -> None:
    installation.meets("breaks")
    told = installation.start("--yes")
    assert "The network was lost" in sentence(told) and "connection lost" in told.stderr
    (half,) = installation.environments
    (installation.data / "environments" / half / "left over").touch()
    (installation.data / "cache" / ".tmpHalf").mkdir()
    (installation.home / "no-network").unlink()
    assert installation.start("--yes", "doctor").stdout == "started with: doctor\n"
    assert not (installation.data / "environments" / half / "left over").exists()
    assert (installation.data / "cache" / "package").read_text() == "kept\nkept\n"
    assert not (installation.data / "cache" / ".tmpHalf").exists()


def test_that_a_failure_that_is_neither_disk_nor_network_is_told(installation: Installation) -> None:
    installation.meets("fails")
    assert "could not be installed" in sentence(installation.start("--yes"))


def test_that_files_that_were_changed_are_not_used(installation: Installation) -> None:
    (installation.carried / "uv").write_text("#!/bin/sh\ntouch $HOME/bad\n")
    assert "not as they were made" in sentence(installation.start("--yes"))
    assert not (installation.home / "bad").exists()


@pytest.mark.parametrize(("device", "expected"), [("/none", "processor"), ("/dev/null", "graphics")])
def test_that_the_torch_for_processors_is_taken_where_there_is_no_card(
    installation: Installation, device: str, expected: str
) -> None:
    installation.carry("tiny==1.0", "tiny==1.0+cpu")
    told = installation.start("--yes", NVIDIA_DEVICE=device)
    (line,) = (line for line in installation.asked if "--require-hashes" in line)
    assert f"requirements-{expected}.txt" in line
    assert ("--torch-backend=cpu" in line) is ("about 3 GB" in told.stderr) is (expected == "processor")


def test_that_a_new_version_takes_the_place_of_the_earlier(installation: Installation) -> None:
    installation.start("--yes")
    before = installation.environments
    assert "nothing to do" in installation.start("--update").stderr
    installation.carry("tiny==2.0")
    told = installation.start("--yes", "--update")
    assert (told.returncode, told.stdout) == (0, "")
    assert len(installation.environments) == 1 and installation.environments != before


def test_that_an_environment_is_bound_to_one_version_of_python(installation: Installation) -> None:
    """The system's own name of it leads to another after an upgrade, which has none of the packages."""
    version = installation.home / "python3.11"
    installation.python.rename(version)
    installation.python.symlink_to(version)
    version.write_text(FAKE_PYTHON.replace("$HOME/python", "$HOME/python3.11"))
    installation.start("--yes")
    (edition,) = installation.environments
    assert (installation.data / "environments" / edition / "bin" / "python").readlink() == version


def test_that_an_environment_whose_python_has_gone_is_made_anew(installation: Installation) -> None:
    installation.start("--yes")
    asked = installation.asked
    installation.python.rename(installation.home / "gone")
    assert "does not start" in sentence(installation.start("--yes"))
    (installation.home / "gone").rename(installation.python)
    assert installation.start("--yes", "doctor").stdout == "started with: doctor\n"
    assert len(installation.asked) == 3 * len(asked)


def test_that_two_starts_do_not_install_at_once(installation: Installation) -> None:
    installation.data.mkdir(parents=True)
    with subprocess.Popen(["sh", "-c", "read -r _; exit", "launch.sh"], stdin=subprocess.PIPE) as other:
        (installation.data / "lock").write_text(f"{other.pid}\n")
        for option in ("--yes", "--remove"):
            assert f"by process {other.pid}" in sentence(installation.start(option))
        other.communicate(b"\n")
    assert installation.start("--yes", "doctor").stdout == "started with: doctor\n"
    assert not list(installation.data.glob("lock*"))


def test_that_removing_leaves_runs_and_what_others_put_there(installation: Installation) -> None:
    assert "Nothing" in installation.start("--remove").stderr
    installation.start("--yes")
    run = installation.data.parent / "runs" / "mine"
    run.parent.mkdir()
    run.touch()
    assert "Removed" in installation.start("--remove").stderr
    assert run.exists() and not installation.data.exists()
    installation.start("--yes")
    (installation.data / "not ours").touch()
    assert installation.start("--remove").returncode == 0
    assert [path.name for path in installation.data.iterdir()] == ["not ours"]


def test_that_a_program_that_runs_is_not_removed(installation: Installation) -> None:
    installation.start("--yes")
    (edition,) = installation.environments
    script = installation.data / "environments" / edition / "bin" / "simclr-gui"
    script.write_text("#!/bin/sh\nread -r _\n")
    with subprocess.Popen(["sh", str(script)], stdin=subprocess.PIPE) as running:
        assert "close it first" in sentence(installation.start("--remove"))
        running.communicate(b"\n")
    assert installation.start("--remove").returncode == 0


def test_that_a_missing_home_and_a_closed_one_are_told(installation: Installation) -> None:
    assert "no home folder" in sentence(installation.start("--yes", HOME=""))
    assert "cannot be made" in sentence(installation.start("--yes", SIMCLR_EXPLORER_HOME="/dev/null/x"))


@pytest.fixture
def windows(installation: Installation) -> Path:
    """Small windows that only pretend, and note what they show."""
    zenity = installation.tools / "zenity"
    zenity.write_text(FAKE_ZENITY)
    zenity.chmod(0o755)
    return installation.home / "windows"


def test_that_started_from_a_menu_it_asks_and_shows_how_much_has_arrived(
    installation: Installation, windows: Path
) -> None:
    told = installation.start("doctor", DISPLAY=":0")
    assert told.stdout == "started with: doctor\n"
    question, progress = windows.read_text().splitlines()
    assert question.startswith("--question") and "about 8 GB" in question
    assert progress.startswith("--progress")
    assert "MB of about 8000 MB" in (installation.home / "progress").read_text()
    assert installation.start("doctor", DISPLAY=":0").stdout == "started with: doctor\n"
    assert len(windows.read_text().splitlines()) == 2


@pytest.mark.parametrize("trouble", ["declines", "cancels"])
def test_that_a_window_can_be_declined_or_stopped(installation: Installation, windows: Path, trouble: str) -> None:
    installation.meets(trouble)
    installation.meets("slow")
    told = installation.start("doctor", DISPLAY=":0")
    assert (told.returncode, told.stdout) == (2, "")
    assert not installation.environments


def test_that_a_terminal_is_opened_once_where_there_are_no_small_windows(installation: Installation) -> None:
    for name in ("sh", "cat", "du", "ln", "mkdir", "mv", "ps", "rm", "sed", "sha256sum", "tail"):
        (installation.tools / name).symlink_to(shutil.which(name) or name)
    terminal = installation.tools / "xterm"
    terminal.write_text(FAKE_TERMINAL)
    terminal.chmod(0o755)
    told = installation.start("a b", DISPLAY=":0", PATH=str(installation.tools))
    (opened,) = (installation.home / "opened").read_text().splitlines()
    assert opened.endswith("launch.sh a b") and "nobody here to be asked" in told.stderr


def test_that_a_failure_is_shown_in_a_window(installation: Installation, windows: Path) -> None:
    installation.meets("no-network")
    installation.start(DISPLAY=":0")
    assert windows.read_text().startswith("--error") and "no network" in windows.read_text()


@pytest.mark.parametrize(("answer", "started"), [(b"n\n", False), (b"\n", True)])
def test_that_a_terminal_is_asked(installation: Installation, answer: bytes, started: bool) -> None:
    ours, theirs = os.openpty()
    os.write(ours, answer)
    command = ["sh", str(installation.carried / "launch.sh"), "doctor"]
    told = subprocess.run(
        command,
        env=installation.variables,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert bool(told.stdout) is started
    assert bool(installation.environments) is started
