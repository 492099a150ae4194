"""What people read is in data/ and locales/, where lawyers and translators see it; not in code."""

import pytest

from tests.architecture.lints import Module, modules, prose

NO_SPEECH = {
    "gateway/sms/keywords.py": (
        "stop stopall unsubscribe",  # Twilio's words, compared and never sent
        "0: 0 is not a list of",  # what a developer wrote wrongly, collected to be raised
        "0: 0 has no letter",
    ),
    "gateway/sms/gsm7.py": ("@£$¥",),  # an alphabet
    "gateway/web/policies.py": ("default-src 'none'",),  # a header
    "gateway/simulator/api.py": (
        "default-src 'none'",  # a header
        "send from, text and id",  # to a program, in development only
    ),
}
FOUND = [(module.path, text) for module in modules("actions", "gateway") for text in prose(module)]


def is_excused(path: str, text: str) -> bool:
    return text.startswith(NO_SPEECH.get(path, ()) or "\0")


def test_no_sentence_for_a_person_is_written_in_code():
    assert [entry for entry in FOUND if not is_excused(*entry)] == []


def test_every_excuse_is_still_needed():
    needed = [(path, mark) for path, marks in NO_SPEECH.items() for mark in marks]
    found = [e for e in needed if any(e[0] == path and t.startswith(e[1]) for path, t in FOUND)]
    assert found == needed


@pytest.mark.parametrize(
    "source",
    [
        'turn.say("You may stay silent.")',
        'TEXT = "no tiene que abrir"',
        "TEXTS = {'door': ['Do not open the door']}",
        'return f"Hello {name}, call this number"',
        'reply = "You do not " + "have to " + "answer."',
        'reply = "Legal help near " + place + " is closed now"',
        'def f(text="call a lawyer now"): ...',
        'print("call a lawyer now")',
        'x = "We are\\nclosed today"',
        'logged = ("please text us again",)',
        'Utterance("keep the door closed", "en")',
    ],
)
def test_a_sentence_for_a_person_is_found(source):
    assert list(prose(Module("actions/a.py", source)))


@pytest.mark.parametrize(
    "source",
    [
        '"""A module says what it does."""',
        'class A:\n    """A class says what it is."""\n    x = 1\n    """So does a field."""',
        'raise ValueError("the port is no number")',
        'log.warning("this is seen by operators")',
        'print("the settings cannot be used", file=sys.stderr)',
        'x = re.compile("one two three four")',
        'port = _setting("PORT", "the port to listen on")',
        'turn.say("refer.no_more")',
        'x = "2026-11-22 10:00 1 2 3 4"',
        'query = "three words only"',
    ],
)
def test_what_no_person_is_sent_is_no_prose(source):
    assert list(prose(Module("actions/a.py", source))) == []
