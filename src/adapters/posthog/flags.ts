import { z } from 'zod';
import type { FlagSetting, Flags } from '#ports/flags.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { AppError } from '#shared/errors.ts';
import { createPostHogApi, NAME, type PostHogApi, type PostHogOptions, projectUrl } from './api.ts';
import { postHogFault } from './fault-kinds.ts';
import { flagSchema, type PostHogFlag, toFlagState, withSetting } from './flag-filters.ts';

const pageSchema = z.object({ next: z.string().nullish(), results: z.array(flagSchema) });
const PAGE = 100;

/** PostHog's feature flags behind the `Flags` port. Faults are `AppError`s with a code `posthog.…`. */
export function createPostHogFlags(options: PostHogOptions): Flags {
  const api = createPostHogApi(options, 10_000);
  const project = projectUrl(options);
  const stateOf = (flag: PostHogFlag) => toFlagState(flag, `${project}/feature_flags/${flag.id}`);
  return {
    name: NAME,
    exposures: { kind: 'posthog-flag-called', project },
    async ensure(key, name, setting) {
      const found = await find(api, key);
      return stateOf(found ?? (await create(api, key, name, setting)));
    },
    async read(key) {
      const found = await find(api, key);
      return found === null ? null : stateOf(found);
    },
    set: async (key, setting) => stateOf(await change(api, key, setting)),
    async remove(key) {
      const found = await find(api, key);
      if (found !== null)
        await api.call('PATCH', `/feature_flags/${found.id}/`, { deleted: true }, z.unknown());
    },
  };
}

/** The flag with exactly this key: PostHog's search also finds parts of keys and names. */
async function find(api: PostHogApi, key: string): Promise<PostHogFlag | null> {
  for (let offset = 0; ; offset += PAGE) {
    const query = new URLSearchParams({ search: key, limit: String(PAGE), offset: String(offset) });
    const page = await api.call('GET', `/feature_flags/?${query.toString()}`, null, pageSchema);
    const found = page.results.find((flag) => flag.key === key && flag.deleted !== true);
    if (found !== undefined) return found;
    if (page.next == null || page.results.length === 0) return null;
  }
}

async function create(
  api: PostHogApi,
  key: string,
  name: string,
  setting: FlagSetting,
): Promise<PostHogFlag> {
  const filters = withSetting({ groups: [], multivariate: { variants: [] } }, setting);
  try {
    return await api.call(
      'POST',
      '/feature_flags/',
      { key, name, active: setting.active, filters },
      flagSchema,
    );
  } catch (thrown) {
    // Another writer was faster, or our own earlier request was done and its answer lost.
    const found =
      thrown instanceof AppError && thrown.code === 'posthog.already-exists' ? await find(api, key) : null;
    if (found === null) throw thrown;
    return found;
  }
}

/**
 * Reads, changes and writes the whole flag. The version read is sent along, so that PostHog refuses to overwrite what
 * another writer changed in between. Then this setting may be an old one: whether it still holds is not for here to say, so the
 * conflict is thrown and not written over.
 */
async function change(api: PostHogApi, key: string, setting: FlagSetting): Promise<PostHogFlag> {
  const flag = await find(api, key);
  if (flag === null) throw flagMissing(key);
  const filters = withSetting(flag.filters, setting);
  const same = flag.active === setting.active && canonicalJson(filters) === canonicalJson(flag.filters);
  if (same) return flag;
  const original = { active: flag.active, filters: flag.filters };
  const guard = flag.version == null ? {} : { version: flag.version, original_flag: original };
  const body = { active: setting.active, filters, ...guard };
  return api.call('PATCH', `/feature_flags/${flag.id}/`, body, flagSchema);
}

function flagMissing(key: string): AppError {
  const message = `PostHog has no flag ${key}: it was deleted or its key was changed`;
  return postHogFault('flag-missing', message);
}
