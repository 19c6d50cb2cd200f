import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    /** Slack's own names of errors, which are too many to list, and those below. */
    slack: string;
  }
}

const KINDS: Readonly<Record<string, FaultKind>> = {
  'file-not-ready': 'pending',
  'no-file-id': 'invalid-answer',
  'no-timestamp': 'invalid-answer',
  'rate-limited': 'rate-limited',
  'unexpected-answer': 'invalid-answer',
  'upload-address': 'invalid-answer',
  'upload-failed': 'unavailable',
  unreachable: 'unavailable',
  // Slack's own that trying again cannot mend; others may pass.
  account_inactive: 'refused',
  channel_not_found: 'refused',
  invalid_auth: 'refused',
  invalid_blocks: 'refused',
  is_archived: 'refused',
  missing_scope: 'refused',
  msg_too_long: 'refused',
  no_text: 'refused',
  not_authed: 'refused',
  not_in_channel: 'refused',
  token_revoked: 'refused',
};

/** A fault of Slack's, by Slack's name of the error or one of ours. */
export function slackFault(name: string, message: string, options?: FaultOptions): AppError {
  return new AppError(
    { code: `slack.${name}`, kind: KINDS[name] ?? 'unavailable', vendor: 'slack' },
    message,
    options,
  );
}
