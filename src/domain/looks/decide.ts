import type { Outcome } from '#domain/commit.ts';
import { type Deciders, outcome, post } from '#domain/decider.ts';
import type { Experiment } from '#domain/experiment.ts';
import { offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import type { LookBotBody } from '#domain/looks/commands.ts';
import { isTimeToTell, openReadingFault } from '#domain/looks/reading-faults.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** One look: stop proven harm at once, ask for a decision if the rules say so, else report and go on. */
export const lookDeciders: Deciders<LookBotBody['name']> = {
  recordLook: (experiment, { snapshot }) => {
    if (snapshot.verdict.harm !== null) return stopForHarm(experiment, snapshot, snapshot.verdict.harm);
    return snapshot.scheduled && experiment.status === 'running'
      ? scheduledLook(snapshot)
      : watch(experiment, snapshot);
  },

  // The card changes only with what the thread hears.
  recordReadingFault: (experiment, command) => {
    const { task, code, detail, mayPass } = command;
    const told = isTimeToTell(experiment, command);
    const event = { type: 'readingFailed', task, code, detail, mayPass, told } as const;
    return outcome([event], told ? [post('reading-failed'), CARD] : []);
  },

  recordReadingRecovery: (experiment, { task }) => {
    const isTold = openReadingFault(experiment, task)?.toldAt != null;
    return outcome([{ type: 'readingRecovered', task }], isTold ? [post('reading-recovered'), CARD] : []);
  },
};

const CARD = { kind: 'card' } as const;

function stopForHarm(
  experiment: Experiment,
  snapshot: AnalysisSnapshot,
  harm: { readonly metric: string; readonly variant: string },
): Outcome {
  return outcome(
    [
      { type: 'looked', snapshot, asksForDecision: false },
      { type: 'stoppedForHarm', ...harm },
    ],
    [setFlag(offSetting(experiment)), post('harm')],
  );
}

function scheduledLook(snapshot: AnalysisSnapshot): Outcome {
  const asksForDecision = snapshot.verdict.recommendation !== 'keep-running';
  return outcome(
    [{ type: 'looked', snapshot, asksForDecision }],
    [post(asksForDecision ? 'decision' : 'report')],
  );
}

/** Between scheduled looks the thread hears only of the first day and of health that changed. */
function watch({ looks }: Experiment, snapshot: AnalysisSnapshot): Outcome {
  const before = looks.watch?.analysis.health.state ?? null;
  const now = snapshot.analysis.health.state;
  const alarm = now === 'unhealthy' && before !== 'unhealthy';
  const first = before === null && looks.snapshots.length === 0;
  const effects = alarm ? [post('health-alarm')] : first ? [post('progress')] : [];
  return outcome([{ type: 'watched', snapshot }], effects);
}
