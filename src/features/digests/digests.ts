import { healthFigures } from '#domain/digest/health-figures.ts';
import { monthlyFigures } from '#domain/digest/monthly-figures.ts';
import { reviewFigures } from '#domain/digest/review-figures.ts';
import { isQuietWeek, weeklyFigures } from '#domain/digest/weekly-figures.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { loadBulletin } from '#journal/bulletins.ts';
import { DIGESTS, type DigestName, type DigestSettings } from '#settings/digests.ts';
import { DAY } from '#shared/clock.ts';
import { type DueMoment, dueMoment, quarterStart } from './due-moments.ts';
import type { HealthFacts } from './health-digest.ts';
import { lostMessages } from './lost-messages.ts';
import type { MonthlyFacts } from './monthly-digest.ts';
import { experimentsAt } from './read-experiments.ts';
import type { ReviewFacts } from './review-digest.ts';
import { shownRows } from './shown-rows.ts';
import type { WeeklyFacts } from './weekly-digest.ts';

type Needs = Pick<CoPilot, 'store' | 'chat' | 'clock' | 'log' | 'choices'>;

/** The facts of a digest, by its name. */
export interface DigestFacts {
  readonly daily: HealthFacts;
  readonly weekly: WeeklyFacts;
  readonly review: ReviewFacts;
  readonly monthly: MonthlyFacts;
}

/** Posts one digest under a stable name. */
export type SayDigest = <Name extends DigestName>(
  name: Name,
  saying: { readonly name: string; readonly channel: string; readonly facts: DigestFacts[Name] },
) => Promise<unknown>;

/** Claims of moments at which a digest had nothing to say. */
const QUIET = 'digest-quiet';
/** These claims are forgotten after so long. */
const KEPT = 30 * DAY;

/** Posts every digest that is due and not there yet, in each of its channels. A channel that fails is tried again at the next run. */
export async function postDueDigests(needs: Needs, say: SayDigest): Promise<void> {
  const { choices, clock, store } = needs;
  const { digests } = choices;
  if (digests === null) return;
  await store.sweepClaims(QUIET, clock.now() - KEPT, 100);
  const faults: unknown[] = [];
  for (const name of DIGESTS) {
    try {
      await postDigest(needs, say, { name, digests });
    } catch (thrown) {
      faults.push(thrown);
    }
  }
  if (faults.length > 0) throw faults[0];
}

async function postDigest(
  needs: Needs,
  say: SayDigest,
  { name, digests }: { readonly name: DigestName; readonly digests: DigestSettings },
): Promise<void> {
  const { store, clock } = needs;
  const schedule = digests[name];
  if (schedule === undefined) return;
  const { timeZone } = digests;
  const due = dueMoment(name, schedule, { timeZone, now: clock.now() });
  if (due === null) return;
  const titleOf = (channel: string) => `digest/${name}/${due.day}/${channel}`;
  const open: string[] = [];
  for (const channel of schedule.channels) {
    const title = titleOf(channel);
    const isSaid = (await loadBulletin(store, title)) !== null || (await store.isClaimed(QUIET, title));
    if (!isSaid) open.push(channel);
  }
  if (open.length === 0) return;
  const all = await experimentsAt(needs, due.window, name === 'monthly');
  const faults: unknown[] = [];
  for (const channel of open) {
    try {
      const shown = await namedIn(needs, channel, all);
      const facts = await factsOf(needs, name, { shown, due, timeZone, channel });
      if (facts === null) await store.claim(QUIET, titleOf(channel), clock.now());
      else await say(name, { name: titleOf(channel), channel, facts });
    } catch (thrown) {
      faults.push(thrown);
    }
  }
  if (faults.length > 0) throw faults[0];
}

/** The experiments that the readers of a channel may know of. Those of other private channels are left out, figures included. */
async function namedIn(
  { chat }: Needs,
  channel: string,
  all: readonly Experiment[],
): Promise<readonly Experiment[]> {
  const known = new Map<string, boolean>();
  const shown: Experiment[] = [];
  for (const experiment of all) {
    const other = experiment.delivery.channel;
    const mayBe = known.get(other) ?? (await mayBeNamedIn(chat, channel, other));
    known.set(other, mayBe);
    if (mayBe) shown.push(experiment);
  }
  return shown;
}

interface Ground {
  readonly shown: readonly Experiment[];
  readonly due: DueMoment;
  readonly timeZone: string;
  readonly channel: string;
}

/** The facts of a digest; null if it has nothing to say. */
async function factsOf<Name extends DigestName>(
  needs: Needs,
  name: Name,
  ground: Ground,
): Promise<DigestFacts[Name] | null>;
async function factsOf(
  needs: Needs,
  name: DigestName,
  { shown, due, timeZone, channel }: Ground,
): Promise<DigestFacts[DigestName] | null> {
  const { window } = due;
  switch (name) {
    case 'daily': {
      const { until, rows } = healthFigures(shown, window.until);
      const lost = await lostMessages(needs, { channel, until: window.until });
      if (rows.length + lost === 0) return null;
      return { until, troubles: await shownRows(needs, rows), lostMessages: lost };
    }
    case 'weekly': {
      const figures = weeklyFigures(shown, window);
      return {
        ...{ ...figures, isQuiet: isQuietWeek(figures) },
        started: await shownRows(needs, figures.started),
        concluded: await shownRows(needs, figures.concluded),
        looks: await shownRows(needs, figures.looks),
      };
    }
    case 'review': {
      const { decisions, troubles, ideas, learnings } = reviewFigures(shown, window);
      return {
        ...window,
        decisions: await shownRows(needs, decisions),
        troubles: await shownRows(needs, troubles),
        ideas: await shownRows(needs, ideas),
        learnings: await shownRows(needs, learnings),
      };
    }
    case 'monthly': {
      // On the first of a month the month before is over, and with it perhaps a quarter.
      const last = new Date(Date.parse(due.day) - DAY).toISOString().slice(0, 10);
      const figures = monthlyFigures(shown, window, quarterStart(last, timeZone));
      const { targets } = needs.choices;
      return {
        ...figures,
        shipped: await shownRows(needs, figures.shipped),
        month: last.slice(0, 7),
        targets,
      };
    }
  }
}
