"""Growth: what another scale asks for beyond the present team, to be ticked and added as one edit."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from cxplanner.advice.growth import asked
from cxplanner.advice.items import Item
from cxplanner.advice.taking_up import grow
from cxplanner.catalogue.citations import source_lines
from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.safe import content
from cxplanner.screens.shared.host import Host
from cxplanner.session.workspace import Workspace
from cxplanner.text.words import counted


def ask_scale(screen: Host) -> None:
    """Ask which scale the team grows to, then what to add."""
    workspace = screen.workspace
    now = workspace.plan.company.scale

    def describe(scale: str) -> Content:
        return scale_words(workspace, scale)

    def chosen(scale: str | None) -> None:
        if scale is not None:
            ask_what_to_add(screen, scale)

    scales = workspace.catalogue.scales
    choices = [Choice(key, _scale_title(workspace, key)) for key in scales]
    later = list(scales)[list(scales).index(now) + 1 :] or [now]
    picker = Picker("Grow to which scale?", choices, describe=describe, chosen=later[0])
    screen.app.push_screen(picker, chosen)


def ask_what_to_add(screen: Host, scale: str, *, after: Callable[[], object] = lambda: None) -> None:
    """Show what a scale asks for; what is ticked is added, and the scale set, as one edit.

    What the rules of the scale would miss is ticked. ``after`` is called when all is done.
    """
    workspace, plan, catalogue = screen.workspace, screen.workspace.plan, screen.workspace.catalogue
    items = {item.id: item for item in asked(plan, catalogue, scale)}
    title = catalogue.scales[scale].title

    def add(chosen: tuple[str, ...]) -> None:
        change = grow(plan, catalogue, scale, chosen)
        if workspace.do(change):
            screen.tell(change.sentence)
        else:
            screen.say(change.sentence if items else f"{title}: the team has all that this scale asks for.")

    def answered(chosen: tuple[str, ...] | None) -> None:
        if chosen is not None:
            add(chosen)
        after()

    if not items:
        add(())
        after()
        return
    checklist = Checklist(
        f"{title} asks for this as well; what to add?",
        [Choice(item.id, item.title, item.kind) for item in items.values()],
        ticked=[item.id for item in items.values() if item.required],
        describe=lambda key: item_words(workspace, items[key]),
    )
    screen.app.push_screen(checklist, answered)


def _scale_title(workspace: Workspace, scale: str) -> str:
    title = workspace.catalogue.scales[scale].title
    return f"{title} (the scale now)" if scale == workspace.plan.company.scale else title


def scale_words(workspace: Workspace, scale: str) -> Content:
    """What a scale is, and how much it asks for beyond the present team."""
    known = workspace.catalogue.scales[scale]
    items = asked(workspace.plan, workspace.catalogue, scale)
    required = sum(item.required for item in items)
    more = f"Asks for {counted(len(items), 'thing')} more, {required} of them required."
    return Content("\n\n").join(
        [
            content(known.title).stylize("bold"),
            content(known.about),
            content(more if items else "The team has everything this scale asks for."),
            content("Nothing is removed or changed. You choose what to add."),
        ]
    )


def item_words(workspace: Workspace, item: Item) -> Content:
    """One thing a scale asks for: why, who says so, and what else it brings along."""
    titles = source_lines(item.sources, workspace.catalogue.sources)
    parts = [
        content(item.title).stylize("bold"),
        content(f"{item.kind}, {'required' if item.required else 'usual'} at this scale"),
        content(item.reason),
    ]
    if item.needs:
        needed = ", ".join(key.rpartition(".")[2] for key in item.needs)
        parts.append(content(f"Comes with it: {needed}."))
    if titles:
        head = content("Said by").stylize("bold")
        parts.append(Content("\n").join([head, *(content(f"- {title}") for title in titles)]))
    return Content("\n\n").join(parts)
