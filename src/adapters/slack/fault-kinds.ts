import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';
import { ownValue } from '#shared/own-value.ts';
import { kindOfSlackError } from './error-list.ts';

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    /** Slack's own names of errors, which are too many to list, and those below. */
    slack: string;
  }
}

/** Names of our own; Slack's have no hyphen. */
const KINDS: Readonly<Record<string, FaultKind>> = {
  'file-not-ready': 'pending',
  'no-file-id': 'invalid-answer',
  'no-team': 'invalid-answer',
  'no-timestamp': 'invalid-answer',
  'rate-limited': 'rate-limited',
  'unexpected-answer': 'invalid-answer',
  'upload-address': 'invalid-answer',
  'upload-failed': 'unavailable',
  'thread-gone': 'gone',
  unreachable: 'unavailable',
};

/** A fault of Slack's, by Slack's name of the error or one of ours. */
export function slackFault(name: string, message: string, options?: FaultOptions): AppError {
  return new AppError(
    { code: `slack.${name}`, kind: ownValue(KINDS, name) ?? kindOfSlackError(name), vendor: 'slack' },
    message,
    options,
  );
}
