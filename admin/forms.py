"""Forms: labels and hints are texts to translate, errors stand beside; it binds no record."""

from typing import Any

from wtforms import Form
from wtforms.meta import DefaultMeta

from admin.translations import language


class PageMeta(DefaultMeta):
    """WTForms' own messages in the language of the request."""

    @property
    def locales(self) -> list[str]:  # type: ignore[override]
        """Return the language of the request alone."""
        return [language()]

    def get_translations(self, form: Any) -> Any:
        """Return WTForms' translations; English is what its messages are written in."""
        return super().get_translations(form)


class PageForm(Form):
    """The form of a page.

    Make it with `MyForm(request.form)`; show its fields with the macros of `forms.html`. The token
    against forged requests is checked before any page runs, and `forms.begin` writes it.
    """

    Meta = PageMeta
