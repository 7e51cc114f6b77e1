"""Layouts that begin as soon as their features are known: before anybody waits for them, while scores are computed."""

from collections.abc import Callable, Generator

from simclr_gui.engine.background import awaited
from simclr_gui.engine.errands import Errand, is_still_wanted
from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.events.evaluation import ComparedKind
from simclr_gui.engine.features.features import Features, FeatureSource
from simclr_gui.engine.mapping.layouts import Space, find_space, layout_task
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.mapping.umap_layout import LayoutTask
from simclr_gui.engine.messages.errors import Cancelled
from simclr_gui.engine.messages.sentences import Sentence, said

Embed = Callable[[LayoutTask], Floats]
"""Gives coordinates (points, 2): `umap_layout`, or something that asks another process for it.

It is called on a thread of its own, once at a time, and may raise Cancelled where it is not `is_still_wanted`.
"""


def name_of(source: FeatureSource, kind: ComparedKind) -> Sentence:
    """What a map is called while it is made."""
    names: dict[ComparedKind, Sentence] = {
        "simclr": said("imported encoder") if source.folder.is_imported else Sentence("SimCLR"),
        "untrained": said("untrained"),
        "pca": Sentence("PCA"),
    }
    return names[kind]


class BegunLayouts:
    """What UMAP makes of the features of one run, one kind after the other in the order in which they begin.

    Whoever makes it closes it.
    """

    def __init__(self, source: FeatureSource, embed: Embed, settings: MapSettings) -> None:
        self._source, self._embed, self.settings = source, embed, settings
        self._count = min(settings.points, len(source.data.test))
        self._takers: dict[ComparedKind, Callable[[], Generator[Announced, None, Features]]] = {
            "simclr": source.simclr,
            "pca": source.pca,
            "untrained": source.untrained,
        }
        self._spaces: dict[ComparedKind, Space] = {}
        self._errands: dict[ComparedKind, Errand[Floats]] = {}

    @property
    def kinds(self) -> tuple[ComparedKind, ...]:
        """In the order in which they are best begun."""
        return tuple(self._takers)

    def begin(self, kind: ComparedKind) -> Generator[Announced, None, Space]:
        """Takes the features of a kind, finds their neighbours and begins to lay them out, unless that was done."""
        if kind not in self._spaces:
            features = (yield from self._takers[kind]()).test[: self._count]
            sentence = said("Finding {name} neighbours", name=name_of(self._source, kind))
            space = yield from find_space(features, self.settings.neighbours, sentence, kind)
            self._spaces[kind] = space
            self._errands[kind] = self._begun(layout_task(space, self.settings))
        return self._spaces[kind]

    def begin_all(self) -> Generator[Announced, None, None]:
        for kind in self.kinds:
            yield from self.begin(kind)

    def laid_out(self, kind: ComparedKind) -> Generator[Announced, None, Floats]:
        """The map of a kind that has begun; raises what its layout raised."""
        return (
            yield from awaited(self._errands[kind], said("Drawing the {name} map", name=name_of(self._source, kind)))
        )

    def close(self) -> None:
        """What is not yet laid out is not wanted any more; returns when nothing is being laid out."""
        for errand in self._errands.values():
            errand.is_wanted = False
        for errand in self._errands.values():
            errand.join()

    def _begun(self, task: LayoutTask) -> Errand[Floats]:
        before = next(reversed(self._errands.values()), None)

        def lay_out() -> Floats:
            if before is not None:
                before.join()
                if before.has_failed:
                    raise Cancelled  # its error is the one that is told
            if not is_still_wanted():
                raise Cancelled
            return self._embed(task)

        errand = Errand(lay_out)
        errand.start()
        return errand
