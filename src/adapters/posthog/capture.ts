import { PostHog } from 'posthog-node';
import type { Analytics } from '#ports/analytics.ts';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';
import type { Logger } from '#shared/logger.ts';

export interface PostHogCaptureOptions {
  /** Ingestion host, `https://eu.i.posthog.com` or one's own installation. */
  readonly host: string;
  /** `phc_…`: may only write events. */
  readonly projectToken: string;
  readonly logger: Logger;
}

/** PostHog's own SDK behind the `Analytics` port: an event that cannot be delivered is logged and dropped. */
export function createPostHogCapture(options: PostHogCaptureOptions): Analytics {
  const client = new PostHog(options.projectToken, {
    host: options.host,
    fetch: withBoundedAnswers(fetch),
    requestTimeout: 5_000,
    fetchRetryCount: 2,
    fetchRetryDelay: 500,
    disableGeoip: true,
  });
  const warn = () => options.logger.warn('a product event was not delivered');
  const pending = new Set<Promise<void>>();
  client.on('error', warn);
  return {
    capture(event, actor, properties) {
      // Each by itself: the SDK's queue writes its failures to the console, and a bot's events are few.
      // No person profile: an actor is a pseudonym and shall stay one.
      const sending = client
        .captureImmediate({
          event,
          distinctId: actor,
          properties: { ...properties, $process_person_profile: false },
        })
        .catch(warn)
        .finally(() => pending.delete(sending));
      pending.add(sending);
    },
    async close() {
      await Promise.all(pending);
      await client.shutdown(5_000);
    },
  };
}
