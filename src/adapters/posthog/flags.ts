import { z } from 'zod';
import type { FlagSetting, Flags, FlagTraits } from '#ports/flags.ts';
import { AppError } from '#shared/errors.ts';
import { createPostHogApi, NAME, type PostHogApi, type PostHogOptions, projectUrl } from './api.ts';
import { changeFlag, disableFlag } from './change-flag.ts';
import { postHogFault } from './fault-kinds.ts';
import { findFlag, flagIdOf } from './find-flag.ts';
import { changedBy } from './flag-activity.ts';
import { flagSchema, type PostHogFlag, toFlagState, withSetting } from './flag-filters.ts';
import { recordingsUrl } from './recordings-url.ts';

/** PostHog's feature flags behind the `Flags` port. Faults are `AppError`s with a code `posthog.…`. */
export function createPostHogFlags(options: PostHogOptions): Flags {
  const api = createPostHogApi(options, 10_000);
  const project = projectUrl(options);
  const stateOf = (flag: PostHogFlag) => ({
    ...toFlagState(flag, `${project}/feature_flags/${flag.id}`),
    recordings: recordingsUrl(project, flag.key),
  });
  const maybe = (flag: PostHogFlag | null) => (flag === null ? null : stateOf(flag));
  return {
    name: NAME,
    exposures: { kind: 'posthog-flag-called', project },
    async ensure(key, name, setting, traits) {
      const found = await findFlag(api, key, null);
      return stateOf(found ?? (await create(api, { key, name, setting, traits })));
    },
    read: async (key, url) => maybe(await findFlag(api, key, flagIdOf(url))),
    set: async (key, setting, version, url) =>
      stateOf(await changeFlag(api, key, { setting, version, plain: false, id: flagIdOf(url) })),
    restore: async (key, setting, version, url) =>
      stateOf(await changeFlag(api, key, { setting, version, plain: true, id: flagIdOf(url) })),
    disable: async (key, url) => maybe(await disableFlag(api, key, flagIdOf(url))),
    changedBy: async ({ url }) => {
      const id = flagIdOf(url);
      return id === null ? null : changedBy(api, id);
    },
    async remove(key) {
      const found = await findFlag(api, key, null);
      if (found !== null)
        await api.call('PATCH', `/feature_flags/${found.id}/`, { deleted: true }, z.unknown());
    },
  };
}

interface NewFlag {
  readonly key: string;
  readonly name: string;
  readonly setting: FlagSetting;
  readonly traits: FlagTraits | undefined;
}

async function create(api: PostHogApi, { key, name, setting, traits }: NewFlag): Promise<PostHogFlag> {
  const filters = withSetting({ groups: [], multivariate: { variants: [] } }, setting);
  const login = traits?.keepsVariantOnLogin === true ? { ensure_experience_continuity: true } : {};
  const body = { key, name, active: setting.active, filters, ...login };
  try {
    return await api.call('POST', '/feature_flags/', body, flagSchema);
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'posthog.already-exists')) throw thrown;
    // Another writer was faster, or our own earlier request was done and its answer lost.
    const found = await findFlag(api, key, null);
    if (found !== null) return found;
    const message = `PostHog keeps an archived flag "${key}", which its list does not show. Rename or delete it there, then try again.`;
    throw postHogFault('flag-archived', message, { cause: thrown });
  }
}
