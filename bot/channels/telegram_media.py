"""Which kind of thing a Telegram message is, when it is no text of the person's own."""

from collections.abc import Collection

from dialogs.events import Media

KINDS = {
    "sticker": Media.STICKER,
    "photo": Media.PHOTO,
    "live_photo": Media.PHOTO,
    "story": Media.PHOTO,
    "voice": Media.VOICE,
    "video_note": Media.VOICE,
    "audio": Media.VOICE,
    "document": Media.FILE,
    "video": Media.FILE,
    "animation": Media.FILE,
    "paid_media": Media.FILE,
    "location": Media.PLACE,
    "venue": Media.PLACE,
    "contact": Media.CONTACT,
    "users_shared": Media.CONTACT,
    "user_shared": Media.CONTACT,
    "chat_shared": Media.CONTACT,
    "poll": Media.POLL,
    "dice": Media.OTHER,
    "game": Media.OTHER,
    "checklist": Media.OTHER,
    "rich_message": Media.OTHER,
    "gift": Media.OTHER,
    "unique_gift": Media.OTHER,
    "giveaway": Media.OTHER,
    "passport_data": Media.OTHER,
    "web_app_data": Media.OTHER,
}
"""By the field of a message that holds such a thing. Where there are two, they are of one kind."""

NOTES = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "chat_owner_left",
        "chat_owner_changed",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "invoice",
        "successful_payment",
        "refunded_payment",
        "gift_upgrade_sent",
        "connected_website",
        "write_access_allowed",
        "proximity_alert_triggered",
        "boost_added",
        "chat_background_set",
        "checklist_tasks_done",
        "checklist_tasks_added",
        "direct_message_price_changed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "giveaway_created",
        "giveaway_winners",
        "giveaway_completed",
        "managed_bot_created",
        "paid_message_price_changed",
        "poll_option_added",
        "poll_option_deleted",
        "suggested_post_approved",
        "suggested_post_approval_failed",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "video_chat_scheduled",
        "video_chat_started",
        "video_chat_ended",
        "video_chat_participants_invited",
        "community_chat_added",
        "community_chat_removed",
        "community_chat_joined",
    ]
)
"""What the app notes in a chat by itself. Nobody has said anything to us, so we say nothing."""


def media_of(fields: Collection[str]) -> Media | None:
    """Return the kind of a message by the names of its fields; None for a note of the app.

    Nothing of it is fetched, nor looked at. What nobody has heard of yet is answered as well.
    """
    held = next((kind for name, kind in KINDS.items() if name in fields), None)
    if held is None and not NOTES.isdisjoint(fields):
        return None
    return held or Media.OTHER
