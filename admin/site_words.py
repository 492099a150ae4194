"""What staff call the fields of a website, what is wrong there, what was done; it keeps nothing."""

from collections.abc import Iterable

from admin.told import speech
from admin.translations import N_, _, language
from admin.usage_pages import REASONS as OF_COUNTS
from phrasebook.utterance import Utterance

FIELDS = {
    "name": N_("Name of the website"),
    "origins": N_("Addresses of the website"),
    "title": N_("Title of the chat"),
    "colors": N_("Colours of the button and its words"),
    "starters": N_("Questions to begin with"),
    "leave_to": N_("Where “Leave quickly” goes"),
    "remember": N_("Keep the conversation from page to page"),
}
DONE = {"made": N_("Added"), "on": N_("Turned on"), "off": N_("Turned off")}
"""What is done to a website as a whole."""

WRONG = {
    "key_form": N_("Its key cannot be used. Keep it again: a new one is made."),
    "key_taken": N_("Its key is taken. Keep it again: a new one is made."),
    "name_missing": N_("Give it a name, so that staff know which website it is."),
    "name_long": N_("This name is too long. Make it shorter."),
    "origin_many": N_("These are too many addresses for one website. Make a second one of it."),
    "origin_form": N_(
        "Write each address on a line of its own, like https://www.example.org, with nothing after"
        " the name."
    ),
    "origin_insecure": N_("An address begins with https://, so that nobody on the way can read."),
    "origin_missing": N_("Write at least one address of the website."),
    "color_form": N_("Write it like #0b5fff."),
    "contrast": N_(
        "The two colours are too much alike for reading. Make one of them darker or lighter."
    ),
    "leave_form": N_("Write the address of a page; it begins with https://."),
    "starter_unknown": N_("One of these questions is not there any more. Choose others."),
    "title_long": N_("This is too long for the head of the chat. Make it shorter."),
    "title_form": N_("Write it on one line, with letters and signs that can be seen."),
}
"""What the gateway finds wrong with a field."""

NOT_TAKEN = N_("The gateway does not accept this. Write it in another way.")
REASONS = OF_COUNTS | {
    "off": N_("The address of the gateway is not set (GATEWAY_URL), so no websites are known."),
    "store": N_("The gateway cannot read its websites just now. Try again in a minute."),
}
"""Why there are no websites to show."""

_STARTER, _LABEL = "web.starter.", ".label"


def starters() -> dict[str, str]:
    """Return the questions that a chat can begin with, by id, in the language of the page."""
    said, tag = speech(), language()
    return {
        identity.removeprefix(_STARTER).removesuffix(_LABEL): said.words(Utterance(identity, tag))
        for identity in said.sentences
        if identity.startswith(_STARTER) and identity.endswith(_LABEL)
    }


def done_words(what: Iterable[str]) -> str:
    """Return what was done in words: "Turned off", or "Changed: Title of the chat"."""
    names = list(what)
    if set(names) <= set(DONE):
        return ", ".join(_(DONE[name]) for name in names)
    fields = ", ".join(_(FIELDS.get(name, name)) for name in names)
    return _("Changed: %(fields)s", fields=fields)


def value_words(name: str, value: object) -> str:
    """Return the value of a field in words."""
    if isinstance(value, dict):
        return ", ".join(value.values())
    if isinstance(value, list):
        labels = starters() if name == "starters" else {}
        return ", ".join(str(labels.get(each, each)) for each in value) or _("nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value or "") or _("nothing")
