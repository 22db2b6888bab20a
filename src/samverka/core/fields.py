"""Form fields and widgets that several packages use."""

from collections.abc import Iterable
from typing import Any

from django import forms


class SuggestionInput(forms.TextInput):
    """A plain text input that suggests: works without script, on every browser, with any answer typed."""

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off"} | (attrs or {}))
        self.suggestions = tuple(suggestions)

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        """What the widget's template needs: the list's id, and what stands in it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return context
