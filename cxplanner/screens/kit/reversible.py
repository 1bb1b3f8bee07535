"""Reverse video for the parts of a widget: Textual's styles of texts leave it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.style import Style

from cxplanner.text.override import override

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:
    _Base = object  # a widget as first base would hide the styles of the second


class Reversible(_Base):
    """To be mixed into a widget whose cursor is shown by reverse video where there are no colours."""

    @override
    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a part, reversed where its styles say so."""
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return replace(style, reverse=True) if reverse else style
