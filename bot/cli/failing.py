"""Which errors a person can mend: their message says how, so no traceback is shown.

By name, so that saying it loads none of the libraries behind them.
"""

KNOWN = frozenset(
    {
        "BackupError",
        "BriefError",
        "ChildFailedError",
        "DatabaseInUseError",
        "DatasetError",
        "HolderWordsError",
        "JournalError",
        "KeysMissingError",
        "LaunchRefusedError",
        "MissingTextError",
        "NotOpenError",
        "OldTablesError",
        "OtherReceiverError",
        "RoundChangedError",
        "RoundFileError",
        "SettingsError",
        "StartRefusedError",
        "UnknownTokenError",
        "UnreadableError",
        "VaultError",
    }
)
