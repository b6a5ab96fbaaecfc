"""``archive links``."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from archive_model.archive import Archive
from archive_model.link_record import RECORD, record_text
from archive_model.loading import Edition, build_day
from archive_model.site import Site
from archive_staff import __version__
from archive_staff.commands.check_site import built_root
from archive_staff.console import Console, count
from archive_staff.folder import DOCS_OPTION, ArchiveFolder, find_folder

if TYPE_CHECKING:
    from archive_staff.outside.places import Place
    from archive_staff.outside.report import Row

EXAMPLES = """
\b
Examples:
  archive links
  archive links --write
  archive links --interval 5
  archive links --format markdown > report.md
"""
Form = Literal["text", "json", "github", "markdown"]


@click.command(epilog=EXAMPLES)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="The built site, where it is not the one that archive build makes.",
)
@click.option(
    "--interval",
    type=click.FloatRange(0.01, 60),
    default=1.0,
    show_default=True,
    help="Seconds from one request to the next at the same host.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "markdown"]),
    default="text",
    show_default=True,
    help="For people, for programs, as marks on GitHub, or as the text of an issue.",
)
@click.option("--write", is_flag=True, help="Record what was found in docs/links.txt, which the archive shows.")
@DOCS_OPTION
def links(site: Path | None, interval: float, form: Form, write: bool, docs: Path | None) -> None:  # noqa: FBT001
    """Ask for all addresses of other sites, and tell which are dead.

    One failure says little: an address is dead when it has failed on three days, a week apart. What earlier runs have
    seen is kept in _build/links.json. A run that was stopped goes on where it was. With --write the archive tells its
    readers what was found: on a page of its own, and beside each dead source where its archived copy is.
    """
    from archive_staff.outside.round import NoNetworkError  # noqa: PLC0415 - slow, and only needed here

    console = Console("github" if form == "github" else "text")
    folder = find_folder(docs)
    root = built_root(folder, site)
    try:
        found = _ask(folder, root, interval, console)
    except NoNetworkError:
        console.message("No host could be reached. Look whether this computer is on the network; nothing was judged.")
        raise SystemExit(2) from None
    if write:
        _record(found, folder, console)
    _show(found, form, console)
    dead = sum(row.state == "dead" for row in found)
    console.message(f"{count(len(found), 'address', 'addresses')} of other sites, {dead} dead.")
    if dead:
        raise SystemExit(1)


def _ask(folder: ArchiveFolder, root: Path, interval: float, console: Console) -> tuple[Row, ...]:
    from archive_staff.outside.asking import Asker  # noqa: PLC0415
    from archive_staff.outside.memory import Memory  # noqa: PLC0415
    from archive_staff.outside.report import rows  # noqa: PLC0415
    from archive_staff.outside.round import Journal, ask_all  # noqa: PLC0415
    from archive_staff.outside.turns import Turns  # noqa: PLC0415
    from archive_staff.outside.web_archive import copies  # noqa: PLC0415

    settings = folder.site(console)
    archive, _problems = folder.load(settings, Edition(today=build_day()))
    places = _places(archive, folder, root)
    day, turns, agent = build_day(), Turns(interval), _agent(settings)
    journal = Journal(folder.root / "_build" / "links.running", day)
    memory = Memory(folder.root / "_build" / "links.json", archive.link_record.seen)
    with console.progress("Asking other sites") as step:
        answers = ask_all(places, journal, turns, agent, lambda done: step(100 * done // max(1, len(places))))
    memory.remember(answers, day)
    journal.end()
    known = {address: seen.other for address, seen in archive.link_record.dead.items() if seen.other}
    dead = (address for address, past in memory.known.items() if past.state == "dead")
    wanted = [address for address in dead if not places[address].archived_at and address not in known]
    return rows(places, memory.known, {**known, **copies(Asker(turns, agent), wanted)})


def _record(found: tuple[Row, ...], folder: ArchiveFolder, console: Console) -> None:
    from archive_staff.outside.report import recorded  # noqa: PLC0415

    path = folder.rewrite(RECORD, lambda _old: record_text(recorded(found)))
    console.message(f"{path} tells what was found.")


def _places(archive: Archive, folder: ArchiveFolder, root: Path) -> Mapping[str, Place]:
    from archive_staff.outside.places import outside_addresses  # noqa: PLC0415
    from archive_staff.site_check.built_site import read_site  # noqa: PLC0415
    from archive_staff.site_check.findings import Sources  # noqa: PLC0415

    built = read_site(root, os.cpu_count() or 1)
    return outside_addresses(built, archive, Sources(built, archive, folder.root))


def _agent(settings: Site) -> str:
    about = settings.address or settings.repository or settings.owner_url
    return f"conference-archive/{__version__} (link check{f'; +{about}' if about else ''})"


def _show(found: tuple[Row, ...], form: Form, console: Console) -> None:
    from archive_staff.outside.report import TITLES, as_markdown, in_state  # noqa: PLC0415

    if form == "json":
        console.result(json.dumps([row.as_json() for row in found], ensure_ascii=False, indent=1))
    elif form == "markdown":
        console.result(as_markdown(found, build_day().isoformat()).rstrip())
    else:
        console.show_problems(row.problem for row in in_state(found, "dead"))
        for state in TITLES:
            for row in in_state(found, state) if state != "dead" else ():
                console.message(f"{state}: {row.address} {row.words} ({row.place.path}:{row.place.line})")
