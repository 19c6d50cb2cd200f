import type { Experiment } from '#domain/experiment.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import type { Journey } from '#test/support/journey.ts';
import type { MonthExperiment } from './month-plan.ts';

const STEP = 2 * HOUR;
/** Hours of a working day in which people act, in UTC. */
const WORK = { from: 8, until: 18 } as const;
/** The longest that a person lets a thing wait, in hours. */
const LONGEST_WAIT = 30;

/** Buttons by which people follow each recommendation, the first that is there. */
const DECIDED: Readonly<Record<string, readonly string[]>> = {
  ship: ['decide_ship'],
  kill: ['decide_kill'],
  'drop-variant': ['decide_drop'],
};
const OTHERWISE = ['decide_end', 'decide_kill'] as const;

/** An experiment under way, with the status that was seen last, and when a person acts on it. */
interface UnderWay {
  readonly key: string;
  status: Status | null;
  actsAt: number;
}

/** What a month came to. */
export interface PlayedMonth {
  readonly keys: readonly string[];
  /** What people tried in vain, in words. */
  readonly inVain: readonly string[];
  /** Tries to merge that met a conflict: two clean-ups that change the same lines. */
  readonly conflicts: number;
}

const CONFLICT = /not mergeable/;

/** How long it goes, from which seed people draw when they act, and what else happens at the begin of a day, counted from 0. */
export interface Days {
  readonly days: number;
  readonly seed: number;
  readonly onDay?: (day: number) => Promise<void>;
}

/** Lets so many days pass; people propose on the day of the plan, and act on what waits for them hours later, at work. */
export async function playMonth(
  journey: Journey,
  plan: readonly MonthExperiment[],
  { days, seed, onDay = async () => {} }: Days,
): Promise<PlayedMonth> {
  const random = seededRandom(seed + 1);
  const clock = journey.running.sandbox.clock;
  const start = clock.now();
  const open = [...plan];
  const underWay: UnderWay[] = [];
  const inVain: string[] = [];
  let day = -1;
  while (clock.now() < start + days * DAY) {
    if (day !== Math.floor((clock.now() - start) / DAY)) {
      day += 1;
      await onDay(day);
    }
    if (isWorkTime(clock.now())) {
      const due = open.filter(({ day }) => start + day * DAY <= clock.now());
      for (const one of due) {
        open.splice(open.indexOf(one), 1);
        const key = await journey.propose(one.by ?? 'mia', one.idea, one.form, one.channel);
        underWay.push({ key, status: null, actsAt: 0 });
      }
      for (const one of underWay) await actOn(journey, one, { random, now: clock.now(), inVain });
    }
    await journey.running.advance(STEP, { step: STEP });
  }
  const isConflict = (line: string) => CONFLICT.test(line);
  return {
    keys: underWay.map(({ key }) => key),
    inVain: inVain.filter((line) => !isConflict(line)),
    conflicts: inVain.filter(isConflict).length,
  };
}

function isWorkTime(now: number): boolean {
  const date = new Date(now);
  const isWeekday = date.getUTCDay() >= 1 && date.getUTCDay() <= 5;
  return isWeekday && date.getUTCHours() >= WORK.from && date.getUTCHours() < WORK.until;
}

interface Moment {
  readonly random: RandomSource;
  readonly now: number;
  readonly inVain: string[];
}

async function actOn(journey: Journey, one: UnderWay, { random, now, inVain }: Moment): Promise<void> {
  const experiment = await journey.load(one.key);
  const act = experiment.tampering.open === null ? ACTS[experiment.status] : restore;
  if (act === undefined) return;
  if (experiment.status !== one.status) {
    one.status = experiment.status;
    one.actsAt = now + random.uniform() * LONGEST_WAIT * HOUR;
  }
  if (now < one.actsAt) return;
  try {
    await act(journey, experiment);
  } catch (thrown) {
    inVain.push(
      `${one.key}, ${experiment.status}: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    );
  }
  // The next act in the same status, such as a launch after a merge, is not at once either.
  one.actsAt = now + random.uniform() * LONGEST_WAIT * HOUR;
}

type Act = (journey: Journey, experiment: Experiment) => Promise<unknown>;

/** What people do in each status that waits for them. */
const ACTS: Partial<Readonly<Record<Status, Act>>> = {
  'in-review': async (journey, { key, design }) => {
    const approver = (design?.approvals ?? []).length === 0 ? 'priya' : 'sam';
    await journey.press(approver, key, 'approve_plan');
  },
  implemented: async (journey, experiment) => {
    if (experiment.code?.pullRequest.mergedAt != null)
      return journey.press(
        experiment.code.launchVote === undefined ? 'priya' : 'sam',
        experiment.key,
        'launch',
      );
    return mergeOf(journey, experiment.code?.pullRequest.number);
  },
  deciding: async (journey, experiment) => decide(journey, experiment),
  paused: async (journey, { key }) => journey.press('sam', key, 'resume_experiment'),
  'cleaning-up': async (journey, { cleanUp }) => mergeOf(journey, cleanUp?.pullRequest?.number),
};

/** A flag that was changed by hand is brought back. */
async function restore(journey: Journey, { key }: Experiment): Promise<unknown> {
  return journey.press('priya', key, 'restore_flag');
}

async function mergeOf(journey: Journey, number: number | undefined): Promise<void> {
  if (number !== undefined) await journey.running.merge(number, 'sam');
}

async function decide(journey: Journey, experiment: Experiment): Promise<void> {
  const recommendation = latestSnapshot(experiment)?.verdict.recommendation ?? '';
  for (const action of DECIDED[recommendation] ?? OTHERWISE) {
    const message = await journey.spot(experiment.key, action).catch(() => null);
    if (message !== null) {
      await journey.pressOn('priya', message, action);
      return;
    }
  }
  throw new Error(`no button for ${recommendation}`);
}
