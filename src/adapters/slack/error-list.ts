import type { FaultKind } from '#shared/fault-codes.ts';

/** What one of Slack's errors is about; the kind of the fault and what to do about it follow from that. */
export type SlackErrorClass =
  /** The channel is closed to the bot, or for such a message. */
  | 'channel'
  /** The message is not there any more, or cannot be changed or answered. */
  | 'message'
  | 'rate'
  /** It may work later. */
  | 'transient'
  /** Slack does not let the bot in. */
  | 'auth'
  /** The person cannot be written to. */
  | 'person'
  /** A rule of the workspace about files. */
  | 'file'
  /** The request is wrong: a fault of the bot. */
  | 'ours';

/** Slack's documented errors of the methods that the bot calls (docs.slack.dev, August 2026), and what each is about. */
const LISTS: Readonly<Record<SlackErrorClass, string>> = {
  channel: `channel_not_found not_in_channel is_archived is_inactive invalid_channel no_permission restricted_action
    restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_only_channel
    ekm_access_denied channel_is_limited_access messages_tab_disabled method_not_supported_for_channel_type
    posting_to_channel_denied too_many_members`,
  message: `message_not_found thread_not_found cant_update_message cant_delete_message edit_window_closed
    cannot_reply_to_message message_not_in_streaming_state message_not_owned_by_app restricted_action_thread_locked
    stopped_by_user block_mismatch not_found`,
  rate: 'ratelimited rate_limited message_limit_exceeded',
  transient: `fatal_error internal_error request_timeout service_unavailable team_added_to_org org_login_required
    external_channel_migrating update_failed file_update_failed list_record_comment_fetch_failed streaming_state_conflict
    hash_conflict`,
  auth: `access_denied accesslimited account_inactive app_access_restricted enterprise_is_restricted invalid_auth is_bot
    missing_scope not_allowed_token_type not_authed token_expired token_revoked two_factor_setup_required
    metadata_must_be_sent_from_app send_on_behalf_not_allowed team_access_not_granted`,
  person: 'user_not_found user_not_in_channel user_not_visible user_disabled cannot_dm_bot',
  file: `blocked_file_type file_deleted file_is_deleted file_not_found file_share_limit_reached file_type_not_allowed
    file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled max_file_sharing_exceeded
    slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
    slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked
    slack_connect_lists_sharing_blocked storage_limit_reached unable_to_share_files`,
  ours: `no_such_subteam alt_txt_too_large as_user_not_supported attachment_payload_limit_exceeded cant_broadcast_message
    channels_limit_exceeded deprecated_endpoint draft_already_deleted draft_already_sent draft_has_conflict
    draft_not_found duplicate_channel_not_found duplicate_external_id duplicate_message_not_found exchanged_trigger_id
    expired_trigger_id invalid_arg_name invalid_arguments invalid_array_arg invalid_attachments invalid_blocks
    invalid_blocks_format invalid_charset invalid_chunks invalid_cursor invalid_form_data invalid_metadata_filter_keys
    invalid_metadata_format invalid_metadata_schema invalid_post_type invalid_trigger_id invalid_ts_latest
    invalid_ts_oldest markdown_text_conflict metadata_too_large method_deprecated missing_argument missing_file_data
    missing_post_type msg_blocks_too_long msg_too_long no_dual_broadcast_content_update no_text push_limit_reached
    snippet_too_large team_not_found too_many_attachments too_many_contact_cards unknown_method unknown_snippet_type
    unknown_subtype view_too_large`,
};

const KINDS: Readonly<Record<SlackErrorClass, FaultKind>> = {
  channel: 'closed',
  message: 'gone',
  rate: 'rate-limited',
  transient: 'unavailable',
  auth: 'denied',
  person: 'refused',
  file: 'refused',
  ours: 'refused',
};

const CLASSES: ReadonlyMap<string, SlackErrorClass> = new Map(
  Object.entries(LISTS).flatMap(([of, names]) =>
    names.split(/\s+/).map((name): [string, SlackErrorClass] => [name, of as SlackErrorClass]),
  ),
);

/** What an error of Slack is about; null for one that its documentation does not have. */
export function slackErrorClass(name: string): SlackErrorClass | null {
  return CLASSES.get(name) ?? null;
}

/** The kind of fault that an error of Slack is. One that is not documented may pass, so that it is given up after the usual tries. */
export function kindOfSlackError(name: string): FaultKind {
  const of = slackErrorClass(name);
  return of === null ? 'unavailable' : KINDS[of];
}
