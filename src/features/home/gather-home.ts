import type { Experiment } from '#domain/experiment.ts';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { Status } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { goalName } from '#features/goal-name.ts';
import { type SeenCounts, seenCounts } from '#features/seen-counts.ts';
import { type Linked, type LinkNeeds, withLinks } from './home-links.ts';
import { LIST_STATUSES } from './home-state.ts';
import { waitingFor } from './waiting-for.ts';

type Needs = Pick<CoPilot, 'store' | 'people' | 'load' | 'sight' | 'choices'> & LinkNeeds;

/** How many lines each part of an overview shows: at least 1, but `mine` may be left out by 0. */
type Shown = Readonly<Record<'waiting' | 'running' | 'mine' | 'backlog' | 'outcomes' | 'debt', number>>;
/** In a home. */
const SHOWN: Shown = { waiting: 5, running: 5, mine: 4, backlog: 3, outcomes: 3, debt: 3 };
/** From a decision on; what was cancelled had none. */
export const WITH_OUTCOME: readonly Status[] = ['decided', 'cleaning-up', 'killed', 'completed'];
const UNDER_WAY: readonly Status[] = [...(LIST_STATUSES.planned ?? []), ...(LIST_STATUSES.running ?? [])];

/** Some lines of a part of the overview, and how many the part has. */
export interface HomePart<Line> {
  readonly shown: readonly Line[];
  readonly count: number;
}

/** A line with its experiment as the journal says now; null if it is gone since, or cannot be read now. */
export interface LoadedLine extends Linked {
  readonly experiment: Experiment | null;
}

/** A line with what is remembered of its outcome; null if that is not written yet. */
export interface OutcomeLine extends Linked {
  readonly past: PastExperiment | null;
  /** The name of its goal. */
  readonly goal: string;
}

/** All that the overview of a person says. */
export interface HomeOverview {
  readonly waiting: HomePart<LoadedLine>;
  readonly running: HomePart<LoadedLine>;
  readonly mine: HomePart<Linked>;
  readonly backlog: HomePart<Linked>;
  readonly outcomes: HomePart<OutcomeLine>;
  /** Decided, and the flag and the losing code are not taken out yet: the oldest first. */
  readonly debt: HomePart<LoadedLine>;
  readonly planned: number;
  /** All that the person may see, by channel and status. */
  readonly seen: SeenCounts;
  /** Some are left out, because the chat service did not say who may read their channels. */
  readonly isPartial: boolean;
}

/** Reads what the overview of a person (a pseudonym) says, as far as they may see it. */
export async function gatherHome(needs: Needs, person: string, most: Shown = SHOWN): Promise<HomeOverview> {
  const { store } = needs;
  const all = await seenCounts(needs, {});
  const { channels, isPartial } = all;
  const page = async (statuses: readonly Status[], part: Parameters<typeof store.summaryPage>[1]) =>
    (await store.summaryPage({ channels, statuses }, part)).lines;
  const counted = (statuses: readonly Status[] | null) => countOf(all, statuses);
  const debts = counted(LIST_STATUSES.decided);
  const own = { channels, person, statuses: UNDER_WAY };
  const [waiting, running, mine, mineCounts, backlog, outcomes, debt] = await Promise.all([
    waitingFor(needs, person, { channels }),
    page(LIST_STATUSES.running ?? [], { limit: most.running }),
    most.mine === 0 ? [] : store.summaryPage(own, { limit: most.mine }).then(({ lines }) => lines),
    most.mine === 0 ? [] : store.summaryCounts(own),
    page(LIST_STATUSES.backlog ?? [], { order: 'priority', limit: most.backlog }),
    page(WITH_OUTCOME, { order: 'outcome', limit: most.outcomes }),
    page(LIST_STATUSES.decided ?? [], {
      ...{ order: 'outcome', limit: most.debt, skip: Math.max(0, debts - most.debt) },
    }),
  ]);
  return {
    waiting: { shown: await loadedLines(needs, waiting.slice(0, most.waiting)), count: waiting.length },
    running: { shown: await loadedLines(needs, running), count: counted(LIST_STATUSES.running) },
    mine: {
      shown: await withLinks(needs, mine),
      count: mineCounts.reduce((sum, { count }) => sum + count, 0),
    },
    backlog: { shown: await withLinks(needs, backlog), count: counted(LIST_STATUSES.backlog) },
    outcomes: { shown: await withPasts(needs, outcomes), count: counted(WITH_OUTCOME) },
    debt: { shown: (await loadedLines(needs, debt)).toReversed(), count: debts },
    planned: counted(LIST_STATUSES.planned),
    ...{ isPartial, seen: all },
  };
}

/** The lines with what the journal says of each. */
export async function loadedLines(
  needs: Pick<CoPilot, 'load'> & LinkNeeds,
  lines: readonly ExperimentSummary[],
): Promise<readonly LoadedLine[]> {
  return Promise.all(
    (await withLinks(needs, lines)).map(async (line) => ({
      ...line,
      // Without it the line alone is shown: one experiment that cannot be read must not take the home away.
      experiment: await needs.load(line.summary.key).catch(() => null),
    })),
  );
}

/** The lines with what is remembered of their outcomes. */
export async function withPasts(
  needs: Pick<CoPilot, 'store' | 'choices'> & LinkNeeds,
  lines: readonly ExperimentSummary[],
): Promise<readonly OutcomeLine[]> {
  return Promise.all(
    (await withLinks(needs, lines)).map(async (line) => {
      const { key } = line.summary;
      const past = (await needs.store.pastLine({ origin: 'journal', key }))?.past ?? null;
      return { ...line, past, goal: goalName(needs.choices, past?.goalMetric ?? '') };
    }),
  );
}

/** How many of the counted lines have one of these statuses; all for null. */
export function countOf({ counts }: Pick<SeenCounts, 'counts'>, statuses: readonly Status[] | null): number {
  const kept = counts.filter(({ status }) => statuses === null || statuses.includes(status));
  return kept.reduce((sum, { count }) => sum + count, 0);
}
