"""What is written elsewhere: a run's features, its encoder, its zip, and a zip unpacked among the other runs."""

import zipfile
from pathlib import Path

import numpy as np

from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.exporting import export_encoder
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.run_archive import export_run, unpacked_run
from tests.campaign.work.piece import Piece, copy, difference, played, run_in
from tests.campaign.work.trained import other_weights, trouble_of_run

EARLIER = b"what somebody has written there before"
TOLD = "remark.txt"
ENDINGS = ("npz", "csv", "zip")


class Exporting(Piece):
    """Features as NPZ and CSV, the run as a zip; every other time a file is there already, and is replaced."""

    name, share = "export", 2

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / "mapped", run_in(place).path)
        (place / "out").mkdir()
        if variant % 2:
            output(place, variant).write_bytes(EARLIER)

    def do(self, place: Path, variant: int) -> None:
        file, run = output(place, variant), run_in(place)
        for event in export_run(run, file) if file.suffix == ".zip" else export_encoder(run.path, "features", file):
            if isinstance(event, EncoderExported) and event.remarks:
                (place / TOLD).write_text(event.remarks[0])

    def look(self, place: Path, whole: Path, variant: int) -> str:
        file = output(place, variant)
        if (place / TOLD).exists():  # what could not be read is not in it, and that was said
            (place / TOLD).unlink()
            return ""
        if not file.exists():
            return "what was there before is gone" if variant % 2 else ""
        if variant % 2 and file.read_bytes() == EARLIER:
            return ""
        return other_content(file, output(whole, variant))

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        return other_content(output(place, variant), output(whole, variant)) or trouble_of_run(run_in(place))


class Unpacking(Piece):
    """The zip of a run, unpacked among the other runs; every other time its files lie in no folder of their own."""

    name, share = "unpacking", 1

    def do(self, place: Path, variant: int) -> None:
        archive = place.parent / "material" / ("flat.zip" if variant % 2 else "run.zip")
        played(unpacked_run(archive, place / "home" / "runs"))  # type: ignore[arg-type]

    def look(self, place: Path, whole: Path, variant: int) -> str:
        *_, listed = RunList().listed()
        assert isinstance(listed, RunsListed)
        troubles = [trouble_of_run(RunFolder(line.path)) for line in listed.runs]
        return str(listed.trouble) or next(filter(None, troubles), "")

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        found = sorted((place / "home" / "runs").glob("[!.]*"))
        if len(found) != 1:
            return f"{len(found)} runs"
        return other_weights(RunFolder(found[0]), RunFolder(place.parent / "material" / "mapped"))


def output(place: Path, variant: int) -> Path:
    """The file that is asked for."""
    return place / "out" / f"written.{ENDINGS[variant // 2 % len(ENDINGS)]}"


def other_content(file: Path, reference: Path) -> str:
    """What is not as it should be in a file that was written; empty where all is."""
    try:
        match file.suffix:
            case ".npz":
                with np.load(file) as ours, np.load(reference) as theirs:
                    same = ours.files == theirs.files and all(np.array_equal(ours[n], theirs[n]) for n in theirs.files)
                return "" if same else "other features"
            case ".zip":
                with zipfile.ZipFile(file) as ours, zipfile.ZipFile(reference) as theirs:
                    broken = ours.testzip()
                    return f"broken: {broken}" if broken else difference(ours.namelist(), theirs.namelist(), "names")
            case _:
                return "" if file.read_bytes() == reference.read_bytes() else "half a table"
    except Exception as error:
        return f"half a file: {error}"
