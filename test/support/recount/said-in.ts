import type { DigestFacts } from '#features/digests/digests.ts';

/** The rows of a list that a digest shows, and how many there are in all. */
export interface SaidRows {
  readonly count: number;
  readonly rows: readonly string[];
}

/** Figures of a digest by the names that the recount gives them. */
export type Said = Readonly<Record<string, number | string | null | SaidRows>>;

interface Rows<Row> {
  readonly count: number;
  readonly rows: readonly Row[];
}

function said<Row>({ count, rows }: Rows<Row>, words: (row: Row) => string): SaidRows {
  return { count, rows: rows.map(words) };
}

const troubles = ({ troubles: all }: Pick<DigestFacts['daily'], 'troubles'>) =>
  said(all, ({ key, trouble, since, code }) =>
    [key, trouble, since, ...(code === undefined ? [] : [code])].join(' '),
  );

/** What each digest says, by its facts. */
export const SAID: { readonly [Name in keyof DigestFacts]: (facts: DigestFacts[Name]) => Said } = {
  daily: (facts) => ({ troubles: troubles(facts), 'lost messages': facts.lostMessages }),
  weekly: ({ states, ideas, started, concluded, cancelled, looks, waiting, isQuiet }) => ({
    ...{ ...states, ideas, cancelled, waiting, 'is quiet': String(isQuiet) },
    started: said(started, ({ key }) => key),
    ended: said(concluded, ({ key, outcome }) => `${key} ${outcome}`),
    looks: said(looks, ({ key, at }) => `${key} ${at}`),
  }),
  review: (facts) => ({
    decisions: said(facts.decisions, ({ key, since }) => `${key} ${since}`),
    troubles: troubles(facts),
    ideas: said(facts.ideas, ({ key, score }) => `${key} ${score.toFixed(6)}`),
    learnings: said(facts.learnings, ({ key, outcome, isProven, goal, lift }) =>
      [key, outcome, isProven, goal, lift?.toFixed(9) ?? null].join(' '),
    ),
  }),
  monthly: (facts) => ({
    'started in the quarter': facts.startedInQuarter,
    'started in the month': facts.startedInMonth,
    'ended in the month': facts.concludedInMonth,
    'ended in 90 days': facts.concluded,
    proven: facts.proven,
    'proven and shipped': facts.provenShipped,
    'days to a decision': facts.daysToDecision,
    shipped: said(facts.shipped, ({ key }) => key),
    saves: facts.saves,
    flags: facts.flagDebt.count,
    'days of the oldest flag': facts.flagDebt.oldestDays,
    overrides: facts.overrides.count,
    'overrides that stand': facts.overrides.standing,
    'overrides taken back': facts.overrides.takenBack,
    'overrides that ended it': facts.overrides.ended,
    ranges: facts.forecasts.ranges,
    'ranges that held': facts.forecasts.inside,
    'mean score of ranges': facts.forecasts.meanScore,
    'expected lifts': facts.forecasts.named,
    'expected lifts that were reached': facts.forecasts.reached,
    'mean expected lift': facts.forecasts.expected,
    'mean measured lift': facts.forecasts.measured,
    ...impact(facts.impact),
  }),
};

function impact(worth: DigestFacts['monthly']['impact']): Said {
  if (worth.kind === 'too-few') return { 'effects measured': worth.effects };
  const goals = worth.goals.flatMap(({ metric, shipped, measured, estimate, lower, upper }) => [
    [`${metric}: shipped`, shipped] as const,
    [`${metric}: measured`, measured] as const,
    [`${metric}: worth`, estimate] as const,
    [`${metric}: worth at least`, lower] as const,
    [`${metric}: worth at most`, upper] as const,
  ]);
  return { 'effects measured': worth.effects, ...Object.fromEntries(goals) };
}
