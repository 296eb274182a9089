"""Which errors a person can mend: their message says how, so no traceback is shown.

By name, so that saying it loads none of the libraries behind them.
"""

from bot.system_errors import what_to_do

KNOWN = frozenset(
    {
        "ApprovalError",
        "BackupError",
        "BriefError",
        "ChildFailedError",
        "CodesFileError",
        "CodingError",
        "CompactError",
        "DatabaseInUseError",
        "DatasetError",
        "DisclosureError",
        "EngineError",
        "ExportError",
        "FormError",
        "HolderWordsError",
        "JoinError",
        "HoldersError",
        "JobFailedError",
        "JournalError",
        "KeysMadeError",
        "KeysMissingError",
        "LaunchRefusedError",
        "MissingTextError",
        "NoAgreementError",
        "NoRunnerError",
        "NotErasedError",
        "NotOpenError",
        "OldTablesError",
        "OtherReceiverError",
        "OwnWordsError",
        "PauseMessageError",
        "PopulationError",
        "QuotingError",
        "RegisterError",
        "RoundChangedError",
        "RoundFileError",
        "SettingsError",
        "SheetError",
        "StartRefusedError",
        "TranscriptError",
        "UnknownDatabaseError",
        "UnknownTokenError",
        "UnreadableError",
        "VaultError",
        "WordListError",
    }
)


def explain(error: Exception) -> str:
    """Return what a person is told of an error that happened out of their sight."""
    name = type(error).__name__
    if name in KNOWN:
        return str(error)
    return what_to_do(error) or f"{name}: something went wrong; see the log"
