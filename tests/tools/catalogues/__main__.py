"""The commands: extract, update, scripts."""

import argparse

from tests.tools.catalogues import po, template, updating
from tests.tools.catalogues.domains import DOMAINS, Domain
from tests.tools.catalogues.scripts import made


def _extract(domain: Domain) -> None:
    domain.template.write_text(template.text(domain), encoding="utf-8")


def _update(domain: Domain) -> None:
    _extract(domain)
    for path in po.paths(domain):
        old = po.read(path)
        path.write_text(po.text(domain, updating.updated(domain, old)), encoding="utf-8")
        new = po.read(path)
        print(f"{domain.name}, {new.language}: {new.counted()}")  # noqa: T201 - a command tells what it did


def _scripts(domain: Domain) -> None:
    for path, text in made(domain).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(domain.locales))  # noqa: T201


COMMANDS = {"extract": _extract, "update": _update, "scripts": _scripts}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.tools.catalogues")
    parser.add_argument("command", choices=COMMANDS)
    command = COMMANDS[parser.parse_args().command]
    for each in DOMAINS:
        command(each)
