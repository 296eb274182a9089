"""A brief beside everything that was released of its round before."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from admin.briefs.context import Context
from admin.briefs.model import Brief
from admin.briefs.sections import voices
from admin.coding import coded
from admin.dataset import Dataset
from admin.quoting.comparing import Quoting
from admin.quoting.printed import Said
from admin.register import Register, RegisterError, Release, printed
from admin.suppression import DisclosureError

Counting = Callable[..., Context]
"""`admin.briefs.compiling.context_of`, with all that is not about earlier releases."""


@dataclass(frozen=True)
class Beside:
    """The register that a brief is compared with, and the dataset that it is made of."""

    kept: Register
    dataset: Dataset

    def context(self, counting: Counting, decided: Mapping[str, str]) -> Context:
        """Return what sections may look at, with what was printed before as known.

        Args:
            counting: makes it.
            decided: question to the hash of how its texts are coded.

        Raises:
            RegisterError: texts were coded otherwise then.
            DisclosureError: with what was printed, a hidden number would be given away.
        """
        self.kept.check_themes(self.dataset.responses_hash, decided)
        round_id = self.dataset.round.id
        return counting(
            published=self.kept.known(round_id, self.dataset.responses_hash),
            quoted=self.kept.quoted(round_id),
        )

    def check_tables(self, context: Context) -> None:
        """Raise RegisterError if the tables, beside those of a release, would tell of somebody."""
        self.kept.check(context.round.id, self.dataset.responses_hash, context.tables)

    def check(self, context: Context, made: Sequence[Brief]) -> tuple[Said, ...]:
        """Return what is quoted, unless it or the tables would tell of somebody.

        Raises:
            RegisterError: compared with an earlier release they would; it says where.
        """
        round_id, said = context.round.id, voices.printed(made, context)
        self.check_tables(context)
        approved = context.voices.quotes
        quoting = Quoting(
            context.language, self.dataset.responses_hash, approved, said, context.tables
        )
        self.kept.check_quotes(round_id, quoting)
        return said

    @property
    def newest(self) -> Release | None:
        """The newest release of the same responses."""
        releases = self.kept.of(self.dataset.round.id)
        mine = [one for one in releases if one.dataset == self.dataset.responses_hash]
        return mine[-1] if mine else None

    def before(self, release: Release) -> "Beside":
        """Return what a release was compared with when it was made."""
        earlier = self.kept.releases[: release.number - 1]
        return Beside(Register(self.kept.path, earlier, release.previous), self.dataset)

    def entry(
        self, context: Context, files: Mapping[str, bytes], quotes: tuple[Said, ...]
    ) -> Release:
        """Return what the register is to hold of a release that is made of these files."""
        rule, population = context.tables.rule, context.population
        return Release(
            number=context.release,
            round=context.round.id,
            day=context.generated_on,
            language=context.language,
            dataset=self.dataset.responses_hash,
            tables=context.tables.digest(),
            threshold=rule.threshold,
            rounding=rule.rounding,
            cells=printed(context.tables),
            files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
            previous=self.kept.head,
            themes=coded.decided(context.codings),
            quotes=quotes,
            approved_by=context.approved_by,
            population=population.digest if population else "",
            weighted_by=population.weight_by if population else "",
        )


def draft(
    beside: Beside | None,
    counting: Counting,
    decided: Mapping[str, str],
    told: Callable[[str], None],
) -> Context:
    """Return the context of a draft; what a release would be refused for is told."""
    if beside is not None:
        try:
            return beside.context(counting, decided)
        except (RegisterError, DisclosureError) as error:
            told(str(error))
    return counting()


def check_draft(
    beside: Beside | None, context: Context, made: Sequence[Brief], told: Callable[[str], None]
) -> None:
    """Tell what a release of this draft would be refused for."""
    if beside is not None:
        try:
            beside.check(context, made)
        except RegisterError as error:
            told(str(error))
