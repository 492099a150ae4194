"""What the dialogue tests share."""

import pytest

from tests.dialogue.wording import Wording


@pytest.fixture(scope="session")
def wording() -> Wording:
    """The phrasebook, loaded once."""
    return Wording()
