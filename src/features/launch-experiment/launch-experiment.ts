import { BOT, type Experiment, type LaunchCheck } from '#domain/experiment.ts';
import { count, pValue } from '#domain/figures.ts';
import { isLive } from '#domain/lifecycle.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { Moments } from '#stats/moments.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';

/** Units that every arm of the canary must have met before its split is judged. */
const CANARY_UNITS = 30;
/** After this long without verification the thread is told. */
const OVERDUE = 24 * HOUR;
/** Events that must be expected before their absence means anything. */
const EXPECTED_EVENTS = 10;

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'metrics' | 'clock' | 'log'>;

/** Keys of other live experiments on the same surface of the same repository. */
export async function conflictsOf({ store }: Pick<Needs, 'store'>, experiment: Experiment) {
  const live = await store.summaries({ live: true, limit: 10_000 });
  const { surface, repository } = experiment.request;
  return live
    .filter((other) => other.key !== experiment.key && isLive(other.status))
    .filter((other) => other.surface === surface && other.repository === repository)
    .map((other) => other.key);
}

/**
 * Verifies every canary that is out: exposures, split, events. The full split follows when all checks are met. One that
 * cannot be read does not hold up the others.
 */
export async function verifyLaunches(needs: Needs): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: 10_000 });
  for (const { key, status } of live) {
    if (status !== 'verifying') continue;
    try {
      await verifyLaunch(needs, key);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      needs.log.warn('a launch could not be verified and is tried again at the next tick', {
        experiment: key,
        code,
        error: message,
      });
    }
  }
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
  const passed = checks.every(({ met }) => met);
  const overdue = now - experiment.launchedAt >= OVERDUE && experiment.launchChecks.length === 0;
  if (!passed && !overdue) return;
  await needs.execute(key, { name: 'recordVerification', checks, actor: BOT, at: now });
}

/** What a canary brought so far; `age` is milliseconds since its launch. */
export interface CanaryFigures {
  readonly units: Readonly<Record<string, number>>;
  readonly multiple: number;
  readonly moments: Readonly<Record<string, Moments>>;
  readonly age: number;
}

/** The checks of a canary, each with its figures in words. Pure. */
export function launchChecks(
  plan: Plan,
  { units, multiple, moments, age }: CanaryFigures,
): readonly LaunchCheck[] {
  const counts = plan.variants.map(({ key }) => units[key] ?? 0);
  const total = counts.reduce((sum, value) => sum + value, 0);
  return [
    {
      key: 'exposures',
      met: counts.every((value) => value >= CANARY_UNITS),
      text: `exposures arrive in every variant (${plan.variants.map(({ key }, at) => `${key} ${count(counts[at] ?? 0)}`).join(', ')})`,
    },
    splitCheck(plan, counts),
    {
      key: 'one-variant-each',
      met: multiple <= 0.01 * (total + multiple),
      text: `units stay in one variant (${count(multiple)} of ${count(total + multiple)} met several)`,
    },
    eventCheck(plan, moments, age),
  ];
}

function splitCheck(plan: Plan, observed: readonly number[]): LaunchCheck {
  const weights = plan.variants.map(({ allocation }) => allocation);
  const result = srmChiSquare({ observed, weights });
  if (result.kind === 'refused') return { key: 'split', met: false, text: 'the split cannot be judged yet' };
  return {
    key: 'split',
    met: result.pValue >= 0.001,
    text: `the split is as planned (p ${pValue(result.pValue)})`,
  };
}

/** Silence means something only when enough events are expected and the event has had time to come. */
function eventCheck(plan: Plan, moments: Readonly<Record<string, Moments>>, age: number): LaunchCheck {
  const all = Object.values(moments);
  const units = all.reduce((sum, { n }) => sum + n, 0);
  const events = all.reduce((sum, { n, mean }) => sum + n * mean, 0);
  const expected = units * plan.baseline.mean;
  const early = expected < EXPECTED_EVENTS || (events === 0 && age < (plan.goal.delayDays ?? 0) * DAY);
  return {
    key: 'events',
    met: events > 0 || early,
    text: early
      ? `too early to expect events of ${plan.goal.name}`
      : `events of ${plan.goal.name} arrive (${count(events)} so far)`,
  };
}
