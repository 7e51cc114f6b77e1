"""The pages of the window, from top to bottom of the rail: a new page is a line here and a file of its own.

A page that is not on show at the start is imported only when it is made: the window must show quickly.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.train import TrainPage
from simclr_gui.gui.parts.card import Page
from simclr_gui.state.session import Session

CONTEXT = "MainWindow"  # of the words below in the files of translations


@dataclass(frozen=True)
class PageEntry:
    """A page of the window; its key is the number of its place, from 1.

    Attributes:
        name: what the program calls it; those that others speak of stand in `names`.
        english_title, english_tip: what its button in the rail says, before it is translated.
        icon: by the name of its file.
        make: builds the page.
        is_made_at_start: else it is made when it is first opened, or in a quiet moment before.
    """

    name: str
    english_title: object  # Qt types the words that it marks no closer
    english_tip: object
    icon: str
    make: Callable[[Session, Theme], Page]
    is_made_at_start: bool = False

    @property
    def title(self) -> str:
        return QCoreApplication.translate(CONTEXT, str(self.english_title))

    @property
    def tip(self) -> str:
        return QCoreApplication.translate(CONTEXT, str(self.english_tip))


def _train_page(session: Session, theme: Theme) -> Page:
    return TrainPage(
        session.experiment,
        session.curves,
        session.pairs,
        session.feature_space,
        session.selection,
        session.preview,
        session.other_curves,
        session.library,
        session.folder_report,
        session.timeline,
        session.album,
        session.foresight,
        theme,
    )


def _views_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.views import ViewsPage

    return ViewsPage(session.experiment, session.preview, session.similarities, session.curves, session.timeline, theme)


def _features_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.features import FeaturesPage

    return FeaturesPage(session.experiment, session.feature_maps, session.timeline, theme)


def _map_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.map import MapPage

    return MapPage(session, theme)


def _runs_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.runs import RunsPage
    from simclr_gui.gui.parts.queue_strip import QueueStrip

    page = RunsPage(session.experiment, session.library, session.small_maps, theme)
    page.foot.addWidget(QueueStrip(session.queue, session.queue_foresight, theme))
    return page


def _compare_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.compare import ComparePage

    return ComparePage(session.comparison, session.library, theme)


def _learn_page(session: Session, theme: Theme) -> Page:
    from simclr_gui.gui.pages.learn import LearnPage

    return LearnPage(session, theme)


PAGES = (
    PageEntry(
        names.TRAIN,
        QT_TRANSLATE_NOOP("MainWindow", "Train"),
        QT_TRANSLATE_NOOP("MainWindow", "Train a network and watch it learn"),
        "train",
        _train_page,
        is_made_at_start=True,
    ),
    PageEntry(
        names.VIEWS,
        QT_TRANSLATE_NOOP("MainWindow", "Views"),
        QT_TRANSLATE_NOOP("MainWindow", "The pairs that the network is trained on"),
        "views",
        _views_page,
    ),
    PageEntry(
        names.FEATURES,
        QT_TRANSLATE_NOOP("MainWindow", "Features"),
        QT_TRANSLATE_NOOP("MainWindow", "What each layer makes of an image"),
        "features",
        _features_page,
    ),
    PageEntry(
        names.MAP,
        QT_TRANSLATE_NOOP("MainWindow", "Map"),
        QT_TRANSLATE_NOOP("MainWindow", "All images, laid out by their features"),
        "map",
        _map_page,
    ),
    PageEntry(
        names.RUNS,
        QT_TRANSLATE_NOOP("MainWindow", "Runs"),
        QT_TRANSLATE_NOOP("MainWindow", "All saved runs"),
        "runs",
        _runs_page,
    ),
    PageEntry(
        names.COMPARE,
        QT_TRANSLATE_NOOP("MainWindow", "Compare"),
        QT_TRANSLATE_NOOP("MainWindow", "Several runs side by side"),
        "compare",
        _compare_page,
    ),
    PageEntry(
        names.LEARN,
        QT_TRANSLATE_NOOP("MainWindow", "Learn"),
        QT_TRANSLATE_NOOP("MainWindow", "The ideas behind it, to be touched"),
        "learn",
        _learn_page,
    ),
)
