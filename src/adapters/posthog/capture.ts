import { PostHog } from 'posthog-node';
import type { Analytics } from '#ports/analytics.ts';
import type { Logger } from '#shared/logger.ts';

export interface PostHogCaptureOptions {
  /** Ingestion host, `https://eu.i.posthog.com` or one's own installation. */
  readonly host: string;
  /** `phc_…`: may only write events. */
  readonly projectToken: string;
  readonly logger: Logger;
  /** Events held back before a batch is sent; 20 where left out. */
  readonly flushAt?: number;
}

/** PostHog's own SDK behind the `Analytics` port: events are sent in batches, a lost batch is logged and dropped. */
export function createPostHogCapture(options: PostHogCaptureOptions): Analytics {
  const client = new PostHog(options.projectToken, {
    host: options.host,
    flushAt: options.flushAt ?? 20,
    flushInterval: 10_000,
    requestTimeout: 5_000,
    fetchRetryCount: 2,
    fetchRetryDelay: 500,
    disableGeoip: true,
  });
  client.on('error', () => options.logger.warn('product events were not delivered'));
  return {
    capture(event, actor, properties) {
      // No person profile: an actor is a pseudonym and shall stay one.
      client.capture({
        event,
        distinctId: actor,
        properties: { ...properties, $process_person_profile: false },
      });
    },
    close: () => client.shutdown(5_000),
  };
}
