import { type Commit, fold } from '#domain/commit.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { Topic } from '#domain/topic.ts';

/** What was pressed at a message, as its stamp says it. */
export interface StampShown {
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** A message that stands in the thread, and what the thread shows of it now. */
export interface PostedReply {
  /** The id of the message at the chat service. */
  readonly ts: string;
  readonly topic: Topic;
  /** The effect that it shows now: a later post may have brought it up to date. */
  readonly key: string;
  /** The experiment right after the commit of that effect, and the commit. */
  readonly state: Experiment;
  readonly commit: Commit;
  /** In place of its buttons; null if none was pressed. */
  readonly stamp: StampShown | null;
  /** The end of the experiment, if that took its buttons away. */
  readonly retired: { readonly state: Experiment; readonly at: number } | null;
}

/** One effect of the journal in its place. */
interface Placed {
  readonly key: string;
  readonly commit: Commit;
  readonly index: number;
  readonly effect: Effect;
}

/**
 * The replies of the thread as they stand there now, in the order in which people see them: of several posts in one place the newest,
 * with what was pressed since, and without what was deleted. Pure; `commits` are all of the experiment, oldest first.
 */
export function postedReplies(experiment: Experiment, commits: readonly Commit[]): readonly PostedReply[] {
  const placed = effectsOf(commits);
  const isGone = new Set(
    commits.flatMap(({ command }) =>
      command.name === 'postAnew' ? command.lost.map(({ effect }) => effect) : [],
    ),
  );
  const failed = new Set(experiment.delivery.failedEffects.map(({ effect }) => effect));
  const newest = new Map<string, Placed>();
  const placeOf = new Map<string, string>();
  for (const one of placed) {
    const posted = experiment.delivery.messages[one.key];
    if (posted === undefined || !isReply(one.effect)) continue;
    placeOf.set(one.key, posted.ts);
    newest.set(posted.ts, one);
  }
  const stamps = placed.filter(({ effect, key }) => effect.kind === 'stamp' && !failed.has(key));
  const states = statesAt(
    commits,
    [...newest.values()].map(({ commit }) => commit.version),
  );
  const end = endOf(placed, commits);
  return [...newest]
    .filter(([, { key }]) => !isGone.has(key))
    .sort(([one], [other]) => Number(one) - Number(other))
    .flatMap(([ts, post]) => {
      const { key, commit, effect } = post;
      const state = states.get(commit.version);
      if (effect.kind !== 'post' || state === undefined) return [];
      const own = stamps.filter(
        (one) => one.effect.kind === 'stamp' && placeOf.get(one.effect.message) === ts,
      );
      const last = own.filter((one) => isBefore(post, one)).at(-1);
      const isStamped = own.some((one) => one.effect.kind === 'stamp' && one.effect.message === key);
      return [
        {
          ...{ ts, key, state, commit, topic: effect.topic },
          stamp: last?.effect.kind === 'stamp' ? { text: last.effect.text, at: last.commit.at } : null,
          retired:
            end === null || isStamped || !isBefore(post, end)
              ? null
              : { state: end.state, at: end.commit.at },
        },
      ];
    });
}

function effectsOf(commits: readonly Commit[]): readonly Placed[] {
  return commits.flatMap((commit) =>
    commit.effects.map((effect, index) => ({
      ...{ commit, index, effect },
      key: effectKey(commit.experiment, commit.version, index),
    })),
  );
}

/** Messages to one person and into other channels are no part of the thread. */
function isReply(effect: Effect): boolean {
  return effect.kind === 'post' && effect.to === undefined && effect.channel === undefined;
}

function isBefore(one: Placed, other: Placed): boolean {
  const [a, b] = [one.commit.version, other.commit.version];
  return a === b ? one.index < other.index : a < b;
}

/** The card that shows the end of the experiment, which takes buttons away; null if it is not over. */
function endOf(
  placed: readonly Placed[],
  commits: readonly Commit[],
): (Placed & { readonly state: Experiment }) | null {
  let state: Experiment | null = null;
  for (const commit of commits) {
    const before: Experiment | null = state;
    state = fold([commit], state);
    if (state === null || !isFinished(state.status) || (before !== null && isFinished(before.status)))
      continue;
    const card = placed.find((one) => one.commit === commit && one.effect.kind === 'card');
    if (card !== undefined) return { ...card, state };
  }
  return null;
}

/** The states right after these versions. */
function statesAt(commits: readonly Commit[], versions: readonly number[]): ReadonlyMap<number, Experiment> {
  const wanted = new Set(versions);
  const states = new Map<number, Experiment>();
  let state: Experiment | null = null;
  for (const commit of commits) {
    state = fold([commit], state);
    if (state !== null && wanted.has(commit.version)) states.set(commit.version, state);
  }
  return states;
}
