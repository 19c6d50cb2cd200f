import { describe, expect, it } from 'vitest';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { exposureProblem } from '#app/check-exposures.ts';

const project = (projectId: string, host = 'https://eu.posthog.com') => ({
  host,
  projectId,
  personalApiKey: 'phx_1',
});
const flags = createPostHogFlags(project('42'));

describe('flags and metrics', () => {
  it('belong together if the exposures of the flags are in the project of the metrics', () => {
    expect(exposureProblem({ flags, metrics: createPostHogMetrics(project('42')) })).toBeNull();
    const written = createPostHogMetrics(project('42', 'https://eu.posthog.com/'));
    expect(exposureProblem({ flags, metrics: written })).toBeNull();
  });

  it.each([project('43'), project('42', 'https://us.posthog.com')])(
    'are refused in one sentence: %j',
    (other) => {
      expect(exposureProblem({ flags, metrics: createPostHogMetrics(other) })).toBe(
        'PostHog records exposures in https://eu.posthog.com/project/42, and PostHog as configured cannot count them there: use one project for both.',
      );
    },
  );

  it('are refused if the flags record nothing and the metrics count their own flags alone', () => {
    const own = { name: 'Co-Pilot Flags', exposures: { kind: 'own' } } as const;
    expect(exposureProblem({ flags: own, metrics: createPostHogMetrics(project('42')) })).toBe(
      'Co-Pilot Flags records no exposures itself, and PostHog as configured counts only those of its own flags: use the flags of PostHog, or a metrics source that counts what applications report.',
    );
  });
});
