"""PostgreSQL writes down neither when a row came nor what was said in a statement."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok
from bot.doctor.wanted import Wanted, unlike

_WANTED = (
    Wanted("track_commit_timestamp", "off", "it keeps the time of every commit"),
    Wanted("log_statement", "none", "statements with what they carry go to the server's log"),
    Wanted("log_min_duration_statement", "-1", "slow statements go to the log with values"),
    Wanted("log_min_duration_sample", "-1", "sampled statements go to the log with values"),
    Wanted("log_transaction_sample_rate", "0", "sampled transactions go to the log with values"),
    Wanted("log_duration", "off", "the log tells when each statement came"),
    Wanted("log_parameter_max_length_on_error", "0", "values go to the log with an error"),
    Wanted("log_connections", ("off", ""), "the log tells when we connect"),
    Wanted("pg_stat_statements", "0", "it counts statements; drop the extension"),
)


async def look(site: Site) -> AsyncIterator[Finding]:
    if not site.server:
        return
    findings = list(unlike(site.server, _WANTED, fail))
    for finding in findings:
        yield finding
    if not findings:
        yield ok("The server logs no statement, no value and no time of a row.", "PostgreSQL")
