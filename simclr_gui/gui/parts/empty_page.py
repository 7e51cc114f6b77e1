"""A page that has nothing to show yet: its sentence, and what it offers, follow from where the run stands."""

from simclr_gui.gui.parts.card import EmptyState
from simclr_gui.gui.words.standing import empty_words, is_waiting, offer_words
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.standing import Offer, Page, facts_of, offer_of, standing_of


def show_empty(prompted: EmptyState, page: Page, experiment: Experiment) -> str:
    """Offers what is to be done next, or promises what comes by itself; returns the page's sentence."""
    standing = standing_of(facts_of(experiment))
    offer = offer_of(page, standing)
    prompted.starts_training = offer is Offer.START
    prompted.offer(offer_words(offer), is_waiting=is_waiting(page, standing))
    return empty_words(page, standing, is_imported=experiment.origin is not None)


def offered(page: Page, experiment: Experiment) -> Offer:
    """What the page offers now."""
    return offer_of(page, standing_of(facts_of(experiment)))
