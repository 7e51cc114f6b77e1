"""What the pages say of where the run stands, and what an empty one offers."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.state.standing import IN_PROGRESS, WITHOUT_A_RUN, Offer, Page, Standing

AS_THE_HEADLINE = (
    Standing.EVALUATING,
    Standing.MAPPING,
    Standing.OPENING,
    Standing.UNTESTED,
    Standing.BROKEN_OFF,
    Standing.IMPORTED,
)
"""A page of results has no better words for them."""


def headline(standing: Standing, *, is_imported: bool = False) -> str:
    """The sentence of the Train page, where nothing better is known than where the run stands.

    Args:
        is_imported: there was no training that could be over.
    """
    translate = QCoreApplication.translate
    if is_imported and standing is Standing.EVALUATING:
        return translate("standing", "The features are being tested…")
    if is_imported and standing is Standing.MAPPING:
        return translate("standing", "The maps are being drawn…")
    return {
        Standing.EMPTY: translate(
            "standing", "Press Start: the network learns to recognise images without being told what they show."
        ),
        Standing.OPENING: translate("standing", "Opening the run…"),
        Standing.FOLLOWED: translate("standing", "Another process is training this run."),
        Standing.PREPARING: translate("standing", "Getting ready…"),
        Standing.BEGINNING: translate("standing", "The first step is being computed…"),
        Standing.TRAINING: translate("standing", "Training…"),
        Standing.PAUSED: translate("standing", "Paused."),
        Standing.STOPPING: translate(
            "standing", "Stopping: the step in progress is completed first, then the network is saved."
        ),
        Standing.EVALUATING: translate(
            "standing", "Training is over. The features are being tested on images the network has never seen…"
        ),
        Standing.MAPPING: translate("standing", "Training is over. The maps are being drawn…"),
        Standing.FINISHED: translate(
            "standing", "Trained. These images have no classes, so nothing is scored; the map shows what lies together."
        ),
        Standing.UNTESTED: translate("standing", "Trained, but not tested yet."),
        Standing.IMPORTED: translate(
            "standing", "Imported, but not tested yet: test it to see what its features are worth here."
        ),
        Standing.UNTRAINED: translate("standing", "Stopped before the first step: nothing was learned."),
        Standing.FAILED: translate("standing", "The training could not start."),
        Standing.BROKEN_OFF: translate("standing", "The run ended early. What was saved is safe."),
    }[standing]


def empty_words(page: Page, standing: Standing, *, is_imported: bool = False) -> str:
    """What stands at the head of a page that has nothing to show yet."""
    translate = QCoreApplication.translate
    if standing in WITHOUT_A_RUN:
        return {
            Page.NETWORK: translate("standing", "The pairs as the network sees them."),
            Page.FEATURES: translate("standing", "What each layer makes of an image."),
            Page.MAP: translate("standing", "All test images, laid out by what the network makes of them."),
            Page.SCORES: translate("standing", "What the features are worth."),
            Page.TRAIN: headline(standing),
        }[page]
    if page in (Page.MAP, Page.SCORES):
        return _of_results(page, standing, is_imported=is_imported)
    return _of_looks(standing)


def _of_results(page: Page, standing: Standing, *, is_imported: bool) -> str:
    translate = QCoreApplication.translate
    if standing in AS_THE_HEADLINE:
        return headline(standing, is_imported=is_imported)
    if standing is Standing.FINISHED:
        return words_without_maps(standing)
    if page is Page.SCORES or standing in (Standing.FOLLOWED, Standing.STOPPING):
        return translate("standing", "Scores and maps come when training is over.")
    if standing is Standing.PAUSED:
        return translate("standing", "Paused. The map appears when training resumes.")
    return translate("standing", "The map appears with the first steps of the training.")


def words_before_map(standing: Standing) -> str:
    """What stands on the Overview where the map will be."""
    translate = QCoreApplication.translate
    match standing:
        case Standing.FINISHED | Standing.MAPPING:
            return words_without_maps(standing)
        case Standing.UNTESTED | Standing.BROKEN_OFF | Standing.IMPORTED:
            return translate("standing", "No maps have been drawn of this run. Testing it draws them.")
        case Standing.EVALUATING:
            return translate("standing", "The map comes after the test.")
        case Standing.STOPPING | Standing.FOLLOWED:
            return empty_words(Page.MAP, standing)
    return translate(
        "standing",
        "Every test image becomes a point here. As the network learns, images that it finds alike gather, although "
        "nobody tells it what they show.",
    )


def words_without_maps(standing: Standing) -> str:
    """What stands in place of the maps of a run that has results or could have some."""
    translate = QCoreApplication.translate
    if standing is Standing.MAPPING:
        return translate("standing", "The maps are being drawn…")
    return translate("standing", "No maps have been drawn of this run.")


def _of_looks(standing: Standing) -> str:
    """Feature maps and pairs follow the training; between times they are taken from the newest checkpoint."""
    translate = QCoreApplication.translate
    match standing:
        case Standing.OPENING:
            return headline(standing)
        case Standing.FOLLOWED:
            return translate(
                "standing", "Another process is training this run; its network can be looked into afterwards."
            )
        case Standing.PREPARING | Standing.BEGINNING | Standing.TRAINING:
            return translate("standing", "The first look into the network comes in a few seconds…")
        case Standing.PAUSED:
            return translate("standing", "Paused. The first look into the network comes when training resumes.")
        case Standing.STOPPING:
            return translate("standing", "The network can be looked into once it is saved.")
        case Standing.EVALUATING:
            return translate("standing", "The network can be looked into when the test is over.")
        case Standing.MAPPING:
            return translate("standing", "The network can be looked into when the maps are drawn.")
    return translate("standing", "Opening the network…")


def offer_words(offer: Offer) -> str:
    """The button's; empty where nothing is offered."""
    translate = QCoreApplication.translate
    return {
        Offer.NOTHING: "",
        Offer.START: translate("standing", "Start training"),
        Offer.TEST: translate("standing", "Test it now"),
    }[offer]


def is_waiting(page: Page, standing: Standing) -> bool:
    """Whether something comes to the page by itself, so that a moving line may promise it."""
    if page in (Page.NETWORK, Page.FEATURES):  # between times the saved network is opened; nobody looks into another's
        return standing not in (Standing.PAUSED, Standing.FOLLOWED) and standing not in WITHOUT_A_RUN
    return standing in IN_PROGRESS and standing is not Standing.PAUSED
