import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import type { Decision } from '#domain/decision/state.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { MeasuredEffect, PastExperiment, PastOutcome } from '#domain/memory/past-experiment.ts';
import type { Plan } from '#domain/plan.ts';
import { isFinished, type Status } from '#domain/status.ts';
import { PERSON_MENTION } from '#shared/person-mention.ts';
import { withoutReferences } from '#shared/private-text/standing-in.ts';

/** From a decision on, or from a stop by the bot. */
const DECIDED: readonly Status[] = ['decided', 'killed', 'cleaning-up', 'completed'];

/** The line of the memory that an experiment has from its outcome on; null before, and never null again after it had one. */
export function pastLineOf(experiment: Experiment) {
  const { key, version, status, decision } = experiment;
  const past = pastOf(experiment);
  if (past === null && !isFinished(status) && decision.undoneAt === undefined) return null;
  return { origin: 'journal', key, version, past } as const;
}

/** What is to be remembered of an experiment; null while it has no outcome, and of one that was cancelled before it had a plan. */
export function pastOf(experiment: Experiment): PastExperiment | null {
  const { design, request, key, delivery } = experiment;
  const end = endOf(experiment);
  if (end === null || design === null) return null;
  const { plan } = design;
  return {
    key,
    title: withoutPeople(plan.title),
    idea: withoutPeople(request.idea),
    hypothesis: withoutPeople(plan.hypothesis),
    surface: plan.request.surface,
    goalMetric: plan.goal.key,
    outcome: end.outcome,
    effect: effectIn(plan, end.snapshot, end.variant),
    learning: end.learning === null ? null : withoutPeople(end.learning),
    endedAt: end.at,
    channel: delivery.channel,
  };
}

interface End {
  readonly outcome: PastOutcome;
  readonly at: number;
  readonly learning: string | null;
  readonly snapshot: AnalysisSnapshot | null;
  /** The treatment that the outcome is about; null if none stands out. */
  readonly variant: string | null;
}

function endOf(experiment: Experiment): End | null {
  const { status, looks, decision, shipping, ended } = experiment;
  const newest = latestSnapshot(experiment);
  if (status === 'cancelled' && ended !== null) {
    const learning = ended.cancellation?.reason ?? null;
    return { outcome: 'cancelled', at: ended.at, learning, snapshot: null, variant: null };
  }
  if (!DECIDED.includes(status)) return null;
  const record = decision.record ?? shipping?.takenBack ?? null;
  const snapshot = looks.snapshots.find(({ hash }) => hash === record?.snapshotHash) ?? newest;
  // The look that stopped it, and not the end of its clean-up: a digest counts an outcome once.
  const at = record?.at ?? newest?.at ?? looks.watch?.at ?? ended?.at ?? null;
  if (at === null) return null;
  const common = { at, snapshot, learning: record?.reason ?? snapshot?.narrative?.headline ?? null };
  const isShipped = record?.decision === 'ship' && snapshot !== null;
  const variant = isShipped ? shippedVariant(experiment, snapshot) : (snapshot?.verdict.variant ?? null);
  if (looks.harm !== null || shipping?.takenBack !== undefined)
    return { ...common, variant, outcome: 'harmful' };
  if (record === null) return null;
  return { ...common, variant, outcome: outcomeOf(record.decision, snapshot) };
}

function outcomeOf(decision: Decision, snapshot: AnalysisSnapshot | null): PastOutcome {
  if (decision === 'ship') return 'shipped';
  if (decision === 'end-without-winner') return 'inconclusive';
  return hasProvenHarm(snapshot) ? 'harmful' : 'killed';
}

function hasProvenHarm(snapshot: AnalysisSnapshot | null): boolean {
  if (snapshot === null) return false;
  const { harm, comparisons } = snapshot.analysis;
  return (
    harm.length > 0 ||
    comparisons.some(
      (one) =>
        one.kind === 'ok' && (one.verdict === 'inferior' || (one.role === 'goal' && one.verdict === 'worse')),
    )
  );
}

/** Of the treatment that the outcome is about, else of the one that moved the goal most. */
function effectIn(
  plan: Plan,
  snapshot: AnalysisSnapshot | null,
  variant: string | null,
): MeasuredEffect | null {
  const effects = (snapshot?.analysis.comparisons ?? []).flatMap((one) =>
    one.kind === 'ok' && one.metric === plan.goal.key && one.lift !== null && one.liftInterval !== null
      ? [
          {
            variant: one.variant,
            relative: one.lift,
            low: one.liftInterval.lower,
            high: one.liftInterval.upper,
          },
        ]
      : [],
  );
  const found =
    effects.find((one) => one.variant === variant) ??
    effects.toSorted((a, b) => Math.abs(b.relative) - Math.abs(a.relative))[0];
  return found === undefined ? null : { relative: found.relative, low: found.low, high: found.high };
}

function withoutPeople(text: string): string {
  return withoutReferences(text).replace(PERSON_MENTION, 'a person');
}
