import { BOT } from '#domain/actor.ts';
import { isVerified } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { launchChecks, OVERDUE } from './launch-checks.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'metrics' | 'clock' | 'log'>;

/** Verifies every canary that is out: exposures, split, events. The full split follows when all checks are met. */
export async function verifyLaunches(needs: Needs): Promise<void> {
  await walkUnfinished(needs, {
    job: 'verify-launches',
    isDue: ({ status }) => status === 'verifying',
    work: ({ key }) => verifyLaunch(needs, key),
  });
}

async function verifyLaunch(needs: Needs, key: string): Promise<void> {
  const experiment = await needs.load(key);
  if (experiment?.plan == null || experiment.launchedAt === null) return;
  const now = needs.clock.now();
  const window = { from: experiment.launchedAt, until: now };
  const exposures = await needs.metrics.exposures(experiment.plan.flagKey, window);
  const moments = await needs.metrics.moments(experiment.plan.flagKey, experiment.plan.goal, window);
  const checks = launchChecks(experiment.plan, {
    units: exposures.units,
    multiple: exposures.multiple,
    moments,
    age: now - experiment.launchedAt,
  });
  const passed = isVerified(checks);
  const overdue = now - experiment.launchedAt >= OVERDUE && experiment.launchChecks.length === 0;
  if (!passed && !overdue) return;
  await needs.execute(key, { name: 'recordVerification', checks, actor: BOT, at: now });
}
