import { DAY } from '#shared/clock.ts';
import { mergeMoments, NO_UNITS } from '#stats/moments/moments.ts';
import { multipleAt, type Progress, progressOf, unitsAt } from './accrual.ts';
import { type Course, drawCourse, type Running } from './draws.ts';
import { EVENT_DELAYS } from './measures.ts';
import type { Question } from './query-check.ts';
import { type ArmName, measureKey, type Scenario } from './scenario.ts';
import { scenarioForKey } from './scenarios/known-truth.ts';
import type { PostHogState, StoredFlag } from './state.ts';

/** Rows of an answer, in the order of the query's columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly results: readonly (readonly (string | number | null)[])[];
}

/** Answers questions from scenarios and from how the flags stood. */
export interface World {
  answer(question: Question, state: PostHogState, now: number): Table;
  scenarioOf(flagKey: string): Scenario;
}

/** `scenarios` are tried in order; a flag that none matches gets its known truth. */
export function createWorld(scenarios: readonly Scenario[]): World {
  const courses = new Map<string, Course>();
  const truths = new Map<string, Scenario>();
  const scenarioOf = (flagKey: string) => {
    const found = scenarios.find((scenario) => scenario.matches.test(flagKey)) ?? truths.get(flagKey);
    if (found !== undefined) return found;
    const truth = scenarioForKey(flagKey);
    truths.set(flagKey, truth);
    return truth;
  };
  const courseOf = (scenario: Scenario, variant: string, arm: ArmName, measure: string) => {
    const id = `${scenario.name}\n${variant}\n${measure}`;
    const { units, metrics } = scenario.arms[arm];
    const total = metrics[measure] ?? { kind: 'proportion', successes: 0 };
    const course =
      courses.get(id) ?? drawCourse(units, total, seedOf(scenario.seed, `${variant}\n${measure}`));
    courses.set(id, course);
    return course;
  };
  return {
    scenarioOf,
    answer(question, state, now) {
      if (question.kind === 'baseline') return baselineTable(question, scenarios);
      const flag = state.flags.find((one) => one.key === question.flagKey);
      if (flag === undefined) return { columns: [], results: [] };
      const scenario = scenarioOf(question.flagKey);
      const span = { from: question.from, until: Math.min(question.until, now) };
      if (question.kind === 'exposures') return exposuresTable(scenario, flag, span);
      const measure = measureKey(question.event, question.property);
      return momentsTable(flag, (variant, arm) => {
        const course = courseOf(scenario, variant, arm, measure);
        const enteredBy = (time: number) =>
          unitsAt(scenario, arm, progressOf(scenario, flag.periods, variant, time));
        return measuredIn(course, span, ageRules(question), enteredBy);
      });
    },
  };
}

type Span = { readonly from: number; readonly until: number };

function exposuresTable(scenario: Scenario, flag: StoredFlag, span: Span): Table {
  const entered = (variant: string, unitsBy: (progress: Progress) => number) => {
    const upTo = (time: number) => unitsBy(progressOf(scenario, flag.periods, variant, time));
    return upTo(span.until) - upTo(span.from);
  };
  const variants = variantsOf(flag);
  const rows = variants.map(({ key, arm }): [string, number] => [
    key,
    entered(key, (progress) => unitsAt(scenario, arm, progress)),
  ]);
  const [first] = variants;
  const multiple = first === undefined ? 0 : entered(first.key, (progress) => multipleAt(scenario, progress));
  rows.push(['$multiple', multiple]);
  const results = rows.filter(([, units]) => units > 0);
  return { columns: ['arm', 'units'], results };
}

function momentsTable(flag: StoredFlag, runningOf: (variant: string, arm: ArmName) => Running): Table {
  const rows = variantsOf(flag).map(({ key, arm }) => ({ key, ...runningOf(key, arm) }));
  const results = rows
    .filter((row) => row.n > 0)
    .map((row) => [row.key, row.n, row.mean, row.n > 1 ? row.m2 / (row.n - 1) : null]);
  return { columns: ['arm', 'units', 'mean', 'variance'], results };
}

/** Before there is a flag, the surface tells which scenario is meant. */
function baselineTable(
  question: Extract<Question, { kind: 'baseline' }>,
  scenarios: readonly Scenario[],
): Table {
  const scenario =
    scenarios.find((one) => one.surfaces.test(question.surface)) ?? scenarioForKey(question.surface);
  const { unitsPerDay, mean, variance } = scenario.baseline[
    measureKey(question.event, question.property)
  ] ?? { unitsPerDay: 0, mean: 0, variance: 0 };
  const rules = ageRules(question);
  const all = (question.until - question.from) / DAY;
  const days = Math.max(0, all - rules.maturityDays);
  const units = Math.round(days * unitsPerDay);
  if (units === 0) return { columns: ['units', 'mean', 'variance'], results: [[0, null, null]] };
  // Units whose event is still to come count as 0.
  const share = Math.min(1, Math.max(0, all - rules.eventDays) / days);
  const level = share * mean;
  const spread = share === 1 ? variance : share * (variance + mean * mean) - level * level;
  return { columns: ['units', 'mean', 'variance'], results: [[units, level, spread]] };
}

/** The variant called control, or the first, plays the control; every other one the treatment. */
function variantsOf(flag: StoredFlag): readonly { readonly key: string; readonly arm: ArmName }[] {
  const keys = (flag.filters.multivariate?.variants ?? []).map((variant) => variant.key);
  const control = keys.includes('control') ? 'control' : keys[0];
  return keys.map((key) => ({ key, arm: key === control ? 'control' : 'treatment' }));
}

/** From which age on a unit counts, and from which on its event is there (never, if that is past the window). */
interface AgeRules {
  readonly maturityDays: number;
  readonly eventDays: number;
}

function ageRules(question: Exclude<Question, { kind: 'exposures' }>): AgeRules {
  const delay = EVENT_DELAYS[measureKey(question.event, question.property)] ?? 0;
  const isSeen = delay === 0 || delay < question.windowDays;
  return { maturityDays: question.maturityDays, eventDays: isSeen ? delay : Number.POSITIVE_INFINITY };
}

/** The figures of the units that entered in the span and count by its end; one whose event is still to come has 0. */
function measuredIn(
  course: Course,
  { from, until }: Span,
  { maturityDays, eventDays }: AgeRules,
  enteredBy: (time: number) => number,
): Running {
  const before = enteredBy(from);
  const counted = enteredBy(until - maturityDays * DAY);
  if (counted <= before) return { n: 0, mean: 0, m2: 0 };
  const settled = Math.min(counted, Math.max(before, enteredBy(until - eventDays * DAY)));
  const known = settled > before ? without(course.at(settled), course.at(before)) : NO_UNITS;
  return mergeMoments(known, { n: counted - settled, mean: 0, m2: 0 });
}

/** The figures of the units that came after `part`. */
function without(whole: Running, part: Running): Running {
  if (part.n === 0) return whole;
  const n = whole.n - part.n;
  if (n <= 0) return { n: 0, mean: 0, m2: 0 };
  const mean = (whole.n * whole.mean - part.n * part.mean) / n;
  const gap = mean - part.mean;
  return { n, mean, m2: Math.max(0, whole.m2 - part.m2 - (gap * gap * part.n * n) / whole.n) };
}

/** A seed of its own for every course (FNV-1a over the text, started at the scenario's seed). */
function seedOf(seed: number, text: string): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
