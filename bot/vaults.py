"""Opens the vault as the settings say, with the keys that systemd passes as credentials."""

from pathlib import Path

from bot.settings import Settings, SettingsError
from storage.vault import Vault

VAULT_KEY = "consult.vault-key"
SESSION_KEY = "consult.session-key"
_BYTES = 32


def open_vault(settings: Settings) -> Vault:
    """Open the vault of this installation.

    Raises:
        VaultError: it is not as it must be.
        SettingsError: a credential is not a key.
    """
    return Vault.open(
        settings.vault,
        vault_key=credential(settings, VAULT_KEY),
        session_key=credential(settings, SESSION_KEY),
    )


def credential(settings: Settings, name: str) -> bytes | None:
    """Return a key that systemd passes; None when it passes none of this name."""
    if settings.credentials is None:
        return None
    file = Path(settings.credentials) / name
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}).") from None
    if len(key) != _BYTES:
        raise SettingsError(
            f"The credential {name} has {len(key)} bytes, and a key has {_BYTES}. Make one with: "
            f"head -c {_BYTES} /dev/urandom | systemd-creds encrypt --name={name} - FILE"
        )
    return key
