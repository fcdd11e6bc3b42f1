"""``ddtool doctor``: check this machine and say how to mend what is wrong."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from ddtool.cli import access
from ddtool.cli.library import open_library
from ddtool.domain.refusals import SchemaTooNew, StoreBusy, StoreUnreachable
from ddtool.sentences import n_
from ddtool.settings import Settings, SettingsInvalid, default_settings
from ddtool.usecases.doctor import Check, examine, settings_check
from ddtool.usecases.doctor.packs import examine_packs
from ddtool.usecases.doctor.serving import examine_serving
from ddtool.usecases.doctor.working import examine_work

_OK = n_("ok       {name}: {found}")
_PROBLEM = n_("problem  {name}: {found}")
_MEND = n_("         mend it: {remedy}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks for a program to read.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Check this machine: libraries, fonts, folders and settings, each problem with its remedy."""
    settings, about_settings = _settings()
    work = _examine_work(settings) if about_settings.ok else ()
    checks = (about_settings, *_examine(settings), *work)
    click.echo(_for_programs(checks) if as_json else _for_people(checks))
    context.exit(0 if all(check.ok for check in checks) else 1)


def _settings() -> tuple[Settings, Check]:
    """The settings, or the defaults in place of settings that cannot be used."""
    try:
        return access.settings(), settings_check(())
    except SettingsInvalid as invalid:
        return default_settings(), settings_check(invalid.problems)


def _examine(settings: Settings) -> tuple[Check, ...]:
    instance = settings.instance
    machine = examine(instance=instance, templates=settings.templates, criteria=settings.criteria)
    serving = examine_serving(
        instance=instance,
        hosts=settings.trusted_hosts,
        port=access.PORT,
        key_file=settings.secret_key_file,
        logins=instance / access.LOGINS,
    )
    return (*machine, *serving)


def _examine_work(settings: Settings) -> tuple[Check, ...]:
    """Whoever only looks makes no database."""
    file = settings.database_url.removeprefix("sqlite:///")
    if file != settings.database_url and not Path(file).exists():
        return ()
    work = examine_work(access.database(), at=access.operator().at)
    try:
        return (*work, examine_packs(open_library()))
    except (StoreBusy, StoreUnreachable, SchemaTooNew):
        return work  # Which says so already.


def _for_programs(checks: tuple[Check, ...]) -> str:
    shown = [asdict(check) | {"remedy": "" if check.ok else check.remedy} for check in checks]
    return json.dumps({"ok": all(check.ok for check in checks), "checks": shown}, indent=2)


def _for_people(checks: tuple[Check, ...]) -> str:
    return "\n".join(line for check in checks for line in _lines(check))


def _lines(check: Check) -> list[str]:
    if check.ok:
        return [access.say(_OK, name=check.name, found=check.found)]
    return [
        access.say(_PROBLEM, name=check.name, found=check.found),
        access.say(_MEND, remedy=check.remedy),
    ]
