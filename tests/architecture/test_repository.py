"""What the repository promises outside its code: the lock, the make targets, the links, and what the wheel carries."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")])

TARGETS = {"setup", "run", "test", "check", "bench", "pictures", "clean"}
SAMPLE = ROOT / "seeds" / "000_ed2e3873cc5f8452.txt"


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return normal(found.group())


def locked() -> dict[str, str]:
    """Each locked requirement, by name, with all that stands under it."""
    blocks = re.split(r"(?m)^(?=[A-Za-z])", LOCK)[1:]
    return {name_of(block): block for block in blocks}


def test_the_lock_holds_what_the_project_asks_for() -> None:
    asked = {name_of(one) for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]}
    assert not asked - set(locked()), "run `make lock`"


def test_everything_locked_has_its_hashes_and_no_address() -> None:
    assert not re.search(r"://|--index|--find-links|--trusted", LOCK)
    for name, block in locked().items():
        assert re.match(r"[\w.-]+==[\w.!+]+", block), name
        assert "--hash=sha256:" in block, name


def test_make_lists_every_target_with_what_it_does() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    described = dict(re.findall(r"(?m)^  (\w+) +(\S.+)$", listed))
    assert set(described) >= TARGETS


def test_the_sample_article_is_the_one_that_was_given() -> None:
    digest = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert digest == "b2d01641a11b34bc17b0529a7f0a75b1ad2cb01a295ec701dc7113f0adeeb38d"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    dead = [one for one in targets if not one.startswith("http") and not (page.parent / one).exists()]
    assert not dead


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    decisions = {page.name for page in (ROOT / "docs" / "adr").glob("[0-9]*.md")}
    assert decisions == set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", index))


def test_the_wheel_carries_the_packages_and_their_files(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    shipped = {
        path.relative_to(ROOT).as_posix()
        for package in ("core", "gui", "resources")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not shipped - names
    assert not {name.partition("/")[0] for name in names if "dist-info" not in name} - {"core", "gui", "resources"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
