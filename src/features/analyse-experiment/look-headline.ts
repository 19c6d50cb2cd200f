import { isolated, oneLine } from '#block-kit/text.ts';
import { leadingGoal } from '#domain/decision/leading-goal.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { briefInterval, briefPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { shipWords } from '#features/act-words.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import { intervalLevel, metricOf, provenWords, shownComparisons } from './facts.ts';

/** Characters of a metric's name that a headline holds; its details have the rest. */
const NAME_LENGTH = 60;

const SHORT: Readonly<Record<Exclude<Recommendation, 'ship' | 'drop-variant'>, string>> = {
  kill: 'kill it',
  'end-without-winner': 'end it without shipping',
  'keep-running': 'keep running',
  extend: 'extend it',
  iterate: 'try a changed version',
  'dig-into-segments': 'follow up in a segment',
  'ask-person': 'an approver decides',
  'do-not-read': 'do not read these data',
  'halt-for-privacy': 'end it, privacy incident',
};

/** No figure of such a look is a reason for anything. */
const NO_FIGURE: readonly Recommendation[] = ['do-not-read', 'halt-for-privacy'];

/** What is said of all treatments together: none of several stands for the others. */
const TOGETHER: readonly Recommendation[] = ['keep-running', 'end-without-winner'];

/** Which look, what the rules recommend, and the figure of the goal: complete alone, in one line. Plain text, not escaped. */
export function lookHeadline(plan: Plan, snapshot: AnalysisSnapshot): string {
  return [lookWords(snapshot.analysis), ...saidOf(plan, snapshot)].join(' · ');
}

/** "Look 1 of 2"; at the registered end it says so. */
export function lookWords({ look, plannedLooks, final }: Analysis): string {
  return `Look ${look} of ${plannedLooks}${final ? ', the registered end' : ''}`;
}

/** The headline of a message that asks for a decision. Plain text, not escaped. */
export function decisionHeadline(plan: Plan, snapshot: AnalysisSnapshot): string {
  const [act = '', ...figure] = saidOf(plan, snapshot);
  return [`Decision needed: ${act}`, ...figure].join(' · ');
}

function saidOf(plan: Plan, snapshot: AnalysisSnapshot): readonly string[] {
  if (isSplitBroken(snapshot.analysis)) return ['the split is not as planned', 'no effect can be read'];
  const act = shortRecommendation(plan, snapshot.verdict);
  const figure = NO_FIGURE.includes(snapshot.verdict.recommendation)
    ? null
    : headlineFigure(plan, snapshot, act);
  return [act, ...(figure === null ? [] : [figure])];
}

/** Whether a look found a sample ratio mismatch, with which nothing of it can be read. */
export function isSplitBroken({ health }: Analysis): boolean {
  return health.checks.some(({ key, state }) => key === 'sample-ratio' && state === 'not-met');
}

/** What the rules recommend in a few words; of several treatments, for which one. Plain text, not escaped. */
export function shortRecommendation(plan: Plan, { recommendation, variant, harmed = [] }: Verdict): string {
  if (recommendation === 'ship') return shipWords(plan, variant);
  if (recommendation !== 'drop-variant') return SHORT[recommendation];
  return `drop ${harmed.length === 0 ? 'a treatment' : harmed.map((one) => one.variant).join(' and ')}`;
}

/** The goal of the treatment that the look is about, whose name stands in `act` or here; null while effects are hidden. */
function headlineFigure(plan: Plan, { analysis, verdict }: AnalysisSnapshot, act: string): string | null {
  const goals = shownComparisons(analysis).filter(({ role }) => role === 'goal');
  const lead = headlineComparison(plan, { analysis, verdict });
  if (lead !== null) {
    const figure = `${metricName(plan, lead.metric)} ${briefFigures(lead)}`;
    const proven = lead.verdict === 'unproven' ? '' : `, ${provenWords(lead)}`;
    const isNamed = treatmentsOf(plan).length === 1 || act.includes(lead.variant);
    return `${isNamed ? '' : `${lead.variant}: `}${figure}${proven}`;
  }
  if (goals.length === 0) return null;
  const variants = (of: readonly Comparison[]) => new Set(of.map(({ variant }) => variant)).size;
  const better = variants(goals.filter((one) => one.verdict === 'better'));
  const name = plan.otherGoals === undefined ? metricName(plan, plan.goal.key) : 'Goals';
  return `${name}: ${better === 0 ? 'none' : better} of ${variants(goals)} treatments proven better`;
}

/**
 * The comparison of the goal that the headline states: the leading one, or the one that a treatment is killed for; null if it states none, or the treatments together. While several of them go
 * on, none stands for the others.
 */
export function headlineComparison(
  plan: Plan,
  { analysis, verdict }: Pick<AnalysisSnapshot, 'analysis' | 'verdict'>,
): Comparison | null {
  const goals = shownComparisons(analysis).filter(({ role }) => role === 'goal');
  const [only] = treatmentsOf(plan).length === 1 ? goals : [];
  const variant = only?.variant ?? (TOGETHER.includes(verdict.recommendation) ? null : verdict.variant);
  const own = goals.filter((one) => one.variant === variant);
  const worse = verdict.recommendation === 'kill' ? own.find((one) => one.verdict === 'worse') : undefined;
  return worse ?? leadingGoal(plan, own).goal ?? null;
}

/** "−4.3 % (95 %: −9.8 to +1.5)". */
export function briefFigures(comparison: Comparison): string {
  const { lift, liftInterval } = comparison;
  if (lift === null) return 'has no lift that can be stated';
  const interval = liftInterval === null ? 'no bounds' : briefInterval(liftInterval);
  return `${briefPercent(lift)} (${intervalLevel(comparison)}: ${interval})`;
}

/** A metric's name, short enough for a line that holds more. Plain text, not escaped. */
export function metricName(plan: Plan, key: string): string {
  return isolated(oneLine(metricOf(plan, key)?.name ?? key, NAME_LENGTH));
}
