"""Which errors a person can mend: their message says how, so no traceback is shown.

By name, so that saying it loads none of the libraries behind them.
"""

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
        "RegisterError",
        "RoundChangedError",
        "RoundFileError",
        "SettingsError",
        "SheetError",
        "StartRefusedError",
        "TranscriptError",
        "UnknownTokenError",
        "UnreadableError",
        "VaultError",
        "WordListError",
    }
)


def explain(error: Exception) -> str:
    """Return what a person is told of an error that happened out of their sight."""
    name = type(error).__name__
    return str(error) if name in KNOWN else f"{name}: something went wrong; see the log"
