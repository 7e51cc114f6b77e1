"""The sweeps: by name, in the order in which they are played."""

from PySide6.QtCore import QPoint

from simclr_gui.gui.pages import names
from tests.campaign.monkey import rare_scenes as rare
from tests.campaign.monkey import scenes
from tests.campaign.monkey.hand import Sweep, page

LESSONS = 10
PAGES = (names.TRAIN, names.VIEWS, names.FEATURES, names.MAP, names.RUNS, names.COMPARE, names.LEARN)
SWEEPS = {
    "sweep of the first screens": Sweep(
        (
            *(page(name, runs=False) for name in PAGES),
            scenes.one_run_to_compare,
            scenes.folder_data,
            scenes.gallery,
            scenes.download,
        ),
        opens_run=False,
    ),
    "sweep of the settings": Sweep((scenes.all_settings, scenes.nothing_found, scenes.settings_of_views)),
    "sweep of the lessons": Sweep([scenes.lesson(number) for number in range(LESSONS)]),
    "sweep of a run": Sweep(
        (
            *(page(names.TRAIN, tab) for tab in range(2)),
            *(page(names.VIEWS, tab) for tab in range(3)),
            *(rare.curves(tab) for tab in range(3)),
            *(page(names.FEATURES), scenes.presentation),
        )
    ),
    "sweep of the maps": Sweep(
        (
            scenes.image_on_map,
            scenes.group_on_map,
            scenes.other_run_on_map,
            *(page(names.MAP, tab) for tab in (1, 2, 0)),
            rare.menu_of_maps,
        )
    ),
    "sweep of many runs": Sweep(
        (
            page(names.RUNS),
            scenes.comparison,
            rare.run_elsewhere(lambda runs: runs.more_button.showMenu(), "run elsewhere, the button's menu"),
            rare.run_elsewhere(lambda runs: runs._offer_actions(QPoint(20, 20)), "run elsewhere, the table's menu"),
        ),
        further_runs=6,
    ),
    "sweep of a training": Sweep(
        (
            *(scenes.paused(names.TRAIN, tab) for tab in range(2)),
            *(scenes.paused(names.VIEWS, tab) for tab in range(3)),
            *(scenes.paused(name) for name in (names.FEATURES, names.MAP, names.RUNS)),
        )
    ),
    "sweep without a run": Sweep(
        (
            rare.without_run(names.TRAIN),
            *(rare.without_run(names.VIEWS, tab) for tab in (1, 2)),
            *(rare.without_run(name) for name in (names.FEATURES, names.MAP, names.RUNS)),
            *(rare.lesson_without_run(number) for number in range(LESSONS)),
            *(rare.folder_without_run, scenes.gallery, rare.folder_that_is_missed),
        ),
        opens_run=False,
        has_runs=False,
    ),
    "sweep of incomplete runs": Sweep(
        (
            *(rare.incomplete("untested", rare.RESULTS + rare.MAPS, page) for page in (names.TRAIN, names.MAP)),
            *(rare.incomplete("without maps", rare.MAPS, page) for page in (names.TRAIN, names.MAP)),
            rare.incomplete("without scores", rare.RESULTS, names.MAP, 1),
            rare.incomplete("without a film", rare.MOMENTS, names.MAP, 0),
            *(rare.followed(name) for name in (names.TRAIN, names.VIEWS, names.FEATURES, names.MAP, names.LEARN)),
        )
    ),
    "sweep of what has failed": Sweep(
        (
            *(rare.unexpected_error, rare.queue_from_before, rare.queue_that_stands, rare.failed_queue),
            *(rare.export_without_images, rare.export_without_packages, rare.exporting, rare.exported),
            rare.grid_of_plans,
        )
    ),
    "sweep of rare choices": Sweep(
        (
            rare.repulsion,
            rare.other_views,
            rare.curves_pointed_at,
            rare.two_filters,
            rare.chosen_run("untested", rare.RESULTS),
            rare.chosen_run("interrupted", rare.RESULTS + rare.MAPS),
            rare.all_runs_chosen,
            rare.compared("alike", lambda hand: hand.places.runs[:2]),
            rare.compared(
                "incomplete",
                lambda hand: [hand.places.runs[0], hand.places.incomplete_run("no", rare.RESULTS + rare.MAPS)],
            ),
            rare.in_small_window(page(names.TRAIN, 0)),
            rare.in_small_window(page(names.MAP, 0)),
            rare.in_small_window(page(names.FEATURES)),
        )
    ),
    "sweep of the tour": Sweep([scenes.tour(number) for number in range(6)]),
    "sweep of the dialogs": Sweep(
        (
            scenes.dialog(lambda hand: hand.window.requests.planning.plan(), "plan"),
            scenes.dialog(lambda hand: hand.window.menu.longer.trigger(), "longer"),
            scenes.dialog(lambda hand: hand.window.menu.export.trigger(), "export"),
            scenes.dialog(lambda hand: hand.window.menu.report.trigger(), "report"),
            scenes.dialog(lambda hand: hand.window._show_keys(), "keys"),
            *(scenes.import_dialog, scenes.imported_run),
        )
    ),
}
