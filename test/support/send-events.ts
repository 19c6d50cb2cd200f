import type { SandboxPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';

export interface SentEvent {
  readonly event: string;
  readonly distinct_id: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Sends events to PostHog as its libraries do. Throws if they are not taken. */
export async function sendEvents(
  { url, projectToken }: Pick<SandboxPostHog, 'url' | 'projectToken'>,
  events: readonly SentEvent[],
): Promise<void> {
  const batch = events.map(({ at, properties = {}, ...event }) => ({
    ...{ ...event, properties, timestamp: new Date(at).toISOString() },
  }));
  const body = JSON.stringify({ api_key: projectToken, batch });
  const { status } = await fetch(`${url}/batch/`, { method: 'POST', body });
  if (status !== 200) throw new Error(`the events were not taken: ${status}`);
}
