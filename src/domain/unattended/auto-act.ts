import { signOf } from '#domain/decision/leading-goal.ts';
import { askedDecision } from '#domain/decision/override.ts';
import { isMinimumMet, isOnWholeWeek, readableComparisons, treatmentsInRace } from '#domain/decision/race.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { planForGoal } from '#domain/goals.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { AutoAct } from '#domain/unattended/state.ts';
import type { Comparison } from '#stats/engine/analysis.ts';

/**
 * What a standing approval lets the bot do on the newest look; null if there is nothing to do. What the rules leave to a person,
 * and data that cannot be read, stay with people.
 */
export function autoActOf(experiment: Experiment): AutoAct | null {
  const snapshot = latestSnapshot(experiment);
  const limit = experiment.unattended?.auto?.regressionLimit;
  if (snapshot === null || limit === undefined) return null;
  const { recommendation } = snapshot.verdict;
  const asked = recommendation === 'do-not-read' ? null : askedDecision(recommendation);
  if (experiment.status === 'deciding' && asked !== null && asked !== 'keep-running') {
    return { decision: asked, why: 'recommended' };
  }
  const goesOn = experiment.status === 'running' && recommendation === 'keep-running';
  return goesOn && isRegression(experiment, snapshot, limit) ? { decision: 'kill', why: 'regression' } : null;
}

/**
 * Whether a goal of every treatment in the race fell by more than the limit at a look that may decide. A precaution, no proof:
 * it can only keep the control.
 */
function isRegression(experiment: Experiment, { analysis }: AnalysisSnapshot, limit: number): boolean {
  const { plan } = designOf(experiment);
  if (!isMinimumMet(analysis) || !isOnWholeWeek(analysis)) return false;
  const goals = readableComparisons(analysis).filter(({ role }) => role === 'goal');
  const isWorse = ({ metric, lift }: Comparison) =>
    lift !== null && signOf(planForGoal(plan, metric)) * lift < -limit;
  return treatmentsInRace(plan, analysis).every((key) =>
    goals.some((goal) => goal.variant === key && isWorse(goal)),
  );
}
