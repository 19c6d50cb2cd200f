import { z } from 'zod';
import type { FlagSetting } from '#ports/flags.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { AppError } from '#shared/errors.ts';
import type { PostHogApi } from './api.ts';
import { postHogFault } from './fault-kinds.ts';
import { findFlag } from './find-flag.ts';
import { flagSchema, type PostHogFlag, toFlagState, withSetting } from './flag-filters.ts';

/** How a flag is to be changed; `version` is the one that it must still have, or null. */
export interface FlagWrite {
  readonly setting: FlagSetting;
  readonly version: string | null;
  /** Takes from the bot's own condition what others put there. */
  readonly plain: boolean;
  /** Its id, if that is known. */
  readonly id: number | null;
}

/**
 * Reads the flag and writes what is to change if it still has the version. PostHog is told the version, so that it refuses to overwrite
 * what another writer changes in between. A flag that has the setting already is left as it is: the answer to an earlier
 * write may be lost. Throws `posthog.flag-conflict` on any other version, `posthog.flag-missing` without a flag.
 */
export async function changeFlag(
  api: PostHogApi,
  key: string,
  { setting, version, plain, id }: FlagWrite,
): Promise<PostHogFlag> {
  const flag = await findFlag(api, key, id);
  if (flag === null) throw flagMissing(key);
  const filters = withSetting(flag.filters, setting, plain);
  // What stays is not sent: PostHog would judge it again, by today's rules and by every approval policy.
  const change = {
    ...(flag.active === setting.active ? {} : { active: setting.active }),
    ...(canonicalJson(filters) === canonicalJson(flag.filters) ? {} : { filters }),
  };
  if (Object.keys(change).length === 0) return flag;
  if (version !== null && toFlagState(flag, '').version !== version) throw flagMoved(key);
  const original = { active: flag.active, filters: flag.filters };
  const guard = flag.version == null ? {} : { version: flag.version, original_flag: original };
  return api.call('PATCH', `/feature_flags/${flag.id}/`, { ...change, ...guard }, flagSchema);
}

/**
 * Switches a flag off and sends nothing else: a write of its conditions could be refused for one of them. PostHog has a route for
 * that since September 2026; before, a PATCH of `active` alone. Null if there is no flag.
 */
export async function disableFlag(
  api: PostHogApi,
  key: string,
  known: number | null,
): Promise<PostHogFlag | null> {
  const id = known ?? (await findFlag(api, key, null))?.id ?? null;
  if (id === null) return null;
  try {
    const answer = await switchOff(api, id);
    const parsed = flagSchema.safeParse(answer);
    // Off is off: an answer of another shape must not make a stop look as if it had failed.
    return parsed.success && parsed.data.key === key ? parsed.data : findFlag(api, key, id);
  } catch (thrown) {
    if (!isFault(thrown, 'posthog.not-found')) throw thrown;
    // Gone is off. If it is the project that is unknown, this says so.
    await findFlag(api, key, null);
    return null;
  }
}

async function switchOff(api: PostHogApi, id: number): Promise<unknown> {
  try {
    return await api.call('POST', `/feature_flags/${id}/disable/`, {}, z.unknown());
  } catch (thrown) {
    // A route may be closed to personal keys although a change of the flag is open to them.
    const isClosed = isFault(thrown, 'posthog.forbidden');
    const isRefused = thrown instanceof AppError && thrown.kind === 'refused';
    const awaitsApproval = isFault(thrown, 'posthog.change-request');
    if (!isClosed && (!isRefused || awaitsApproval)) throw thrown;
    return api.call('PATCH', `/feature_flags/${id}/`, { active: false }, z.unknown());
  }
}

function isFault(thrown: unknown, code: AppError['code']): boolean {
  return thrown instanceof AppError && thrown.code === code;
}

function flagMissing(key: string): AppError {
  const message = `PostHog has no flag ${key}: it was deleted or its key was changed`;
  return postHogFault('flag-missing', message);
}

function flagMoved(key: string): AppError {
  const message = `The flag ${key} was changed in PostHog since the bot last saw it`;
  return postHogFault('flag-conflict', message);
}
