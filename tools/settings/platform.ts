import { createPostHogEvents } from '#adapters/posthog/event-catalogue.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { postHog } from '#adapters/posthog/vendor.ts';
import type { Environment } from '#adapters/vendor.ts';
import type { EventCatalogue } from '#ports/event-catalogue.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { ok, type Result } from '#shared/result.ts';

/** The analytics platform of a workspace. */
export interface Platform {
  readonly events: EventCatalogue;
  readonly metrics: MetricsSource;
}

/** Connects PostHog as the environment says; null if none of its variables is set. Refuses with every problem of them. */
export function platformOf(environment: Environment): Result<Platform, readonly string[]> | null {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => (value ?? '').trim() !== ''),
  );
  if (['POSTHOG_HOST', 'POSTHOG_PROJECT_ID', postHog.key].every((name) => set[name] === undefined))
    return null;
  const read = postHog.read(set);
  if (read.kind === 'refused') return read;
  return ok({ events: createPostHogEvents(read.value), metrics: createPostHogMetrics(read.value) });
}
