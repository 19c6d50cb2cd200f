import { createObservationsReader } from '#adapters/own-observations/read-observations.ts';
import { ownObservations } from '#adapters/own-observations/vendor.ts';
import { createPostHogEvents } from '#adapters/posthog/event-catalogue.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { postHog } from '#adapters/posthog/vendor.ts';
import type { Environment } from '#adapters/vendor.ts';
import type { EventCatalogue } from '#ports/event-catalogue.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { silentLogger } from '#shared/logger.ts';
import { ok, type Result } from '#shared/result.ts';

/** What knows the events of a workspace. */
export interface Platform {
  readonly events: EventCatalogue;
  readonly metrics: MetricsSource;
}

/**
 * Connects PostHog as the environment says, or what the bot itself keeps if its flags or their observations are set; null if neither is. Refuses
 * with every problem of their variables.
 */
export function platformOf(environment: Environment): Result<Platform, readonly string[]> | null {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => (value ?? '').trim() !== ''),
  );
  const isSet = (...names: readonly string[]) => names.some((name) => set[name] !== undefined);
  if (!isSet('POSTHOG_HOST', 'POSTHOG_PROJECT_ID', postHog.key))
    return isSet('FLAGS_PORT', ownObservations.key) ? ownPlatform(set) : null;
  const read = postHog.read(set);
  if (read.kind === 'refused') return read;
  return ok({ events: createPostHogEvents(read.value), metrics: createPostHogMetrics(read.value) });
}

function ownPlatform(set: Environment): Result<Platform, readonly string[]> {
  const read = ownObservations.read(set);
  return read.kind === 'refused' ? read : ok(createObservationsReader(read.value.address, silentLogger));
}
