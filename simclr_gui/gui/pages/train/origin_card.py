"""Where an encoder comes from that was not trained here, and what it expects of its images."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.engine.runs.origin import colours_text
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.words.names import choice_name, encoder_name
from simclr_gui.state.experiment import Experiment


class OriginCard(Card):
    """In the place of the pair of views, which a training alone has.

    Signals:
        training_requested(): a new run should begin from its weights.
    """

    training_requested = Signal()

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Imported, not trained here"))
        self.title.show()
        self._experiment = experiment
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(1, 1)
        self.values = []
        for row, name in enumerate(self._names()):
            value = WrappedLabel()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "caption"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self.values.append(value)
        self.body.addLayout(self._grid)
        self.train_button = QPushButton(self.tr("Train on from it…"))
        self.train_button.setToolTip(self.tr("A new run begins with these weights; this one stays as it is"))
        self.train_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.train_button.clicked.connect(self.training_requested)
        self.body.addWidget(self.train_button)
        experiment.phase_changed.connect(self.show_origin)
        self.show_origin()

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("File"),
            self.tr("Made by"),
            self.tr("Network"),
            self.tr("Stem"),
            self.tr("Mean"),
            self.tr("Deviation"),
            self.tr("Trained at"),
            self.tr("Left out"),
        )

    @Slot()
    def show_origin(self) -> None:
        origin = self._experiment.origin
        self.setVisible(origin is not None)
        self.train_button.setEnabled(not self._experiment.phase.is_busy)
        if origin is not None:
            for value, text in zip(self.values, self._texts(origin), strict=True):
                value.setText(text)

    def _texts(self, origin: EncoderRecognised) -> tuple[str, ...]:
        return (
            origin.file.name,
            origin.made_by or self.tr("unknown"),
            encoder_name(origin.encoder),
            choice_name(origin.stem),
            colours_text(origin.mean),
            colours_text(origin.std),
            f"{origin.side_px} px",
            listed(origin.dropped) or self.tr("nothing"),
        )
