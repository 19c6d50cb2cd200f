import { createTruthChance, type TruthChance } from './truth-chance.ts';
import { GOALS, GUARDRAILS, type TruthGoal } from './truth-metrics.ts';

/** What the change of an experiment truly does. */
export type Truth =
  | 'null'
  | 'sized lift'
  | 'above worth having'
  | 'below worth having'
  | 'harmful goal'
  | 'harmful guardrail'
  | 'broken split';

/** An experiment as the truth has it. Effects are relative changes by variant and metric; absent ones are 0. */
export interface TrueExperiment {
  readonly number: number;
  readonly truth: Truth;
  /** The kind of the goal and the split, as the tables name it. */
  readonly className: string;
  readonly goal: TruthGoal;
  readonly guardrails: readonly string[];
  /** Planned shares by variant, control first; they add up to 1. */
  readonly shares: Readonly<Record<string, number>>;
  readonly worthHaving: number;
  readonly unitsPerDay: number;
  readonly effects: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The treatment that the truth is about; null if nothing changes. */
  readonly changed: string | null;
  /** Of the units of each variant so many arrive, 0..1; absent ones all. */
  readonly arriving: Readonly<Record<string, number>>;
}

/** Shares of a hundred experiments. */
const TRUTHS: Readonly<Record<Truth, number>> = {
  null: 42,
  'sized lift': 26,
  'above worth having': 6,
  'below worth having': 6,
  'harmful goal': 6,
  'harmful guardrail': 6,
  'broken split': 8,
};
const SPLITS: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.8, 0.2],
  [0.9, 0.1],
  [0.95, 0.05],
  [0.4, 0.3, 0.3],
  [0.25, 0.25, 0.25, 0.25],
  [0.2, 0.2, 0.2, 0.2, 0.2],
];
const DAYS = [14, 21];
/** The level of a heavy tail is known so badly that a plan may come out half as long again; the longest allowed is 28 days. */
const DAYS_OF_HEAVY_TAIL = [14];
/** Traffic beyond the textbook's, for what looks and an uncertain baseline cost. */
const ROOM = 1.1;
const HARM = 0.2;
/** Units of a treatment that a broken split loses. */
const LOST = 0.15;

/** So many experiments of a seed: every truth in its share, every kind and split in turn, in an order that is drawn. */
export function drawExperiments(count: number, seed: number): readonly TrueExperiment[] {
  const chance = createTruthChance('experiments', seed);
  const truths = Object.entries(TRUTHS).flatMap(([truth, share]): Truth[] =>
    Array.from({ length: share }, () => truth as Truth),
  );
  // Every truth walks through the classes by itself, so that none of them is rare in one.
  const walks = new Map<Truth, readonly Class[]>();
  return repeatedShuffles(chance, truths, count).map((truth, index) => {
    const left = walks.get(truth) ?? [];
    const [next, ...others] = left.length > 0 ? left : shuffle(chance, classesOf(truth));
    if (next === undefined) throw new Error(`there is no class for ${truth}`);
    walks.set(truth, others);
    return drawOne(chance, index + 1, truth, next);
  });
}

interface Class {
  readonly goal: TruthGoal;
  readonly split: readonly number[];
}

/** A goal that is sized for a larger lift than the harm is has too few events to tell the harm. */
function classesOf(truth: Truth): readonly Class[] {
  const goals = GOALS.filter(({ sizedLift }) => truth !== 'harmful goal' || sizedLift < HARM);
  return goals.flatMap((goal) => SPLITS.map((split) => ({ goal, split })));
}

function drawOne(chance: TruthChance, number: number, truth: Truth, { goal, split }: Class): TrueExperiment {
  const names = ['control', ...treatmentNames(split.length - 1)];
  const shares = Object.fromEntries(names.map((name, index) => [name, split[index] ?? 0]));
  const treatments = names.slice(1);
  const changed = pick(chance, treatments);
  const guardrails = pick(chance, GUARDRAIL_SETS);
  const days = pick(chance, goal.key === 'revenue' ? DAYS_OF_HEAVY_TAIL : DAYS);
  return {
    ...{ number, truth, goal, guardrails, shares },
    className: `${goal.kind}, ${split.map((share) => Math.round(100 * share)).join(' : ')}`,
    worthHaving: goal.sizedLift / 2,
    unitsPerDay: Math.ceil((ROOM * textbookUnits(goal, split)) / days),
    changed: truth === 'null' || truth === 'broken split' ? null : changed,
    effects: { [changed]: effectOf(truth, goal, guardrails) },
    arriving: truth === 'broken split' ? { [changed]: 1 - LOST } : {},
  };
}

const GUARDRAIL_SETS: readonly (readonly string[])[] = [
  ['page_seconds'],
  ['page_seconds', 'crash_rate'],
  ['page_seconds', 'tips'],
];

/** As the product names them: one treatment has no number. */
function treatmentNames(count: number): readonly string[] {
  return count === 1 ? ['treatment'] : Array.from({ length: count }, (_, index) => `treatment-${index + 1}`);
}

function effectOf(truth: Truth, goal: TruthGoal, guardrails: readonly string[]): Record<string, number> {
  const [guarded] = GUARDRAILS.filter(({ key }) => guardrails.includes(key));
  const worse = (wanted: 'increase' | 'decrease') => (wanted === 'increase' ? -HARM : HARM);
  const { key, sizedLift } = goal;
  switch (truth) {
    case 'null':
      return {};
    case 'sized lift':
      return { [key]: sizedLift };
    case 'above worth having':
      return { [key]: 1.5 * sizedLift };
    case 'below worth having':
      return { [key]: 0.3 * sizedLift };
    case 'harmful goal':
      return { [key]: worse(goal.wanted) };
    case 'harmful guardrail':
      return guarded === undefined ? {} : { [guarded.key]: worse(guarded.wanted) };
    // Units that are lost are rarely lost at random: the others look better than they are.
    case 'broken split':
      return { [key]: sizedLift };
    default:
      return truth satisfies never;
  }
}

/** Quantiles of the normal distribution: of a power of 80 %, and of 2.5 % a side over so many treatments (Bonferroni). */
const POWER_Z = 0.8416;
const Z = [1.96, 2.2414, 2.394, 2.4977];

/** The z beyond which one of so many treatments differs at 5 % in all. */
export function textbookZ(treatments: number): number {
  const z = Z[treatments - 1];
  if (z === undefined) throw new Error(`there is no z for ${treatments} treatments`);
  return z;
}

/** Units in all for the sized lift at a single look, by the textbook: (z + z)² CV² (1 / control + 1 / smallest) / lift². */
export function textbookUnits({ spread, sizedLift }: TruthGoal, split: readonly number[]): number {
  const [control = 1, ...treatments] = split;
  const z = textbookZ(treatments.length) + POWER_Z;
  return (z * z * spread * (1 / control + 1 / Math.min(...treatments))) / (sizedLift * sizedLift);
}

function pick<Item>(chance: TruthChance, items: readonly Item[]): Item {
  const found = items[Math.floor(chance.uniform() * items.length)];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
}

function shuffle<Item>(chance: TruthChance, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: chance.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** The items in an order that is drawn, again and again, until there are so many. */
function repeatedShuffles<Item>(chance: TruthChance, items: readonly Item[], count: number): readonly Item[] {
  const drawn: Item[] = [];
  while (drawn.length < count) drawn.push(...shuffle(chance, items));
  return drawn.slice(0, count);
}
