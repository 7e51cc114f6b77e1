"""A report's section about the network itself: pairs of views, and feature maps. Loads torch where none are kept."""

from collections.abc import Generator

import numpy as np

from simclr_gui.engine.events import Event, PairsTaken, Pixels
from simclr_gui.engine.experiments.kept_looks import Looks, looks_of
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.runs.manifests import newest_manifest
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.document import Block, Picture, Pictures, Section
from simclr_gui.engine.sharing.reported_run import ReportedRun
from simclr_gui.engine.sharing.wording import Wording

VIEW_PX = 66  # three images of three pairs fill a row of the page
MAPS_SHOWN, MAPS_A_ROW, CELL_PX, GAP_PX, WIDTH_PX = 24, 12, 50, 4, 644


def network_section(run: ReportedRun, wording: Wording) -> Generator[Event, None, Section | None]:
    """Looks at the newest checkpoint on test images of the run; what cannot be read is told."""
    folder = RunFolder(run.path)
    try:
        if newest_manifest(folder.checkpoints_dir) is None:
            wording.lack(
                said("There are no pairs of views and no feature maps: the run has no checkpoint that can be read.")
            )
            return None
        looks = yield from looks_of(folder)
    except UserError as error:
        words = said("There are no pairs of views and no feature maps: {reason}", reason=Sentence(error.sentence))
        wording.lack(words)
        return None
    blocks = (*_pair_blocks(looks.pairs, wording), *_map_blocks(looks, wording))
    return Section(wording.say(said("What the network sees")), blocks)


def _pair_blocks(pairs: PairsTaken, wording: Wording) -> list[Block]:
    pictures = []
    for place, cosine in enumerate(pairs.cosine):
        words = wording.say(said("similarity {cosine:.2f}", cosine=cosine))
        rank = wording.say(said("rank {rank:,} of {others:,}", rank=pairs.rank[place], others=pairs.others))
        pictures += [
            Picture(pairs.originals[place], wording.say(said("image"))),
            Picture(pairs.first[place], words),
            Picture(pairs.second[place], rank),
        ]
    caption = said(
        "Unseen images, each with two random views: how similar the network finds both (cosine), and where the second "
        "stands among all other views when they are sorted by their similarity to the first."
    )
    return [Pictures(tuple(pictures), VIEW_PX, wording.say(caption))]


def _map_blocks(looks: Looks, wording: Wording) -> list[Block]:
    blocks: list[Block] = [
        Pictures(
            (Picture(looks.image, wording.say(said("image"))),),
            VIEW_PX,
            wording.say(said("Feature maps of this unseen image, layer by layer; white is the layer's highest value.")),
        )
    ]
    for each in looks.layers:
        maps = each.maps
        caption = counted(
            "{layer}: 1 map of {side} x {side} units.",
            "{layer}: {shown} of {count:,} maps of {side} x {side} units, those that vary most.",
            count=len(maps),
            layer=each.layer,
            shown=min(len(maps), MAPS_SHOWN),
            side=maps.shape[-1],
        )
        blocks.append(Pictures((Picture(_mosaic(maps)),), WIDTH_PX, wording.say(caption)))
    return blocks


def _mosaic(maps: Pixels) -> Pixels:
    """The maps that vary most, in rows, every unit a square; uint8, shape (height, width, 3)."""
    order = np.argsort(-maps.reshape(len(maps), -1).std(axis=1), kind="stable")[:MAPS_SHOWN]
    chosen = maps[np.sort(order)]
    rows = -(-len(chosen) // MAPS_A_ROW)
    cell = CELL_PX + GAP_PX
    sheet = np.full((rows * cell - GAP_PX, MAPS_A_ROW * cell - GAP_PX), 255, np.uint8)
    units = np.arange(CELL_PX) * maps.shape[-1] // CELL_PX
    for number, each in enumerate(chosen):
        top, left = number // MAPS_A_ROW * cell, number % MAPS_A_ROW * cell
        sheet[top : top + CELL_PX, left : left + CELL_PX] = each[units][:, units]
    return np.repeat(sheet[..., None], 3, axis=2)
