import type { Outcome } from '#domain/commit.ts';
import { outcome, post } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { offSetting, setFlag } from '#domain/launch/flag-settings.ts';
import { newAlerts, type WatchFound } from '#domain/looks/alerts.ts';

/** Why the bot pauses, as the thread says it. */
const NOT_TRUSTED = 'The data of this experiment cannot be trusted';
const PRIVACY = 'A privacy incident was seen';

/**
 * Adds to what came of a look what was found beside it: new alerts in one message, a pause if the plan wants one for data that
 * cannot be trusted, and the leadership's channel if users were harmed. Nothing is added to looks from before it was looked for.
 */
export function withFound(experiment: Experiment, found: WatchFound | undefined, told: Outcome): Outcome {
  if (found === undefined) return told;
  const isStopped = told.events.some(({ type }) => type === 'stoppedForHarm');
  const news = newAlerts(experiment.looks.found, found);
  const event = { type: 'found', found: { ...found, news: news.map(({ key }) => key) } } as const;
  const channel = found.told?.leadershipChannel;
  const alerts = isStopped || news.length === 0 ? [] : [post('watch-alerts')];
  const heads: readonly Effect[] =
    isStopped && channel !== undefined ? [{ ...post('harm-escalated'), channel }] : [];
  const pause = isStopped ? null : (privacyPause(experiment, told) ?? integrityPause(experiment, told));
  return outcome(
    // Before the events of the look, whose messages name whom this says.
    [event, ...told.events, ...(pause?.events ?? [])],
    [
      ...(pause?.effects ?? []),
      ...told.effects,
      ...alerts,
      ...heads,
      ...(pause === null ? [] : [post('paused')]),
    ],
  );
}

/** A pause by the bot, if the rules halt the experiment for privacy: units must not wait for people. */
function privacyPause(experiment: Experiment, { events }: Outcome): Outcome | null {
  const halts = events.some(
    (event) =>
      (event.type === 'looked' || event.type === 'watched') &&
      event.snapshot.verdict.recommendation === 'halt-for-privacy',
  );
  return halts ? pausedFor(experiment, PRIVACY) : null;
}

/** A pause by the bot, if the watch raises its alarm over arms that cannot be compared and the plan says to pause then. */
function integrityPause(experiment: Experiment, { events, effects }: Outcome): Outcome | null {
  const wants = experiment.design?.plan.watch?.pausesForIntegrity === true;
  const alarmed = effects.some((effect) => effect.kind === 'post' && effect.topic === 'health-alarm');
  const watched = events.find((event) => event.type === 'watched');
  if (!wants || !alarmed || watched?.type !== 'watched') return null;
  const { checks } = watched.snapshot.analysis.health;
  const isBroken = checks.some(
    ({ key, state }) => (key === 'sample-ratio' || key === 'multiple-exposure') && state === 'not-met',
  );
  return isBroken ? pausedFor(experiment, NOT_TRUSTED) : null;
}

function pausedFor(experiment: Experiment, reason: string): Outcome {
  return outcome([{ type: 'paused', person: null, reason }], [setFlag(offSetting(experiment))]);
}
