"""sendDocument, sendPhoto. Source: Bot API, "Sending files" and the sections of these names."""

import hashlib

from bot.practice import refusals
from bot.practice.account import Account
from bot.practice.keyboards import read_markup
from bot.practice.methods.content import post, read_caption, read_reply
from bot.practice.methods.registry import Result, method
from bot.practice.params import Params, Upload
from bot.practice.wire import JsonObject

MAX_PHOTO = 10_485_760  # bytes; the number in the refusal itself
_PHOTO_SIDE = 800  # pictures are not decoded here, so every photo claims this size


@method("sendDocument", counts_as_message=True)
async def send_document(account: Account, params: Params) -> Result:
    """A file, uploaded or sent again by its file_id."""
    return _send(account, params, "document", _document(account, params))


@method("sendPhoto", counts_as_message=True)
async def send_photo(account: Account, params: Params) -> Result:
    """A picture, uploaded or sent again by its file_id."""
    photo = _photo(account, params)
    return _send(account, params, "photo", photo)


def _send(account: Account, params: Params, kind: str, file: JsonObject) -> Result:
    chat = account.reachable_chat(params.chat_id())
    name = file.get("file_name")
    return post(
        account,
        chat,
        read_caption(params),
        read_markup(params.text("reply_markup")),
        reply_to=read_reply(params, chat),
        kind=kind,
        media={kind: [file] if kind == "photo" else file},
        file_name=str(name) if name else None,
    )


def _document(account: Account, params: Params) -> JsonObject:
    upload = params.upload("document")
    if upload is None:
        return _sent_before(account, params, "document")
    described = {"file_name": upload.name, "mime_type": upload.media_type}
    return _keep(account, "document", upload, described)


def _photo(account: Account, params: Params) -> JsonObject:
    upload = params.upload("photo")
    if upload is None:
        return _sent_before(account, params, "photo")
    if len(upload.content) > MAX_PHOTO:
        raise refusals.PHOTO_TOO_BIG(size=len(upload.content), most=MAX_PHOTO)
    return _keep(account, "photo", upload, {"width": _PHOTO_SIDE, "height": _PHOTO_SIDE})


def _keep(account: Account, kind: str, upload: Upload, described: JsonObject) -> JsonObject:
    """Remember the file under an id, so that it can be sent again; its content is not kept."""
    if not upload.content:
        raise refusals.FILE_EMPTY()
    unique_id = hashlib.sha256(upload.content).hexdigest()[:16]
    file_id = f"practice-{len(account.files)}-{unique_id}"
    file = {
        "file_id": file_id,
        "file_unique_id": unique_id,
        "file_size": len(upload.content),
        **described,
    }
    account.files[file_id] = (kind, file)
    return file


def _sent_before(account: Account, params: Params, kind: str) -> JsonObject:
    pointer = params.text(kind)
    if not pointer:
        raise refusals.NO_FILE(kind=kind)
    if pointer.startswith(("http://", "https://")):
        raise refusals.URL_NOT_FETCHED()
    if pointer not in account.files:
        raise refusals.FILE_ID_UNKNOWN()
    sent_as, file = account.files[pointer]
    if sent_as != kind:
        raise refusals.FILE_OF_OTHER_TYPE(was=sent_as.title(), now=kind.title())
    return file
