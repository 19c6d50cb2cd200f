import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostHogCapture } from '#adapters/posthog/capture.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { silentLogger } from '#shared/logger.ts';

let posthog: SandboxPostHog;
beforeEach(async () => {
  posthog = await startPostHog({ now: () => 0 });
});
afterEach(() => posthog.close());

const connect = (warnings: string[] = [], projectToken = posthog.projectToken) =>
  createPostHogCapture({
    host: posthog.url,
    projectToken,
    logger: { ...silentLogger, warn: (message) => warnings.push(message) },
  });

describe('createPostHogCapture', () => {
  it('has delivered everything once it is closed', async () => {
    const analytics = connect();
    analytics.capture('plan approved', 'p-1', { days: 14, risk: 'low', second: false, note: null });
    analytics.capture('experiment launched', 'p-2', {});
    await analytics.close();
    const byActor = [...posthog.events()].sort((a, b) => a.distinct_id.localeCompare(b.distinct_id));
    expect(byActor).toMatchObject([
      {
        event: 'plan approved',
        distinct_id: 'p-1',
        properties: { days: 14, risk: 'low', second: false, note: null },
      },
      { event: 'experiment launched', distinct_id: 'p-2' },
    ]);
  });
  it('makes no person of a pseudonym', async () => {
    const analytics = connect();
    analytics.capture('plan approved', 'p-1', {});
    await analytics.close();
    expect(posthog.events()[0]?.properties).toMatchObject({
      $process_person_profile: false,
      $geoip_disable: true,
    });
  });
  it('logs what it could not deliver, and does not throw', async () => {
    const warnings: string[] = [];
    const analytics = connect(warnings, 'phc_other');
    analytics.capture('plan approved', 'p-1', {});
    await analytics.close();
    expect(warnings).toEqual(['a product event was not delivered']);
    expect(posthog.events()).toEqual([]);
  });
});
