"""What a bot answers to a webhook: nothing, or one call that it wants made.

Source: Bot API, "Making requests when getting updates"; WebhookActor.cpp handle.
"""

import aiohttp

from bot.practice.params import Params, Upload, form_values, json_values

_NEVER = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


async def read_answer(response: aiohttp.ClientResponse) -> tuple[str, Params] | None:
    """The method and its parameters, or None when there is nothing to do.

    Calls that return something, and those that change how updates are received, do nothing here.
    """
    values, uploads = await _read(response)
    method = values.pop("method", "")
    name = method.lower()
    if not name or name in _NEVER or name.startswith("get"):
        return None
    return method, Params(values, uploads)


async def _read(response: aiohttp.ClientResponse) -> tuple[dict[str, str], dict[str, Upload]]:
    """The fields and files of an answer; what cannot be read has none."""
    match response.content_type:
        case "application/json":
            return json_values(await response.read()), {}
        case "application/x-www-form-urlencoded":
            return form_values(await response.read()), {}
        case "multipart/form-data":
            return await _multipart(response)
        case _:
            return {}, {}


async def _multipart(response: aiohttp.ClientResponse) -> tuple[dict[str, str], dict[str, Upload]]:
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    reader = aiohttp.MultipartReader(response.headers, response.content)
    while (part := await reader.next()) is not None:
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename:
            media_type = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, media_type, content)
        else:
            values[part.name] = content.decode(errors="replace")
    return values, uploads
