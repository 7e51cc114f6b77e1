"""What an operation has to offer: what is sampled, the arithmetic for a batch and for one image, how it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from simclr_gui.engine.augmentation.operations.lines import Array, Numbers
from simclr_gui.engine.config.views import ViewSettings


class ViewParameters:
    """What happens to each of `count` images: whatever the operations of the table have sampled, by its name.

    Its operation's file says what each means.
    """

    def __init__(self, **sampled: Tensor) -> None:
        vars(self).update(sampled)

    def __getattr__(self, name: str) -> Tensor:  # of what was sampled, Python asks `vars` before it asks here
        raise AttributeError(f"no operation has sampled {name}")

    def __len__(self) -> int:
        return len(next(iter(vars(self).values())))

    def select(self, index: Tensor) -> "ViewParameters":
        """The parameters of some of the images."""
        return ViewParameters(**{name: values[index] for name, values in vars(self).items()})

    def replace(self, **others: Tensor) -> "ViewParameters":
        """The same, with other values of those that are named."""
        return ViewParameters(**(vars(self) | others))


@dataclass(frozen=True)
class Step:
    """One image in the lab, where a view is told operation by operation.

    Attributes:
        name: what the window calls it.
        parameter: its value is the amount; None for a step that cannot be left out.
        neutral: the parameter's value that changes nothing.
    """

    name: str
    parameter: str | None = None
    neutral: float = 0.0


@dataclass(frozen=True)
class Sampling:
    """What an operation draws for every image, and the steps in which it is told.

    Attributes:
        columns: of the table of uniform random numbers, those that `sample` is given. A new operation takes columns
            behind all others, so that the views of theirs stay as they are.
        parameters: names of what it samples, unlike those of any other operation.
        sample: from random numbers in [0, 1), shape (count, columns), the image's side in px and the settings: a
            tensor for every parameter, shape (count,); of `order` (count, steps).
        steps: in the order in which they happen.
        order: the parameter that says in which order each image takes the steps, if that is drawn.
    """

    columns: slice
    parameters: tuple[str, ...]
    sample: Callable[[Tensor, int, ViewSettings], tuple[Tensor, ...]]
    steps: tuple[Step, ...]
    order: str | None = None

    @property
    def numbers(self) -> int:
        """How many are drawn for an image in all."""
        return len(self.parameters) + (len(self.steps) - 1 if self.order else 0)

    def steps_of(self, parameters: ViewParameters) -> list[Step]:
        """The steps in the order in which the first image takes them."""
        if self.order is None:
            return list(self.steps)
        return [self.steps[place] for place in getattr(parameters, self.order)[0].tolist()]


@dataclass(frozen=True, kw_only=True)
class Operation(Sampling):
    """A change of views that have their size already.

    Attributes:
        render: the changed views of a batch, by torch; float in [0, 1], shape (count, 3, side_px, side_px). Computes
            every image, so that a GPU's host need not know who drew what.
        loop: changes one view in its place: float32 (3, side_px, side_px), and what was sampled for it, float32, the
            numbers of all `parameters` in a row. Plain Python, which numba compiles with the functions that it calls;
            the file itself imports no numba.
    """

    render: Callable[[Tensor, ViewParameters], Tensor]
    loop: Callable[[Array, Numbers], None]
