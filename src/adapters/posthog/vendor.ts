import { z } from 'zod';
import { readVariables, required, type VendorDescriptor } from '#adapters/vendor.ts';
import { createPostHogAnnotations } from './annotations.ts';
import { NAME } from './api.ts';
import { createPostHogCapture } from './capture.ts';
import { postHogChecks } from './checks.ts';
import { createPostHogEvents } from './event-catalogue.ts';
import { createPostHogFlags } from './flags.ts';
import { createPostHogMetrics } from './metrics.ts';
import { createPostHogProbe, SCOPES } from './probe.ts';
import { createQueryPace } from './query-pace.ts';
import { POSTHOG_SECRETS } from './quote.ts';

export interface PostHogSettings {
  readonly host: string;
  readonly ingestionHost: string;
  readonly projectId: string;
  readonly personalApiKey: string;
  /** Queries that jobs may ask in an hour; the rest of PostHog's limit is for plans. */
  readonly queriesPerHour: number;
  /** Null if the bot's own product events are not recorded. */
  readonly projectToken: string | null;
}

const KEY = 'POSTHOG_PERSONAL_API_KEY';
/** Hosts that take events and answer nothing else. */
const INGESTION = /^https?:\/\/([a-z0-9-]+)\.i\.posthog\.com(?=[/:?#]|$)/i;

function ingestionAdvice({ input }: { readonly input?: unknown }): string {
  const region = INGESTION.exec(String(input))?.[1]?.toLowerCase() ?? 'eu';
  return `set POSTHOG_HOST=https://${region}.posthog.com; ${region}.i.posthog.com takes events only`;
}

const QUERIES = { error: 'must be a whole number of at least 1; 100 if left out' };
const VARIABLES = {
  POSTHOG_HOST: z
    .url({ error: 'set the address of PostHog, such as https://eu.posthog.com' })
    .refine((url) => !INGESTION.test(url), { error: ingestionAdvice }),
  POSTHOG_INGESTION_HOST: z.url().optional(),
  POSTHOG_PROJECT_ID: required(/./, 'set the number of the project (in the address of its settings)'),
  [KEY]: required(/^phx_/, `set a personal API key (phx_…) with the scopes ${SCOPES.join(', ')}`),
  POSTHOG_QUERIES_PER_HOUR: z.coerce.number(QUERIES).int(QUERIES).min(1, QUERIES).default(100),
  POSTHOG_PROJECT_TOKEN: z.string().regex(/^phc_/, { error: 'must begin with phc_' }).optional(),
};

export const postHog: VendorDescriptor<
  PostHogSettings,
  'flags' | 'metrics' | 'events' | 'analytics' | 'annotations'
> = {
  id: 'posthog',
  name: NAME,
  key: KEY,
  meantBy: /^POSTHOG_(?:HOST|PROJECT_ID)$/,
  fills: ['flags', 'metrics', 'events', 'analytics', 'annotations'],
  secrets: POSTHOG_SECRETS,
  read: readVariables(VARIABLES, (set) => ({
    host: set.POSTHOG_HOST,
    ingestionHost: set.POSTHOG_INGESTION_HOST ?? set.POSTHOG_HOST,
    projectId: set.POSTHOG_PROJECT_ID,
    personalApiKey: set[KEY],
    queriesPerHour: set.POSTHOG_QUERIES_PER_HOUR,
    projectToken: set.POSTHOG_PROJECT_TOKEN ?? null,
  })),
  connect: (settings, { fetch: send, log, clock }) => {
    const options = { ...settings, ...(send === undefined ? {} : { fetch: send }) };
    const { projectToken, ingestionHost: host } = settings;
    const flags = createPostHogFlags(options);
    const pace = createQueryPace(clock, settings.queriesPerHour);
    const analytics =
      projectToken === null ? null : createPostHogCapture({ host, projectToken, logger: log });
    return {
      ports: {
        ...{ flags, metrics: createPostHogMetrics(options, pace), analytics },
        events: createPostHogEvents(options),
        annotations: createPostHogAnnotations(options, log),
      },
      probe: createPostHogProbe(options),
      checks: () => postHogChecks(options),
    };
  },
};
