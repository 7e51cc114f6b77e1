"""Where the run stands, from every combination of facts, and what every page says and offers then."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from simclr_gui.gui.words.standing import empty_words, headline, is_waiting, offer_words
from simclr_gui.state.experiment import Phase
from simclr_gui.state.standing import IN_PROGRESS, WITHOUT_A_RUN, Facts, Offer, Page, Standing, offer_of, standing_of

EVERY_FACT = [
    Facts(phase, *marks) for phase in Phase for marks in itertools.product((False, True), repeat=5)
]  # fmt: skip
EVERYWHERE = list(itertools.product(Page, Standing))


@pytest.mark.parametrize("facts", EVERY_FACT, ids=str)
def test_that_every_combination_of_facts_has_a_standing_that_fits_it(facts: Facts) -> None:
    standing = standing_of(facts)
    assert (standing in IN_PROGRESS) == facts.phase.is_busy
    if standing is Standing.IMPORTED:
        assert facts.is_imported and not facts.is_scored
    if standing is Standing.UNTESTED:
        assert facts.has_steps and facts.can_be_scored and not facts.is_scored
    if standing in (Standing.UNTRAINED, Standing.FAILED, Standing.BEGINNING):
        assert not facts.has_steps


def test_that_a_test_that_failed_leaves_a_trained_run_that_can_be_tested() -> None:
    """ "The run ended early" would be false: the training came to its end."""
    trained = Facts(Phase.FAILED, has_steps=True, is_scored=False, can_be_scored=True, is_trained=True)
    assert standing_of(trained) is Standing.UNTESTED
    assert standing_of(replace(trained, is_scored=True)) is Standing.FINISHED
    assert standing_of(replace(trained, is_trained=False)) is Standing.BROKEN_OFF


def test_that_every_standing_is_reached() -> None:
    assert {standing_of(facts) for facts in EVERY_FACT} == set(Standing)


@pytest.mark.parametrize(("page", "standing"), EVERYWHERE, ids=str)
def test_that_every_page_says_something_in_every_state(qapp: QApplication, page: Page, standing: Standing) -> None:
    assert len(empty_words(page, standing)) > 5
    assert len(headline(standing)) > 5


@pytest.mark.parametrize(("page", "standing"), EVERYWHERE, ids=str)
def test_that_training_is_offered_only_where_there_is_no_run(page: Page, standing: Standing) -> None:
    offer = offer_of(page, standing)
    assert (offer is Offer.START) == (standing in WITHOUT_A_RUN and page is not Page.TRAIN)
    if standing in IN_PROGRESS:
        assert offer is Offer.NOTHING
        never_comes = standing is Standing.FOLLOWED and page in (Page.NETWORK, Page.FEATURES)
        assert is_waiting(page, standing) == (standing is not Standing.PAUSED and not never_comes)


@pytest.mark.parametrize("page", [Page.TRAIN, Page.MAP, Page.SCORES])
def test_that_an_untested_run_can_be_tested(qapp: QApplication, page: Page) -> None:
    assert offer_of(page, Standing.UNTESTED) is Offer.TEST
    assert offer_words(Offer.TEST) == "Test it now"


@pytest.mark.parametrize("page", [Page.NETWORK, Page.FEATURES])
def test_that_a_paused_training_promises_nothing_before_it_resumes(qapp: QApplication, page: Page) -> None:
    assert "resumes" in empty_words(page, Standing.PAUSED)
    assert "few seconds" in empty_words(page, Standing.TRAINING)
    assert "Opening" in empty_words(page, Standing.FINISHED)


@pytest.mark.parametrize("page", [Page.NETWORK, Page.FEATURES])
def test_that_what_a_look_waits_for_is_what_really_comes_next(qapp: QApplication, page: Page) -> None:
    assert "saved" in empty_words(page, Standing.STOPPING)  # it may be too short for a test
    assert "test" in empty_words(page, Standing.EVALUATING)
    assert "maps" in empty_words(page, Standing.MAPPING)


def test_that_a_map_is_promised_when_it_can_come(qapp: QApplication) -> None:
    assert "resumes" in empty_words(Page.MAP, Standing.PAUSED)
    assert "first steps" in empty_words(Page.MAP, Standing.TRAINING)
