import type { Analysis, AnalysisPlan, EarlierLook, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import { type Moments, mergeMoments, momentsFromCounts, NO_UNITS } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { given } from '#test/stats/figures.ts';

const LOOKS = 8;
/** The guardrails' margin (relative). */
export const MARGIN = 0.02;
const metric = (key: string, role: MetricSpec['role']): MetricSpec => ({
  key,
  role,
  kind: role === 'goal' ? 'proportion' : 'mean',
  desiredDirection: 'increase',
  margin: role === 'guardrail' ? MARGIN : null,
});
const METRICS = [metric('goal', 'goal'), metric('first', 'guardrail'), metric('second', 'guardrail')];
/** What the plan is sized for. */
export const RATES = { controlRate: 0.2, treatmentRate: 0.22, alpha: 0.05, power: 0.8 };

/** The plan for a lift from 20 % to 22 %: the fixed size times what eight looks cost. */
function planned(): AnalysisPlan {
  const t = Array.from({ length: LOOKS }, (_, look) => (look + 1) / LOOKS);
  const size = given(sampleSizeForProportions(RATES));
  const inflation = given(sequentialInflation({ ...RATES, spending: 'obf', sided: 2, t }));
  return {
    control: 'c',
    treatments: ['t'],
    allocation: { c: 0.5, t: 0.5 },
    metrics: METRICS,
    alpha: RATES.alpha,
    plannedUnits: 2 * LOOKS * Math.ceil((size.controlUnits * inflation.maximum) / LOOKS),
    plannedLooks: LOOKS,
    monitoring: 'spending',
    smallestLift: 0.01,
    minimum: { days: 1, unitsPerVariant: 100, eventsPerVariant: 25, unitsPerVariantToDecide: 1000 },
    srmAlpha: 0.001,
  };
}

/** What is true of the treatment: its rate, and by how much (relative) both guardrails change. */
interface Truth {
  readonly rate: number;
  readonly guardrail: number;
}

function day(random: RandomSource, n: number, rate: number, level: number): readonly Moments[] {
  const guardrail = () => ({
    n,
    mean: level + (2 * random.normal()) / Math.sqrt(n),
    m2: 8 * random.gamma((n - 1) / 2),
  });
  return [momentsFromCounts(n, random.binomial(n, rate)), guardrail(), guardrail()];
}

/** One experiment, every day read by `analyze`, until the goal is decided or the size is reached. */
function* looksOf(plan: AnalysisPlan, truth: Truth, random: RandomSource): Generator<Analysis> {
  const n = plan.plannedUnits / 2 / LOOKS;
  const earlier: EarlierLook[] = [];
  let [control, treatment]: (readonly Moments[])[] = [[], []];
  const grow = (arm: readonly Moments[] | undefined, more: readonly Moments[]) =>
    more.map((moments, index) => mergeMoments(arm?.[index] ?? NO_UNITS, moments));
  for (let look = 1; look <= LOOKS; look += 1) {
    control = grow(control, day(random, n, RATES.controlRate, 10));
    treatment = grow(treatment, day(random, n, truth.rate, 10 * (1 + truth.guardrail)));
    const arms = METRICS.map(({ key }, index) => [
      key,
      { c: control?.[index] ?? NO_UNITS, t: treatment?.[index] ?? NO_UNITS },
    ]);
    const data: LookData = {
      look,
      daysRunning: look,
      final: look === LOOKS,
      units: { c: n * look, t: n * look },
      multipleExposure: 0,
      moments: Object.fromEntries(arms),
    };
    const analysis = analyze(plan, data, earlier);
    if (analysis.show === 'effects') earlier.push(analysis);
    yield analysis;
  }
}

/** Shares of `runs` experiments in which each verdict was given at any of the eight looks. */
export function simulate(truth: Truth, runs: number, seed: number) {
  const plan = planned();
  const random = seededRandom(seed);
  const counts = { better: 0, worse: 0, harmFirst: 0, harmGoal: 0, passedGuardrail: 0, plainBeforeEnd: 0 };
  for (let run = 0; run < runs; run += 1) {
    const seen = new Set<string>();
    for (const { comparisons, harm, final } of looksOf(plan, truth, random)) {
      for (const entry of comparisons) {
        if (entry.kind === 'ok') seen.add(`${entry.metric} ${entry.verdict}`);
        if (entry.kind === 'ok' && !final && entry.pValue !== null) counts.plainBeforeEnd += 1;
      }
      for (const entry of harm) seen.add(`${entry.metric} harm`);
    }
    counts.better += Number(seen.has('goal better'));
    counts.worse += Number(seen.has('goal worse'));
    counts.harmFirst += Number(seen.has('first harm'));
    counts.harmGoal += Number(seen.has('goal harm'));
    counts.passedGuardrail += Number(seen.has('first non-inferior'));
  }
  const share = (count: number) => count / runs;
  return {
    better: share(counts.better),
    worse: share(counts.worse),
    harmFirst: share(counts.harmFirst),
    harmGoal: share(counts.harmGoal),
    passedGuardrail: share(counts.passedGuardrail),
    plainBeforeEnd: counts.plainBeforeEnd,
  };
}

/** Three standard errors of a share over `runs`. */
export function slackOf(share: number, runs: number): number {
  return 3 * Math.sqrt((share * (1 - share)) / runs);
}
