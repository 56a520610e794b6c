"""`marsad verify`: does the record still hold what was put into it?"""

import sys
from typing import Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, StoreUrl
from marsad.cli.out import complain, put
from marsad.cli.progress import watched


def verify(
    head: Annotated[str | None, typer.Option(help="The head that you noted: it has to be in the chain still.")] = None,
    store: StoreUrl = None,
    json: AsJson = False,
) -> None:
    """Check the chain of judgements, the bytes and the text of every report against the hashes noted when it came, and every span against
    its text. Prints the head of the chain: keep it elsewhere, for a chain cannot show by itself that its end was cut off.

    Example: marsad verify --head 5f2c...
    """
    from marsad.jobs.verify import Verified
    from marsad.jobs.verify import verify as faults_of
    from marsad.store.door import open_store

    found, faults = Verified(), 0
    with open_store(store or settings.default_store(), make=False) as opened:
        for fault in faults_of(opened, found, lambda reports: watched(reports, "reports verified", apart=not sys.stdout.isatty())):
            faults += 1
            put({"place": fault.place, "fault": fault.said}) if json else complain(f"{fault.place}: {fault.said}")
        if head is not None:
            with opened.view() as view:
                if not any(one.hash == head for one in view.judgements()):
                    faults += 1
                    complain("the head that you noted is not in the chain: judgements were cut off or changed")
    counted = {"reports": found.reports, "mentions": found.mentions, "statements": found.statements, "judgements": found.judgements}
    if json:
        put({**counted, "faults": faults, "head": found.head})
    else:
        sys.stdout.write(", ".join(f"{number} {name}" for name, number in counted.items()) + f": {faults or 'no'} faults\n")
        sys.stdout.write(f"head {found.head}\n")
        complain("keep the head elsewhere (--head asks for it again): that the end of the chain was cut off it cannot show by itself,")
        complain("nor that whoever can write to the store made all of it anew")
    if faults:
        raise typer.Exit(1)
