"""Watching over a training: has it broken down, and what does that mean?"""

import math

from simclr_gui.engine.losses.similarities import Similarities
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

COLLAPSED_COSINE = 0.98  # an untrained network begins here; one that learns leaves it within a hundred steps
STEPS_UNTIL_SURE = 300
ANCHORS_LOOKED_AT = 8


def diverged(step: int) -> UserError:
    """What to say when losses or weights are no longer numbers."""
    return UserError(
        said(
            "Training broke down at step {step:,}: the loss is no longer a number, so the weights have run away.",
            step=step,
        ),
        "Start again with a smaller learning rate; the last checkpoint is from before.",
        field="optimisation.learning_rate",
    )


class Watch:
    """Looks at one measured step after the other."""

    def __init__(self) -> None:
        self._collapsed_since: int | None = None

    def look(self, step: int, loss: float, similarities: Similarities) -> None:
        """Raises UserError where training has broken down; the last checkpoint is from before."""
        if not math.isfinite(loss):
            raise diverged(step)
        cosine = self._mean_cosine(similarities)
        if cosine < COLLAPSED_COSINE:
            self._collapsed_since = None
        elif self._collapsed_since is None:
            self._collapsed_since = step
        elif step - self._collapsed_since >= STEPS_UNTIL_SURE:
            raise UserError(
                said(
                    "Training has collapsed: for {steps:,} steps all images have been given almost the same "
                    "projection (mean cosine {cosine:.3f}).",
                    steps=step - self._collapsed_since,
                    cosine=cosine,
                ),
                "Start again with a smaller learning rate or a larger batch; the checkpoint with the best live "
                "accuracy is kept.",
                field="optimisation.learning_rate",
            )

    def _mean_cosine(self, similarities: Similarities) -> float:
        """Of some anchors to all candidates but themselves."""
        cosine = similarities.cosine[:ANCHORS_LOOKED_AT].detach()
        others = cosine.shape[1] - 1
        total: float = cosine.masked_fill(cosine.isneginf(), 0.0).sum().item()
        return total / (len(cosine) * others)
