/**
 * `npm run simulate:classes -- --runs 1000 --seed 1`: how often an experiment in which nothing changes, or in which a guardrail lies
 * exactly at its margin, goes wrong, by the kind of the metric and the split. Whole experiments of two weeks through the
 * product's own analysis and rules. Exit code 1 if the bot stops more of them for harm than it may.
 */
import { ok, type Result, refused } from '#shared/result.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import type { Distribution, ScenarioCase } from './decision-cases/case-fields.ts';
import { playScenarios } from './decision-cases/play-scenarios.ts';
import type { Tally } from './decision-cases/tally.ts';

const KINDS: Readonly<Record<string, Distribution>> = {
  'rate 20 %': { kind: 'rate', rate: 0.2 },
  'rate 1 %': { kind: 'rate', rate: 0.01 },
  'rate 0.1 %': { kind: 'rate', rate: 0.001 },
  normal: { kind: 'normal', mean: 10, sd: 12 },
  'counts, 0 to 3': { kind: 'counts', shares: [0.2, 0.1, 0.05] },
  'revenue, 4 % buy': { kind: 'buyers', buyers: 0.04, sigma: 1, liftOn: 'amount' },
  'revenue, 1 % buy, heavy tail': { kind: 'buyers', buyers: 0.01, sigma: 2, liftOn: 'amount' },
};
const SPLITS: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.8, 0.2],
  [0.9, 0.1],
  [0.95, 0.05],
  [0.1, 0.9],
  [0.4, 0.3, 0.3],
  [0.25, 0.25, 0.25, 0.25],
];
const UNITS_PER_DAY = 6_000;
const DAYS = 14;
const MARGIN = 0.05;
/** A share of stops for harm above this is a fault in any class; chance is allowed three standard errors. */
const MOST_STOPPED = 0.035;

const USAGE = 'usage: npm run simulate:classes -- [--runs <100 or more>] [--seed <whole>]';

type Play = 'same guardrail' | 'guardrail at its margin' | 'same goal' | 'three goals';

interface Class {
  readonly kind: string;
  readonly of: Distribution;
  readonly split: readonly number[];
}

/** With several treatments the guardrail at its margin says nothing new: each is judged by itself. */
function playsOf({ split }: Class): readonly Play[] {
  return split.length > 2
    ? ['same guardrail', 'same goal', 'three goals']
    : ['same guardrail', 'guardrail at its margin', 'same goal', 'three goals'];
}

function scenarioOf({ of, split }: Class, play: Play, runs: number): ScenarioCase {
  const plain = { key: 'goal', direction: 'increase', distribution: { kind: 'rate', rate: 0.2 } } as const;
  const guardrail = { key: 'guardrail', direction: 'increase', distribution: of } as const;
  const change = play === 'guardrail at its margin' ? { treatment: -MARGIN } : {};
  const isOfGoals = play === 'same goal' || play === 'three goals';
  return {
    id: play,
    variants: Object.fromEntries(split.map((share, index) => [nameOf(index, split.length), share])),
    unitsPerDay: UNITS_PER_DAY,
    days: DAYS,
    plannedUnits: UNITS_PER_DAY * DAYS,
    alpha: 0.05,
    looks: 'weekly',
    lookDays: [7, 14],
    // Nothing but the proof stands in the way of a shipment by one of three goals.
    goal: {
      ...(isOfGoals ? { ...plain, distribution: of } : plain),
      smallestLift: play === 'three goals' ? 0.001 : 0.05,
    },
    ...(play === 'three goals'
      ? {
          otherGoals: [
            { ...plain, key: 'second' },
            { ...plain, key: 'third', distribution: of },
          ],
        }
      : {}),
    guardrails: isOfGoals ? [] : [{ ...guardrail, margin: MARGIN, sizedFor: true, change }],
    runs,
    bands: {},
  };
}

function nameOf(index: number, variants: number): string {
  if (index === 0) return 'control';
  return variants === 2 ? 'treatment' : `treatment-${index}`;
}

function readSettings(): Result<{ readonly runs: number; readonly seed: number }, string> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({ options: { runs: text('1000'), seed: text('1') } });
  if (given.kind === 'refused') return given;
  const [runs, seed] = [wholeNumber(given.value.values.runs), wholeNumber(given.value.values.seed)];
  if (runs === null || runs < 100) return refused('--runs must be a whole number from 100');
  return seed === null ? refused('--seed must be a whole number') : ok({ runs, seed });
}

async function main(): Promise<number> {
  const settings = readSettings();
  if (settings.kind === 'refused') return refuseArguments(settings.problem, USAGE);
  const { runs, seed } = settings.value;
  const classes: readonly Class[] = Object.entries(KINDS).flatMap(([kind, of]) =>
    SPLITS.map((split) => ({ kind, of, split })),
  );
  const scenarios = classes.flatMap((one) => playsOf(one).map((play) => scenarioOf(one, play, runs)));
  const tallies = await playScenarios(scenarios, seed);
  say(`${runs} runs a cell, seed ${seed}; ${DAYS} days of ${UNITS_PER_DAY} units; shares in %\n`);
  say(
    '| metric | control : treatments | stopped for harm (guardrail, goal, three goals) | called broken, no change | at its margin: proven within, broken | goal proven better, worse | three goals: any proven better, any worse, shipped |',
  );
  say('|---|---|---|---|---|---|---|');
  let next = 0;
  const rows = classes.map((one) => {
    const played = playsOf(one).map((play) => [play, tallies[next++]] as const);
    return rowOf(one, new Map(played));
  });
  for (const { text } of rows) say(text);
  const slack = 3 * Math.sqrt((MOST_STOPPED * (1 - MOST_STOPPED)) / runs);
  const worst = Math.max(...rows.map(({ stopped }) => stopped));
  say(`\nthe bot stops at most ${(100 * worst).toFixed(1)} % of the experiments of any class`);
  return worst <= MOST_STOPPED + slack ? 0 : 1;
}

function rowOf({ kind, split }: Class, played: ReadonlyMap<Play, Tally | undefined>) {
  const of = (play: Play, outcome: string) => {
    const tally = played.get(play);
    return tally === undefined ? null : (tally.counts[outcome] ?? 0) / tally.runs;
  };
  const stopped = (['same guardrail', 'same goal', 'three goals'] as const).map((play) =>
    of(play, 'stoppedByBot'),
  );
  const shares = (...values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? '–' : (100 * value).toFixed(1))).join(', ');
  const cells = [
    kind,
    split.map((share) => Math.round(100 * share)).join(' : '),
    shares(...stopped),
    shares(of('same guardrail', 'guardrailCalledBroken')),
    shares(
      of('guardrail at its margin', 'guardrailWavedThrough'),
      of('guardrail at its margin', 'guardrailCalledBroken'),
    ),
    shares(of('same goal', 'goalProvenBetter'), of('same goal', 'goalProvenWorse')),
    shares(
      of('three goals', 'goalProvenBetter'),
      of('three goals', 'goalProvenWorse'),
      of('three goals', 'shipped'),
    ),
  ];
  return { text: `| ${cells.join(' | ')} |`, stopped: Math.max(...stopped.map((share) => share ?? 0)) };
}

process.exitCode = await main();
