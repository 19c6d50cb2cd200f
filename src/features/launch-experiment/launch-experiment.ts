import { BOT } from '#domain/actor.ts';
import { isVerified } from '#domain/launch/state.ts';
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
  if (experiment?.design == null || experiment.launch === null) return;
  const { launch } = experiment;
  const { plan } = experiment.design;
  const now = needs.clock.now();
  const window = { from: launch.at, until: now };
  const exposures = await needs.metrics.exposures(plan.flagKey, window);
  const moments = await needs.metrics.moments(plan.flagKey, plan.goal, window);
  const checks = launchChecks(plan, {
    units: exposures.units,
    multiple: exposures.multiple,
    moments,
    age: now - launch.at,
  });
  const passed = isVerified(checks);
  const overdue = now - launch.at >= OVERDUE && launch.checks.length === 0;
  if (!passed && !overdue) return;
  await needs.execute(key, { name: 'recordVerification', checks, actor: BOT, at: now });
}
