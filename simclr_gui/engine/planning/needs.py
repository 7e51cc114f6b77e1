"""What a training needs of memory and disk, beside what is there. Loads no torch."""

from dataclasses import dataclass

from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.sizes import size_text


@dataclass(frozen=True)
class Needs:
    """Bytes.

    Attributes:
        step_bytes: of memory, for one step.
        free_memory_bytes: that a training could take; 0 where the system does not tell.
        disk_bytes: of all checkpoints that are kept of it, at most.
        free_disk_bytes: where the runs are kept.
        batch_that_fits: the largest power of two whose step fits; None where nobody can say.
    """

    step_bytes: int
    free_memory_bytes: int
    disk_bytes: int
    free_disk_bytes: int
    batch_that_fits: int | None

    @property
    def memory_words(self) -> Sentence:
        """Memory as a sentence."""
        step = size_text(self.step_bytes)
        if not self.free_memory_bytes:
            return said("A step needs about {step}; how much memory is free is unknown.", step=step)
        free = size_text(self.free_memory_bytes)
        return said("A step needs about {step} of memory; {free} are free.", step=step, free=free)
