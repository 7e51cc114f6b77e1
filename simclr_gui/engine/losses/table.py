"""The losses that can be chosen. A new one is a file beside these and a line here."""

from simclr_gui.engine.losses.decoupled import DECOUPLED
from simclr_gui.engine.losses.loss import Loss
from simclr_gui.engine.losses.nt_xent import NT_XENT

LOSSES: dict[str, Loss] = {loss.name: loss for loss in (NT_XENT, DECOUPLED)}
