import { BOT } from '#domain/actor.ts';
import { EXPOSURE_EVENTS, type ExposureEvent, exposureOf } from '#domain/exposure.ts';
import { isVerified, type LaunchState } from '#domain/launch/state.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
import { outsidePerInside } from '#domain/looks/without-variant.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { engineMoments } from '#features/engine-moments.ts';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { lookRequest } from '#features/look-questions.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { launchChecks, OVERDUE } from './launch-checks.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'metrics' | 'flags' | 'people' | 'clock' | 'log'>;

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
  if (!(await isFlagUntouched(needs, key))) return;
  const { launch } = experiment;
  const { plan } = experiment.design;
  const now = needs.clock.now();
  const { figures, exposure } = await readCanary(needs, plan, launch, now);
  const checks = launchChecks(planAsRun(experiment), {
    ...figures,
    moments: engineMoments(plan.goal, figures.moments[plan.goal.key] ?? {}),
    outsidePerInside: outsidePerInside(launch, plan.request.trafficShare, now),
    age: now - launch.at,
  });
  const passed = isVerified(checks);
  const overdue = now - launch.at >= OVERDUE && launch.checks.length === 0;
  if (!passed && !overdue) return;
  const source = exposure.event === exposureOf(plan, launch).event ? {} : { exposure };
  await needs.execute(key, { name: 'recordVerification', checks, ...source, actor: BOT, at: now });
}

/**
 * The figures of a canary by the events that the plan names. If those bring no unit and the other kind does, the project has moved
 * since the plan was made: then the figures are by that kind. Both are asked for in one question.
 */
async function readCanary(
  { metrics }: Pick<Needs, 'metrics'>,
  plan: Plan,
  launch: LaunchState,
  until: number,
): Promise<{ readonly figures: LookFigures; readonly exposure: ExposureEvent }> {
  const window = { from: launch.at, until };
  const planned = exposureOf(plan, launch);
  const other = { event: EXPOSURE_EVENTS.find((event) => event !== planned.event) ?? planned.event };
  const ask = (exposure: ExposureEvent) => lookRequest(plan, exposure, window, [plan.goal]);
  const [figures, byOther] = await metrics.looks([ask(planned), ask(other)]);
  return !hasUnits(figures) && hasUnits(byOther)
    ? { figures: byOther, exposure: other }
    : { figures, exposure: planned };
}

function hasUnits({ units, multiple }: LookFigures): boolean {
  return multiple > 0 || Object.values(units).some((value) => value > 0);
}
