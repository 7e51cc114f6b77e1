"""Where an encoder comes from that was not trained here, and what it expects of its images."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.engine.runs.origin import colours_text
from simclr_gui.gui.look.language import listed
from simclr_gui.gui.parts.card import Card
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
        self.words = WrappedLabel(role="caption")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.train_button = QPushButton(self.tr("Train on from it…"))
        self.train_button.setToolTip(self.tr("A new run begins with these weights; this one stays as it is"))
        self.train_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.train_button.clicked.connect(self.training_requested)
        self.body.addWidget(self.words)
        self.body.addWidget(self.train_button)
        experiment.phase_changed.connect(self.show_origin)
        self.show_origin()

    @Slot()
    def show_origin(self) -> None:
        origin = self._experiment.origin
        self.setVisible(origin is not None)
        self.train_button.setEnabled(not self._experiment.phase.is_busy)
        if origin is not None:
            self.words.setText("\n".join(self._lines(origin)))

    def _lines(self, origin: EncoderRecognised) -> list[str]:
        """Of the file and the network, and what the network expects."""
        maker = origin.made_by or self.tr("unknown")
        lines = [
            self.tr("{file}, made by {maker}").format(file=origin.file.name, maker=maker),
            listed([encoder_name(origin.encoder), choice_name(origin.stem)]),
            self.tr("Trained on images of {side} px").format(side=origin.side_px),
            self.tr("Mean {mean}; deviation {std}").format(
                mean=colours_text(origin.mean), std=colours_text(origin.std)
            ),
        ]
        if origin.dropped:
            lines.append(self.tr("Left out: {names}").format(names=listed(origin.dropped)))
        return lines
