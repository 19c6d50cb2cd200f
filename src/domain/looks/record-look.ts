import type { Outcome } from '#domain/commit.ts';
import { outcome, post } from '#domain/decider.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import type { WatchFound } from '#domain/looks/alerts.ts';
import { dropOf, leavesOthers, stillInRace } from '#domain/looks/drop.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { DAY } from '#shared/clock.ts';

/** What comes of one look: stop proven harm at once, ask for a decision if the rules say so, else report and go on. */
export function recordLook(experiment: Experiment, snapshot: AnalysisSnapshot, found?: WatchFound): Outcome {
  if (snapshot.verdict.harm !== null) return stopForHarm(experiment, snapshot, snapshot.verdict.harm);
  const told =
    snapshot.scheduled && experiment.status === 'running'
      ? scheduledLook(snapshot)
      : watch(experiment, snapshot, found);
  return dropHarmed(experiment, snapshot, told);
}

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

/** A treatment that is proven harmful is taken out at once, and the others go on. The flag comes before the words. */
function dropHarmed(experiment: Experiment, { verdict }: AnalysisSnapshot, told: Outcome): Outcome {
  const harmed = stillInRace(experiment, verdict.harmed).filter(({ byBot }) => byBot);
  if (harmed.length === 0 || experiment.flag === null || !leavesOthers(experiment, harmed)) return told;
  const { event, flag, message } = dropOf(experiment, harmed, null);
  return outcome([...told.events, event], [flag, message, ...told.effects]);
}

function scheduledLook(snapshot: AnalysisSnapshot): Outcome {
  const asksForDecision = asksPeople(snapshot);
  return outcome(
    [{ type: 'looked', snapshot, asksForDecision }],
    [post(asksForDecision ? 'decision' : 'report')],
  );
}

/** What the bot does alone, and data that cannot be read before the end, leave people nothing to decide. */
function asksPeople({ verdict, analysis }: AnalysisSnapshot): boolean {
  const waits: Readonly<Partial<Record<Verdict['recommendation'], boolean>>> = {
    'keep-running': true,
    'do-not-read': !analysis.final,
    'drop-variant': verdict.harmed?.every(({ byBot }) => byBot) === true,
  };
  return waits[verdict.recommendation] !== true;
}

/** Between scheduled looks the thread hears only of the first day, of health that changed, and of harm. */
function watch(experiment: Experiment, snapshot: AnalysisSnapshot, found?: WatchFound): Outcome {
  const { looks } = experiment;
  const before = looks.watch?.analysis.health.state ?? null;
  const now = snapshot.analysis.health.state;
  const alarm = now === 'unhealthy' && before !== 'unhealthy';
  // Looks from before anything was found beside them began a day after the launch.
  const isFirst = found === undefined ? before === null : isFirstDay(experiment, snapshot);
  const first = looks.snapshots.length === 0 && isFirst;
  const effects = alarm ? [post('health-alarm')] : first ? [post('progress')] : [];
  const unproven = hasNewsOfHarm(experiment, snapshot) ? [post('harm-unproven')] : [];
  return outcome([{ type: 'watched', snapshot }], [...effects, ...unproven]);
}

/** Whether this is the first watch after a whole day since the launch. */
function isFirstDay({ looks, launch }: Experiment, { until }: AnalysisSnapshot): boolean {
  const dayOver = (launch?.at ?? 0) + DAY;
  const { watch } = looks;
  if (watch === null) return until >= dayOver;
  return watch.from === launch?.at && watch.until < dayOver && until >= dayOver;
}

/** Whether a difference that would be harm, on too few events, is seen for the first time. */
function hasNewsOfHarm(experiment: Experiment, { analysis }: AnalysisSnapshot): boolean {
  const before = [experiment.looks.watch, latestSnapshot(experiment)].flatMap(
    (look) => look?.analysis.unprovenHarm ?? [],
  );
  return (analysis.unprovenHarm ?? []).some(
    ({ metric, variant }) => !before.some((one) => one.metric === metric && one.variant === variant),
  );
}
