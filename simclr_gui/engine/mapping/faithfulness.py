"""How true a map is to its features: neighbours kept, and trustworthiness."""

from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.features.neighbours import nearest_to, rows_at_a_time
from simclr_gui.engine.mapping.layouts import NEIGHBOURS_KNOWN, Space
from simclr_gui.engine.messages.sentences import said

MOST_ANCHORS = 2_000  # for trustworthiness: more of them change its third decimal
SENTENCE = said("Comparing the map with the features")


def faithfulness(space: Space, coordinates: Floats) -> Generator[Announced, None, tuple[float, float]]:
    """Neighbours kept and trustworthiness of a map (count, 2), both from 0 to 1, both with 15 neighbours.

    Neighbours kept: the share of each point's nearest in the features that are among its nearest in the map.
    Trustworthiness (Venna and Kaski 2001): 1 where nobody is near in the map who is far in the features. Above 2,000
    points it is measured on as many of them, evenly spread.
    """
    values, plane = torch.from_numpy(space.values), torch.from_numpy(np.ascontiguousarray(coordinates))
    count = len(values)
    near = min(NEIGHBOURS_KNOWN, count - 1)
    in_features = torch.from_numpy(space.neighbours[:, 1 : near + 1])
    kept, found = 0, []
    rows = rows_at_a_time(count)
    for begin in range(0, count, rows):
        in_map = nearest_to(plane, begin, begin + rows, near + 1)[0][:, 1:]
        found.append(in_map)
        same = in_features[begin : begin + rows, :, None] == in_map[:, None, :]
        kept += int(same.any(dim=2).sum())
        yield Announced(SENTENCE)
    trust = yield from _trustworthiness(values, in_features, torch.cat(found))
    return kept / (count * near), trust


def _trustworthiness(values: Tensor, in_features: Tensor, in_map: Tensor) -> Generator[Announced, None, float]:
    count, near = len(values), in_map.shape[1]
    if 2 * count - 3 * near - 1 <= 0:
        return 1.0  # so few points that everybody is everybody's neighbour
    anchors = torch.linspace(0, count - 1, min(count, MOST_ANCHORS)).long()
    penalty = 0
    for chunk in anchors.split(max(1, 200_000 // count)):
        distances = torch.cdist(values[chunk], values)
        distances[torch.arange(len(chunk)), chunk] = -1.0
        shown = in_map[chunk]
        # the place of each shown point among all by distance in the features; the anchor itself has place 0
        place = (distances[:, None, :] < distances.gather(1, shown)[:, :, None]).sum(dim=2)
        is_stranger = ~(shown[:, :, None] == in_features[chunk][:, None, :]).any(dim=2)
        penalty += int(((place - near) * is_stranger).clamp(min=0).sum())
        yield Announced(SENTENCE)
    return 1 - 2 * penalty / (len(anchors) * near * (2 * count - 3 * near - 1))
