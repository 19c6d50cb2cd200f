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
  'revenue, 4 % buy': { kind: 'buyers', buyers: 0.04, sigma: 1, liftOn: 'amount' },
  'revenue, 1 % buy, heavy tail': { kind: 'buyers', buyers: 0.01, sigma: 2, liftOn: 'amount' },
};
const CONTROL_SHARES = [0.5, 0.8, 0.9, 0.95, 0.1];
const UNITS_PER_DAY = 6_000;
const DAYS = 14;
const MARGIN = 0.05;
/** A share of stops for harm above this is a fault in any class; chance is allowed three standard errors. */
const MOST_STOPPED = 0.035;

const USAGE = 'usage: npm run simulate:classes -- [--runs <100 or more>] [--seed <whole>]';

type Play = 'same guardrail' | 'guardrail at its margin' | 'same goal';

function scenarioOf(of: Distribution, controlShare: number, play: Play, runs: number): ScenarioCase {
  const plain = { key: 'goal', direction: 'increase', distribution: { kind: 'rate', rate: 0.2 } } as const;
  const guardrail = { key: 'guardrail', direction: 'increase', distribution: of } as const;
  const change = play === 'guardrail at its margin' ? { treatment: -MARGIN } : {};
  return {
    id: play,
    variants: { control: controlShare, treatment: 1 - controlShare },
    unitsPerDay: UNITS_PER_DAY,
    days: DAYS,
    plannedUnits: UNITS_PER_DAY * DAYS,
    alpha: 0.05,
    looks: 'weekly',
    lookDays: [7, 14],
    goal: { ...(play === 'same goal' ? { ...plain, distribution: of } : plain), smallestLift: 0.05 },
    guardrails: play === 'same goal' ? [] : [{ ...guardrail, margin: MARGIN, sizedFor: true, change }],
    runs,
    bands: {},
  };
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
  const classes = Object.entries(KINDS).flatMap(([kind, of]) =>
    CONTROL_SHARES.map((share) => ({ kind, of, share })),
  );
  const plays: readonly Play[] = ['same guardrail', 'guardrail at its margin', 'same goal'];
  const scenarios = classes.flatMap(({ of, share }) =>
    plays.map((play) => scenarioOf(of, share, play, runs)),
  );
  const tallies = await playScenarios(scenarios, seed);
  say(`${runs} runs a cell, seed ${seed}; ${DAYS} days of ${UNITS_PER_DAY} units; shares in %\n`);
  say(
    '| metric | control : treatment | stopped for harm (guardrail, goal) | called broken, no change | at its margin: proven within, broken | goal proven better, worse |',
  );
  say('|---|---|---|---|---|---|');
  const rows = classes.map(({ kind, share }, index) =>
    rowOf(kind, share, tallies.slice(3 * index, 3 * index + 3)),
  );
  for (const { text } of rows) say(text);
  const slack = 3 * Math.sqrt((MOST_STOPPED * (1 - MOST_STOPPED)) / runs);
  const worst = Math.max(...rows.map(({ stopped }) => stopped));
  say(`\nthe bot stops at most ${(100 * worst).toFixed(1)} % of the experiments of any class`);
  return worst <= MOST_STOPPED + slack ? 0 : 1;
}

function rowOf(kind: string, share: number, [same, atMargin, goal]: readonly Tally[]) {
  const of = (tally: Tally | undefined, outcome: string) =>
    tally === undefined ? 0 : (tally.counts[outcome] ?? 0) / tally.runs;
  const stopped = [of(same, 'stoppedByBot'), of(goal, 'stoppedByBot')];
  const shares = (...values: readonly number[]) => values.map((value) => (100 * value).toFixed(1)).join(', ');
  const cells = [
    kind,
    `${Math.round(100 * share)} : ${Math.round(100 * (1 - share))}`,
    shares(...stopped),
    shares(of(same, 'guardrailCalledBroken')),
    shares(of(atMargin, 'guardrailWavedThrough'), of(atMargin, 'guardrailCalledBroken')),
    shares(of(goal, 'goalProvenBetter'), of(goal, 'goalProvenWorse')),
  ];
  return { text: `| ${cells.join(' | ')} |`, stopped: Math.max(...stopped) };
}

process.exitCode = await main();
