"""`marsad pack`: the packs that there are, what they hold, and whether they do what they say."""

from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson
from marsad.cli.out import complain, console, put
from marsad.cli.progress import watched
from marsad.jobs.wording import clean

if TYPE_CHECKING:
    from marsad.pack.pack import SourcedRule

pack = typer.Typer(no_args_is_help=True)

Name = Annotated[str | None, typer.Argument(metavar="PACK", help="A name or a folder. [default: MARSAD_PACK or syria]")]


@pack.callback()
def root() -> None:
    """The packs: words and rules, as files that anyone can read and extend."""


@pack.command("list")
def list_packs(json: AsJson = False) -> None:
    """Print the packs that come with Marsad.

    Example: marsad pack list
    """
    from marsad.jobs.check_pack import packs
    from marsad.pack.load import pack_folder, read_pack_file

    screen = console()
    for name in packs():
        about = read_pack_file(pack_folder(name))
        if json:
            put(about.model_dump(mode="json"))
        else:
            screen.print(f"[bold]{name}[/] {about.version}  {clean(about.description)}" + _extends(about.extends), soft_wrap=True)


@pack.command()
def show(
    name: Name = None,
    rule: Annotated[str | None, typer.Option(help="One rule, by its id or the start of it, with its examples.")] = None,
    json: AsJson = False,
) -> None:
    """Print what a pack holds with all that it extends, or the rules asked for.

    Example: marsad pack show syria --rule movement.depart
    """
    from marsad.jobs.check_pack import size_of
    from marsad.pack.load import load_pack

    loaded = load_pack(name or settings.default_pack(), settings.gazetteer_files())
    if rule is not None:
        _show_rules([r for family in loaded.rules.values() for r in family if r.rule.id.startswith(rule)], json)
        return
    size = size_of(loaded)
    if json:
        put({"name": loaded.name, "version": loaded.version, "digest": loaded.digest} | size._asdict())
        return
    screen = console()
    screen.print(f"[bold]{clean(loaded.name)}[/] {clean(loaded.version)}  {loaded.language}, {loaded.timezone}, digest {loaded.digest}")
    for title, counts in (("lexicons", size.lexicons), ("rules", size.rules)):
        screen.print(f"  {title}: " + (", ".join(f"{key} {count}" for key, count in sorted(counts.items())) or "none"))
    screen.print(f"  examples: {size.examples}, counter-examples: {size.counter_examples}")


@pack.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="PACK", help="Names or folders. [default: those that no other extends]")
    ] = None,
) -> None:
    """Load packs and run every example and counter-example of their rules. Exit status 1 where one fails.

    Example: marsad pack check syria
    """
    from marsad.jobs.check_pack import check_pack, leaves, size_of
    from marsad.pack.load import load_pack

    failed = 0
    for name in names or leaves():
        failures = 0
        for error in watched(check_pack(name), "failed"):
            failures += 1
            complain(str(error))
        size = size_of(load_pack(name))
        told = f"{sum(size.rules.values())} rules, {size.examples} examples, {size.counter_examples} counter-examples"
        console().print(f"{'✗' if failures else '✓'} {clean(name)}: {told}, {failures} failed")
        failed += failures
    if failed:
        raise typer.Exit(1)


def _extends(names: tuple[str, ...]) -> str:
    return f"  (extends {', '.join(names)})" if names else ""


def _show_rules(found: "list[SourcedRule]", as_json: bool) -> None:
    import yaml

    screen = console()
    for sourced in found:
        told = sourced.rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if as_json:
            put({"place": sourced.place, "family": sourced.family} | told)
        else:
            screen.print(f"# {sourced.place}", style="dim", markup=False)
            screen.print(yaml.safe_dump([told], sort_keys=False, allow_unicode=True), markup=False)
