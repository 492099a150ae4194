"""The answers: what each says in every language, and out of service and back; it edits no text."""

from collections.abc import Sequence

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from admin import answer_states as states
from admin.answer_list import key_of, label_of, shown_entries
from admin.forms import PageForm
from admin.process import database, now, staff
from admin.roles import Access, page
from admin.section import Section
from admin.told import facts, speech
from admin.translations import N_, _, language
from phrasebook.answers import Answer
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from referrals import withdrawals


class WithdrawForm(PageForm):
    """Why an answer goes out of service, and which divisions go with it."""

    reason = TextAreaField(
        N_("Reason"),
        [DataRequired(), Length(max=2000)],
        description=N_("Only staff see it. People get a caution instead of the answer."),
    )
    divisions = SelectMultipleField(
        N_("Withdraw these parts of the topic as well"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class GiveAgainForm(PageForm):
    """Which divisions come back with their topic."""

    divisions = SelectMultipleField(
        N_("Give these parts of the topic again as well"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class AnswerPages(Section):
    """`/answers`."""

    title = N_("Answers")
    address = "/answers"
    name_of_routes = "answers"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the list."""
        out = withdrawals.withdrawals_now(database())
        said = speech()
        return self.render(
            "answers/list.html",
            leaf=shown_entries(said, out, request.args),
            out=out,
            states=states,
            tags=states.translated_tags(said),
            choices=_choices(said),
        )

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show an answer with all it says and rests on."""
        answer, said = _answer(key), speech()
        out = withdrawals.withdrawals_now(database())
        return self.render(
            "answers/answer.html",
            answer=answer,
            key=key,
            key_of=key_of,
            states=states,
            service=states.service_state(answer, out),
            withdrawal=out.get(answer.id),
            out=out,
            caution=_caution(),
            family=_family(answer),
            answers=said.answers,
            facts=facts(),
            texts={tag: states.words_in(said, answer, tag) for tag in said.languages.spoken()},
            languages=said.languages,
            past=withdrawals.withdrawals_of(database(), answer.id),
        )

    @page("/<key>/withdraw", access=Access.MANAGER, methods=("GET", "POST"))
    def withdraw(self, key: str) -> ResponseReturnValue:
        """Take an answer out of service, with divisions of its topic where they are chosen."""
        answer = _answer(key)
        out = withdrawals.withdrawn_labels(database())
        if answer.id in out or answer.withdrawn:
            flash(_("This answer is out of service already."), "error")
            return redirect(url_for("answers.show", key=key), 303)
        form = WithdrawForm(request.form)
        others = [other for other in _divisions(answer) if other.id not in out]
        _offer(form, others)
        if request.method == "POST" and form.validate():
            labels = [answer.id, *(form.divisions.data or ())]
            reason = (form.reason.data or "").strip()
            withdrawals.withdraw(database(), labels, reason, staff().email, now())
            database().commit()
            flash(_("Withdrawn. Within seconds people get the caution instead."))
            return redirect(url_for("answers.show", key=key), 303)
        shown = self.render(
            "answers/withdraw.html", answer=answer, key=key, form=form, caution=_caution()
        )
        return shown, 422 if form.errors else 200

    @page("/<key>/give-again", access=Access.MANAGER, methods=("GET", "POST"))
    def give_again(self, key: str) -> ResponseReturnValue:
        """Put an answer back into service, with divisions of its topic where they are chosen."""
        answer = _answer(key)
        out = withdrawals.withdrawals_now(database())
        if answer.id not in out:
            flash(_("Staff did not withdraw this answer."), "error")
            return redirect(url_for("answers.show", key=key), 303)
        form = GiveAgainForm(request.form)
        _offer(form, [other for other in _divisions(answer) if other.id in out])
        if request.method == "POST" and form.validate():
            labels = [answer.id, *(form.divisions.data or ())]
            withdrawals.give_again(database(), labels, staff().email, now())
            database().commit()
            flash(_("In service again. Within seconds people get the answer."))
            return redirect(url_for("answers.show", key=key), 303)
        shown = self.render(
            "answers/give_again.html",
            answer=answer,
            key=key,
            form=form,
            withdrawal=out[answer.id],
        )
        return shown, 422 if form.errors else 200


def _answer(key: str) -> Answer:
    answer = speech().answers.get(label_of(key))
    if answer is None:
        abort(404)
    return answer


def _choices(said: Speech) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers, as (value, words)."""
    groups = {answer.group for answer in said.answers.values()}
    tags = states.translated_tags(said)
    tables = {
        "law": states.LAW,
        "review": states.REVIEWS,
        "service": {**states.SERVICE, "out": N_("Out of service")},
        "translation": {k: v for k, v in states.TRANSLATIONS.items() if k != states.ORIGINAL},
    }
    found = {k: [(value, _(words)) for value, words in t.items()] for k, t in tables.items()}
    found["group"] = sorted(((g, states.group_words(g)) for g in groups), key=lambda c: c[1])
    found["lang"] = [(tag, said.languages[tag].endonym) for tag in tags]
    return found


def _family(answer: Answer) -> list[Answer]:
    """Return the topic of an answer and all its divisions, itself among them."""
    return [other for other in speech().answers.values() if other.topic == answer.topic]


def _divisions(answer: Answer) -> list[Answer]:
    """Return the divisions of a topic; none of an answer that is a division itself."""
    return [other for other in _family(answer) if other.id != answer.topic == answer.id]


def _offer(form: WithdrawForm | GiveAgainForm, others: Sequence[Answer]) -> None:
    """Offer divisions to choose; all are chosen until somebody says otherwise."""
    form.divisions.choices = [(other.id, other.title) for other in others]
    if request.method == "GET":
        form.divisions.data = [other.id for other in others]


def _caution() -> str:
    """Return what people get instead of an answer that is out of service."""
    return speech().words(Utterance("answer.withdrawn", language()))
