import type { Outcome } from '#domain/commit.ts';
import { allow, type Deciders, post } from '#domain/decider.ts';
import { type AnalysisSnapshot, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import { type Refusal, refuse } from '#domain/refusal.ts';
import type { Result } from '#shared/result.ts';

type Names = 'recordLook';

/** One look: stop proven harm at once, ask for a decision where the rules say so, else report and go on. */
export const lookDeciders: Deciders<Names> = {
  recordLook: (experiment, { snapshot }) => {
    // A scheduled look is taken even where a watch went further while people decided: else the last one never comes.
    const watched = snapshot.scheduled ? 0 : (experiment.watch?.until ?? 0);
    if (snapshot.until <= Math.max(latestSnapshot(experiment)?.until ?? 0, watched))
      return refuse('already-done', 'A newer look is recorded already.');
    if (snapshot.verdict.harm !== null) return stopForHarm(experiment, snapshot, snapshot.verdict.harm);
    return snapshot.scheduled && experiment.status === 'running'
      ? scheduledLook(snapshot)
      : watch(experiment, snapshot);
  },
};

function stopForHarm(
  experiment: Experiment,
  snapshot: AnalysisSnapshot,
  harm: { readonly metric: string; readonly variant: string },
): Result<Outcome, Refusal> {
  return allow(
    [
      { type: 'looked', snapshot, asksForDecision: false },
      { type: 'stoppedForHarm', ...harm },
    ],
    [setFlag(offSetting(experiment)), post('harm')],
  );
}

function scheduledLook(snapshot: AnalysisSnapshot): Result<Outcome, Refusal> {
  const asksForDecision = snapshot.verdict.recommendation !== 'keep-running';
  return allow(
    [{ type: 'looked', snapshot, asksForDecision }],
    [post(asksForDecision ? 'decision' : 'report')],
  );
}

/** Between scheduled looks the thread hears only of the first day and of health that changed. */
function watch(experiment: Experiment, snapshot: AnalysisSnapshot): Result<Outcome, Refusal> {
  const before = experiment.watch?.analysis.health.state ?? null;
  const now = snapshot.analysis.health.state;
  const alarm = now === 'unhealthy' && before !== 'unhealthy';
  const first = before === null && experiment.snapshots.length === 0;
  const effects = alarm ? [post('health-alarm')] : first ? [post('progress')] : [];
  return allow([{ type: 'watched', snapshot }], effects);
}
