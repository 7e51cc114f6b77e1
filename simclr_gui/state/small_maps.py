"""The small maps of the runs that are on show: read on a thread, kept, and read again once a run was mapped anew."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from simclr_gui.engine.events import Event
from simclr_gui.engine.mapping.small_maps import SmallMap, SmallMapRead, Stamp, read_small_maps
from simclr_gui.state.requester import Requester


class SmallMaps(Requester):
    """Whoever shows runs asks for those that are seen, whenever these may be others or may have changed.

    Signals:
        changed(str): the map of the run in this folder is another.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._maps: dict[str, SmallMap | None] = {}
        self._stamps: dict[str, Stamp] = {}
        self._requests.played.connect(self._take)

    def of(self, folder: str) -> SmallMap | None:
        """The map of a run as far as it was read; None where there is none."""
        return self._maps.get(folder)

    def ask(self, folders: Sequence[str]) -> None:
        """Reads those of these runs that are not known or no longer as they were; `changed` follows for each."""
        wanted = [(folder, self._stamps.get(folder)) for folder in folders]
        self._requests.request("maps", lambda: read_small_maps(wanted))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, SmallMapRead):
            self._maps[event.folder], self._stamps[event.folder] = event.map, event.stamp
            self.changed.emit(event.folder)
