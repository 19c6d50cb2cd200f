import { type Actor, BOT, type BotActor, type PersonActor } from '#domain/actor.ts';
import type { BotBody, Command, CommandBody, PersonBody } from '#domain/command.ts';
import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { offSetting } from '#domain/launch/flag-settings.ts';
import { otherConditions } from '#domain/launch/release-conditions.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { Topic } from '#domain/topic.ts';
import type { RenderContext } from '#features/render-context.ts';
import { DAY } from '#shared/clock.ts';

/** Monday, 5 January 2026, 09:00 UTC: when every example is proposed. */
export const START = Date.UTC(2026, 0, 5, 9);

/** A message that the thread got, with all that it is rendered from. */
export interface Post {
  readonly topic: Topic;
  readonly context: RenderContext;
}

/** An experiment with the journal that made it. */
export interface Story {
  readonly key: string;
  readonly commits: readonly Commit[];
  readonly experiment: Experiment;
  readonly posts: readonly Post[];
}

/** What happens next, given how the experiment stands. */
export type Step = (experiment: Experiment) => Command;

/** A body, or how to make it from the experiment as it is then. */
type From<Body> = Body | ((experiment: Experiment) => Body);

/** A step `days` after the start. */
export function step(days: number, actor: PersonActor, body: From<PersonBody>): Step;
export function step(days: number, actor: BotActor, body: From<BotBody>): Step;
export function step(days: number, actor: Actor, body: From<CommandBody>): Step {
  return (experiment) => {
    const made = typeof body === 'function' ? body(experiment) : body;
    // The overloads give each body an actor who may say it, which TypeScript cannot follow over two unions.
    return { ...made, actor, at: START + days * DAY } as Command;
  };
}

/** Tells a story from its proposal on: decide, seal, fold, and every effect on messages and flags delivered. */
export function tell(key: string, propose: Command<'propose'>, ...steps: readonly Step[]): Story {
  const first = commitOf(key, [], null, propose);
  return goOn(delivered({ key, commits: [first], experiment: folded([first]), posts: [] }, first), ...steps);
}

/** The same story told further. */
export function goOn(story: Story, ...steps: readonly Step[]): Story {
  return steps.reduce((told, next) => happened(told, next(told.experiment)), story);
}

/** The same story one step further, before anything is delivered. */
export function undelivered(story: Story, next: Step): Story {
  return sealed(story, next(story.experiment));
}

/** The newest post of a topic; fails where the thread got none. */
export function postOf(story: Story, topic: Topic): Post {
  const found = story.posts.findLast((post) => post.topic === topic);
  if (found === undefined) {
    throw new Error(`${story.key} got no "${topic}", only ${story.posts.map((post) => post.topic)}`);
  }
  return found;
}

function happened(story: Story, command: Command): Story {
  const told = sealed(story, command);
  return delivered(told, told.commits.at(-1));
}

function sealed(story: Story, command: Command): Story {
  const commit = commitOf(story.key, story.commits, story.experiment, command);
  const commits = [...story.commits, commit];
  return { ...story, commits, experiment: folded(commits) };
}

function commitOf(
  key: string,
  before: readonly Commit[],
  experiment: Experiment | null,
  command: Command,
): Commit {
  const outcome = decide(experiment, command);
  if (outcome.kind === 'refused') {
    throw new Error(
      `${key}: ${command.name} is refused (${outcome.problem.code}): ${outcome.problem.message}`,
    );
  }
  return sealCommit(key, before.at(-1) ?? null, command, outcome.value);
}

function folded(commits: readonly Commit[]): Experiment {
  const experiment = fold(commits);
  if (experiment === null) throw new Error('a journal without a proposal');
  return experiment;
}

/**
 * What the worker would do, commit after commit: post, record, set the flag, record. The other effects are steps of the
 * stories.
 */
function delivered(story: Story, commit: Commit | undefined): Story {
  const due = [commit];
  let told = story;
  for (let next = due.shift(); next !== undefined; next = due.shift()) {
    const then = folded(told.commits.slice(0, next.version));
    for (const [index, effect] of next.effects.entries()) {
      const key = effectKey(told.key, next.version, index);
      const record = recordOf(told.experiment, effect, key);
      if (record === null) continue;
      if (effect.kind === 'post') {
        const post = { topic: effect.topic, context: { experiment: then, key, at: next.at } };
        told = { ...told, posts: [...told.posts, post] };
      }
      told = sealed(told, { ...record, actor: BOT, at: next.at + 1_000 });
      due.push(told.commits.at(-1));
    }
  }
  return told;
}

function recordOf(experiment: Experiment, effect: Effect, key: string): BotBody | null {
  switch (effect.kind) {
    case 'post':
      return { name: 'recordPost', effect: key, topic: effect.topic, ts: tsOf(key) };
    case 'card':
      if (experiment.delivery.threadTs !== null) return null;
      return { name: 'recordPost', effect: key, topic: 'card', ts: tsOf(key) };
    case 'flag':
      return { name: 'recordFlag', effect: key, flag: flagAfter(experiment, effect.act, key) };
    default:
      return null;
  }
}

function tsOf(key: string): string {
  return `1767603600.${key.split(':').slice(1).join('').padStart(6, '0')}`;
}

function flagAfter(
  experiment: Experiment,
  act: Extract<Effect, { kind: 'flag' }>['act'],
  effect: string,
): FlagRecord | null {
  if (act.act === 'remove') return null;
  const version = `v${effect.split(':').slice(1).join('.')}`;
  const before = experiment.flag;
  // Switching off changes nothing else.
  if (act.act === 'set' && !act.active && before !== null) return { ...before, active: false, version };
  if (act.act === 'keep') return before;
  const { active, rollout, allocation } = act.act === 'hold' ? offSetting(experiment) : act;
  const key = experiment.design?.plan.flagKey ?? experiment.key;
  const own = { own: true, restrictedTo: [], rollout, variant: null, mark: `own ${rollout}` };
  const conditions = [...(before === null ? [] : otherConditions(before)), own];
  const url = `https://eu.posthog.com/feature_flags/${key}`;
  const recordings = 'https://eu.posthog.com/replay?variant={variant}';
  return { key, url, version, active, rollout, allocation, conditions, recordings };
}
