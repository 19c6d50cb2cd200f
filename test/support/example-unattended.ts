import { BOT } from '#domain/actor.ts';
import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { shipmentTimes } from '#domain/shipping/shipment-steps.ts';
import type { Topic } from '#domain/topic.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import type { AutoMode } from '#domain/unattended/state.ts';
import { DAY } from '#shared/clock.ts';
import { decision, untilRunning } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, HILLSTROM, look, twoGates } from '#test/support/example-looks.ts';
import {
  GATE_KEY,
  GATE_PLAN,
  MAIL_KEY,
  MAIL_PLAN,
  MARIA,
  PRIYA,
  TWO_GATES_KEY,
  TWO_GATES_PLAN,
} from '#test/support/example-plans.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';

const afterwards = { decideWithinDays: 14 };
const LOW: typeof MAIL_PLAN.request = { ...MAIL_PLAN.request, risk: 'low' };
/** Running, with decisions that expire after 14 days. */
export const GATE_RUNNING = untilRunning(GATE_KEY, { ...GATE_PLAN, afterwards }).running;
/** The same of the e-mail, at a low risk. */
export const MAIL_RUNNING = untilRunning(MAIL_KEY, { ...MAIL_PLAN, request: LOW, afterwards }).running;
const gates = untilRunning(TWO_GATES_KEY, { ...TWO_GATES_PLAN, afterwards }).running;

function auto(story: Story, mode: AutoMode, regressionLimit = 0.1): Story {
  const by = mode === 'off' ? MARIA : PRIYA;
  return goOn(
    story,
    step(1.5, by, ({ design }) => ({
      name: 'setAuto',
      mode,
      planHash: design?.planHash ?? '',
      regressionLimit,
    })),
  );
}

/** The bot does on the newest look what its standing approval allows. */
function acted(story: Story, days: number): Story {
  return goOn(
    story,
    step(days, BOT, (state) => {
      const act = autoActOf(state);
      if (act === null) throw new Error('there is nothing to do on this look');
      const snapshotHash = latestSnapshot(state)?.hash ?? '';
      if (state.unattended?.auto?.mode === 'dry-run') return { name: 'recordDryRun', ...act, snapshotHash };
      const flagVersion = state.flag?.version ?? '';
      return { name: 'autoDecide', ...act, snapshotHash, flagVersion, approver: PRIYA };
    }),
  );
}

/** With the look that recommends to ship. */
export const shipping = (story: Story) => goOn(story, look(2, HILLSTROM), look(8, HILLSTROM));
const waiting = goOn(GATE_RUNNING, look(2, COOKIE_CATS), look(16, COOKIE_CATS), look(23, COOKIE_CATS));
const due = ((expiryOf(waiting.experiment) ?? 0) - START) / DAY;
const on = auto(MAIL_RUNNING, 'on');

const RAMP = { steps: [{ share: 0.75, days: 2 }], holdback: { share: 0.05, weeks: 4 } };
const shipped = goOn(
  untilRunning(MAIL_KEY, { ...MAIL_PLAN, afterwards: RAMP }).running,
  look(2, HILLSTROM),
  look(8, HILLSTROM),
  decision(8.1, PRIYA, 'ship'),
);

/** A reading of the step that holds, at its end. */
function read(story: Story, change: (snapshot: AnalysisSnapshot) => AnalysisSnapshot = (one) => one): Story {
  const { from = 0, end = 0 } = shipmentTimes(story.experiment) ?? {};
  return goOn(
    story,
    step((end - START) / DAY, BOT, (state) => {
      const seen = latestSnapshot(state);
      if (seen === null) throw new Error('no look was taken');
      const verdict = { ...seen.verdict, recommendation: 'keep-running', harm: null } as const;
      const snapshot = change({
        ...seen,
        hash: `read at ${end}`,
        at: end,
        from,
        until: end,
        scheduled: false,
        verdict,
      });
      return { name: 'recordShipmentReading', snapshot };
    }),
  );
}

const unsound = (snapshot: AnalysisSnapshot): AnalysisSnapshot => ({
  ...snapshot,
  analysis: { ...snapshot.analysis, health: { ...snapshot.analysis.health, state: 'unhealthy' } },
});
const harmful = (snapshot: AnalysisSnapshot): AnalysisSnapshot => ({
  ...snapshot,
  verdict: { ...snapshot.verdict, harm: { metric: 'unsubscribe_rate', variant: 'treatment' } },
});

/** The story 23 days after its decision, when the thread hears of the flag. */
export function remindedOfFlag(story: Story): Story {
  const since = flagDebtSince(story.experiment) ?? START;
  return goOn(story, step((since - START) / DAY + 23, BOT, { name: 'remindOfFlag' }));
}

/** Every message of a shipment that reaches all users step by step. */
export const SHIPPING_CASES: readonly (readonly [story: Story, topic: Topic, name: string])[] = [
  [shipped, 'plan', 'plan-with-shipment-steps'],
  [shipped, 'decided', 'decided-ship-by-steps'],
  [read(shipped), 'shipment-advanced', 'shipment-holdback'],
  [read(read(shipped)), 'shipment-advanced', 'shipment-all-users'],
  [read(shipped, unsound), 'shipment-held', 'shipment-held'],
  [read(shipped, harmful), 'shipment-taken-back', 'shipment-taken-back'],
];

/** Every message of what goes on without a person. */
export const UNATTENDED_CASES: readonly (readonly [story: Story, topic: Topic, name: string])[] = [
  [on, 'auto-set', 'auto-on'],
  [auto(on, 'off'), 'auto-set', 'auto-off'],
  [auto(MAIL_RUNNING, 'dry-run'), 'auto-set', 'auto-dry-run-set'],
  [goOn(on, step(3, BOT, { name: 'lapseAuto' })), 'auto-set', 'auto-lapsed'],
  [acted(shipping(auto(MAIL_RUNNING, 'dry-run')), 8.01), 'auto-dry-run', 'auto-dry-run'],
  [shipping(on), 'decision', 'decision-with-auto-on'],
  [acted(shipping(on), 8.01), 'decided', 'decided-by-auto'],
  [
    acted(goOn(auto(GATE_RUNNING, 'on', 0.03), look(2, COOKIE_CATS), look(16, COOKIE_CATS)), 16.01),
    'decided',
    'decided-for-regression',
  ],
  [
    acted(
      goOn(
        auto(gates, 'on'),
        look(2, twoGates({ retention: 0.17 })),
        look(16, twoGates({ retention: 0.17 })),
      ),
      16.01,
    ),
    'variant-dropped',
    'variant-dropped-by-auto',
  ],
  [waiting, 'decision', 'decision-that-expires'],
  [goOn(waiting, step(due - 2, BOT, { name: 'remindOfDecision' })), 'decision-reminder', 'decision-reminder'],
  [goOn(waiting, step(due, BOT, { name: 'expireDecision' })), 'decided', 'decided-by-expiry'],
];
