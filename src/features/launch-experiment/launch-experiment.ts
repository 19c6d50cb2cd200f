import { BOT } from '#domain/actor.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { EXPOSURE_EVENTS, type ExposureEvent, exposureOf } from '#domain/exposure.ts';
import { failedChecks, hasNewFailure } from '#domain/launch/check-keys.ts';
import { isStepOver, presentStep, stepSince } from '#domain/launch/ramp.ts';
import { isVerified, type LaunchCheck } from '#domain/launch/state.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { outsidePerInside } from '#domain/looks/without-variant.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { lookRequest } from '#features/look-questions.ts';
import { type Reading, readTogether } from '#features/read-together.ts';
import { walkReadings } from '#features/walk-readings.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { DAY } from '#shared/clock.ts';
import { gateFigures, gateMetrics } from './gate-metrics.ts';
import { launchChecks, OVERDUE } from './launch-checks.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'metrics' | 'flags' | 'people' | 'clock' | 'log'>;

/** Canaries that are asked for in one question, each by two kinds of events. */
const CANARIES_TOGETHER = 2;

/** Verifies every canary that is out: exposures, split, events. The full split follows when all checks are met. */
export async function verifyLaunches(needs: Needs): Promise<void> {
  await walkReadings(needs, {
    ...{ job: 'verify-launches', task: 'launch-check', size: CANARIES_TOGETHER },
    isDue: ({ status }) => status === 'verifying',
    // The first watch is due a day after the launch.
    since: ({ nextLookAt }) => nextLookAt ?? 0,
    work: (lines) => readTogether(needs.metrics, lines, ({ key }) => readingOf(needs, key)),
  });
}

/**
 * A canary by the events that the plan names and by the other kind, in one question: if the planned ones bring no unit and the
 * others do, the project has moved since the plan was made, and the figures are by that kind.
 */
async function readingOf(needs: Needs, key: string): Promise<Reading | null> {
  const experiment = await needs.load(key);
  if (experiment?.design == null || experiment.launch === null) return null;
  if (!(await isFlagUntouched(needs, key))) return null;
  const { launch } = experiment;
  const { plan } = experiment.design;
  const until = needs.clock.now();
  const planned = exposureOf(plan, launch);
  const other = { event: EXPOSURE_EVENTS.find((event) => event !== planned.event) ?? planned.event };
  const ask = (exposure: ExposureEvent) =>
    lookRequest(plan, exposure, { from: launch.at, until }, gateMetrics(plan));
  return {
    requests: [ask(planned), ask(other)],
    take: async ([byPlanned, byOther]) => {
      if (byPlanned === undefined || byOther === undefined)
        throw new TypeError('the metrics source gave fewer answers than questions');
      const hasMoved = !hasUnits(byPlanned) && hasUnits(byOther);
      const figures = hasMoved ? byOther : byPlanned;
      await verifyLaunch(needs, experiment, { figures, exposure: hasMoved ? other : planned, now: until });
    },
  };
}

/** The figures of a canary, by which events, at which moment. */
interface ReadCanary {
  readonly figures: LookFigures;
  readonly exposure: ExposureEvent;
  readonly now: number;
}

async function verifyLaunch(
  needs: Needs,
  experiment: Experiment,
  { figures, exposure, now }: ReadCanary,
): Promise<void> {
  const { plan } = designOf(experiment);
  const launch = launchOf(experiment);
  const checks = launchChecks(planAsRun(experiment), {
    ...figures,
    arms: figures.moments[plan.goal.key] ?? {},
    outsidePerInside: outsidePerInside(experiment, now),
    age: activeTime(launch, launch.at, now),
    gate: gateFigures(plan, figures),
  });
  const passed = isVerified(checks);
  if (passed ? !isStepOver(experiment, now) : !isNews(experiment, checks, now)) return;
  const source = exposure.event === exposureOf(plan, launch).event ? {} : { exposure };
  await needs.execute(experiment.key, { name: 'recordVerification', checks, ...source, actor: BOT, at: now });
}

/** A failure is told once for each step: what is wrong at once, what only waits after a day. */
function isNews(experiment: Experiment, checks: readonly LaunchCheck[], now: number): boolean {
  const launch = launchOf(experiment);
  const told = launch.told ?? [];
  if (hasNewFailure(checks, told)) return true;
  const { days } = presentStep(experiment);
  const waited = activeTime(launch, stepSince(launch), now);
  return waited >= Math.max(OVERDUE, days * DAY) && failedChecks(checks).some((key) => !told.includes(key));
}

function hasUnits({ units, multiple }: LookFigures): boolean {
  return multiple > 0 || Object.values(units).some((value) => value > 0);
}
