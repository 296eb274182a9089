"""setWebhook, deleteWebhook, getWebhookInfo. Source: Bot API, the sections of these names."""

import ipaddress
import re
from urllib.parse import urlsplit

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.methods.get_updates import allow_updates
from bot.practice.methods.registry import Described, Result, method
from bot.practice.params import Params
from bot.practice.webhook import DEFAULT_CONNECTIONS, MAX_CONNECTIONS, WebhookSettings
from bot.practice.wire import unix_time, without_nulls

MAX_SECRET = 256  # telegram.constants.WebhookLimit
PORTS = (None, 443, 80, 88, 8443)  # telegram.constants.SUPPORTED_WEBHOOK_PORTS; none is 443


@method("setWebhook")
async def set_webhook(account: Account, params: Params) -> Result:
    """Deliver updates to an address from now on; an empty address means not to."""
    url = params.text("url")
    if not url:
        return await delete_webhook(account, params)
    settings = WebhookSettings(
        url=_checked_url(url),
        secret_token=_checked_secret(params.text("secret_token")),
        max_connections=_connections(params.integer("max_connections", DEFAULT_CONNECTIONS)),
        ip_address=params.text("ip_address"),
    )
    allow_updates(account, params)
    drop = params.flag("drop_pending_updates")
    if account.webhook is not None and account.webhook.settings == settings and not drop:
        return Described(result=True, description="Webhook is already set")
    if drop:
        account.updates.drop_all()
    await account.set_webhook(settings)
    return Described(result=True, description="Webhook was set")


@method("deleteWebhook")
async def delete_webhook(account: Account, params: Params) -> Result:
    """Back to getUpdates."""
    if params.flag("drop_pending_updates"):
        account.updates.drop_all()
    if account.webhook is None:
        return Described(result=True, description="Webhook is already deleted")
    await account.set_webhook(None)
    return Described(result=True, description="Webhook was deleted")


@method("getWebhookInfo")
async def get_webhook_info(account: Account, _params: Params) -> Result:
    """Where updates go, and how that is going."""
    webhook = account.webhook
    settings = webhook.settings if webhook else WebhookSettings(url="")
    error = webhook.last_error if webhook else None
    return without_nulls(
        {
            "url": settings.url,
            "has_custom_certificate": False,
            "pending_update_count": len(account.updates),
            "ip_address": settings.ip_address or None,
            "last_error_date": unix_time(error[0]) if error else None,
            "last_error_message": error[1] if error else None,
            "max_connections": settings.max_connections if webhook else None,
            "allowed_updates": sorted(account.updates.allowed) or None,
        }
    )


def _connections(asked: int) -> int:
    return max(1, min(asked, MAX_CONNECTIONS))


def _checked_url(url: str) -> str:
    """The address, with its scheme; on this machine anything goes, as on a server run locally."""
    address = url if "://" in url else f"https://{url}"
    scheme, host, port = _parts(address)
    if scheme not in ("http", "https") or not host:
        raise refusals.WEBHOOK_URL_INVALID()
    if _is_local(host):
        return address
    if scheme == "http":
        raise refusals.WEBHOOK_NEEDS_HTTPS()
    if port not in PORTS:
        raise refusals.WEBHOOK_PORT()
    return address


def _parts(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise refusals.WEBHOOK_URL_INVALID() from None
    return parts.scheme, parts.hostname or "", port


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked_secret(secret: str) -> str:
    if len(secret) > MAX_SECRET:
        raise refusals.SECRET_TOO_LONG()
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise refusals.SECRET_HAS_BAD_CHARACTERS()
    return secret
