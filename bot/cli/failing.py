"""Which errors a person can mend: their message says how, so no traceback is shown.

By name, so that saying it loads none of the libraries behind them.
"""

KNOWN = frozenset(
    {
        "BriefError",
        "DatabaseInUseError",
        "DatasetError",
        "FormError",
        "HolderWordsError",
        "KeysMissingError",
        "LaunchRefusedError",
        "MissingTextError",
        "NotOpenError",
        "OldTablesError",
        "RoundChangedError",
        "RoundFileError",
        "SettingsError",
        "UnreadableError",
        "VaultError",
    }
)
