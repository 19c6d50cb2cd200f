import { born } from '#domain/design/born.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Plan, planHash } from '#domain/plan.ts';

/** An experiment with this plan as it stands at the moment of its full rollout (milliseconds since the Unix epoch), without a look. */
export function experimentAtLaunch(plan: Plan, at: number): Experiment {
  const key = plan.flagKey;
  const proposed = { type: 'proposed', request: plan.request, requester: 'p_owner', channel: 'C1' } as const;
  const flag = { key, url: 'https://flags.example', version: '1', active: true, rollout: 1 };
  const allocation = Object.fromEntries(plan.variants.map((variant) => [variant.key, variant.allocation]));
  return {
    ...born(proposed, { key, version: 1, at }),
    status: 'running',
    flag: { ...flag, allocation },
    design: {
      plan,
      planHash: planHash(plan),
      settings: null,
      opinion: { verdict: 'no-objection', objections: [], considerations: [] },
      approvals: [],
    },
    launch: { at, runningSince: at, checks: [], pause: null, pauses: [] },
  };
}
