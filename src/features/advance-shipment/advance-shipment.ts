import { BOT } from '#domain/actor.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import { judgeLook } from '#domain/looks/judge-look.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { plannedMetrics } from '#domain/plan.ts';
import { nextShipmentReadingAt, planOfShipment, shipmentTimes } from '#domain/shipping/shipment-steps.ts';
import { lookDataOf } from '#features/analyse-experiment/analyse-experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { lookRequest } from '#features/look-questions.ts';
import { type Reading, readTogether } from '#features/read-together.ts';
import { walkReadings } from '#features/walk-readings.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { hashOf } from '#shared/canonical-json.ts';

type Needs = Pick<
  CoPilot,
  'store' | 'load' | 'execute' | 'metrics' | 'flags' | 'people' | 'clock' | 'log' | 'graceMs'
>;

/** Shipments whose guardrails are asked for in one question. */
const TOGETHER = 4;

/** Reads the guardrails of every shipped change that has not reached all units yet, as often as its step asks for. */
export async function readShipments(needs: Needs): Promise<void> {
  const now = needs.clock.now();
  await walkReadings(needs, {
    ...{ job: 'read-shipments', task: 'look', size: TOGETHER },
    isDue: ({ shipmentReadingAt }) => shipmentReadingAt !== undefined && shipmentReadingAt <= now,
    since: ({ shipmentReadingAt }) => shipmentReadingAt ?? 0,
    work: (lines) => readTogether(needs.metrics, lines, ({ key }) => shipmentReading(needs, key, now)),
  });
}

/** The reading that is due, if there is one. Units of the present step alone count, because the split changes with each. */
async function shipmentReading(needs: Needs, key: string, now: number): Promise<Reading | null> {
  const experiment = await needs.load(key);
  if (experiment === null) return null;
  const due = nextShipmentReadingAt(experiment);
  const times = shipmentTimes(experiment);
  if (due === null || due > now || times === null || !(await isFlagUntouched(needs, key))) return null;
  const plan = planOfShipment(experiment);
  const window = { from: times.from, until: now - needs.graceMs };
  return {
    requests: [lookRequest(plan, exposureOf(plan, launchOf(experiment)), window, plannedMetrics(plan))],
    take: async ([figures]) => {
      if (figures === undefined) throw new TypeError('the metrics source gave fewer answers than questions');
      const snapshot = stepSnapshot(experiment, figures, { ...window, now });
      const by = { actor: BOT, at: needs.clock.now() };
      await needs.execute(key, { name: 'recordShipmentReading', snapshot, ...by });
    },
  };
}

/** Health and harm of the present step. Pure, so that the same figures give the same snapshot, byte for byte. */
function stepSnapshot(
  experiment: Experiment,
  figures: LookFigures,
  { from, until, now }: { readonly from: number; readonly until: number; readonly now: number },
): AnalysisSnapshot {
  const plan = planOfShipment(experiment);
  const launch = { ...launchOf(experiment), at: from, runningSince: from, pause: null, pauses: [] };
  const due = { scheduled: false, until: now, look: 1, lastDay: false };
  const data = lookDataOf(figures, launch, plan, due);
  const { planHash } = designOf(experiment);
  return {
    hash: hashOf({ planHash, step: experiment.shipping?.step ?? 0, until: now, data }),
    ...{ at: now, from, until: now, scheduled: false, narrative: null },
    ...(until === now ? {} : { readUntil: until }),
    ...judgeLook(plan, due, data, { snapshots: [] }),
  };
}
