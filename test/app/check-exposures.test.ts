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
});
