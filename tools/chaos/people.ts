import type { Experiment } from '#domain/experiment.ts';
import { mergePullRequest } from '#sandbox/run/merge-pull-request.ts';
import { fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { SlackMessage, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { pressButton, submitForm, typeCommand } from './acts.ts';
import { IDEAS } from './ideas.ts';
import type { World } from './world.ts';

export const PERSONS = ['mia', 'priya', 'sam', 'ada'] as const;

/** A button that can be seen in a thread. */
interface Seen {
  readonly message: SlackMessage;
  readonly actionId: string;
}

/** Every button of a thread that the bot hears of, oldest first. */
function buttonsOf(world: World, experiment: Experiment): readonly Seen[] {
  return world.threadOf(experiment).flatMap((message) =>
    everyElement(message.blocks).flatMap(({ element }) => {
      const actionId = element['action_id'];
      return typeof actionId === 'string' && element['url'] === undefined ? [{ message, actionId }] : [];
    }),
  );
}

/** Deals with the form that lies open before a person; false if there is none. */
export async function dealWithForm(world: World, person: string): Promise<boolean> {
  const view = world.sandbox.slack.openViews(person).at(-1);
  if (view === undefined) return false;
  if (world.tried.has(view.id) || view.submit === null) {
    // It was not taken, or there is nothing to fill in: the person closes it.
    await world.sandbox.slack.as(person).closeModal(view);
    return true;
  }
  world.tried.add(view.id);
  if (view.callback_id !== 'experiment_request') {
    await submitForm(world, person, view, typedInto(view, `because of ${world.chance.between(1, 999)}`));
    return true;
  }
  const idea = IDEAS.find(({ words }) => JSON.stringify(view.state.values).includes(JSON.stringify(words)));
  await submitForm(world, person, view, idea?.form ?? {});
  return true;
}

/** The same words for each text of a form that is still empty, by block; what else it asks for stays as it is. */
function typedInto({ blocks, state }: SlackView, words: string): Readonly<Record<string, string>> {
  const empty = everyElement(blocks).flatMap(({ block, element }) => {
    const id = String(block['block_id']);
    const held = fieldsOf(state.values[id]?.[String(element['action_id'])])['value'];
    return element['type'] === 'plain_text_input' && (held ?? '') === '' ? [id] : [];
  });
  return Object.fromEntries(empty.map((id) => [id, words]));
}

/** Presses the newest button of this action; false if no button is visible. */
export async function pressNewest(
  world: World,
  experiment: Experiment,
  person: string,
  isMeant: (actionId: string) => boolean,
): Promise<boolean> {
  const found = buttonsOf(world, experiment).findLast(({ actionId }) => isMeant(actionId));
  if (found === undefined) return false;
  await pressButton(world, person, found.message, found.actionId);
  return true;
}

/** A careless person, who presses any button, new or old, or types something. */
export async function carelessAct(world: World, experiment: Experiment): Promise<void> {
  const { chance } = world;
  const person = chance.pick(PERSONS) ?? 'mia';
  if (chance.happens(0.25)) {
    const reason = ' for no reason';
    const cancel = chance.happens(0.2) ? `cancel ${experiment.key}${reason}` : 'list';
    const paused = `pause ${experiment.key}${reason}`;
    const calls = ['resume', 'retry', 'status'].map((word) => `${word} ${experiment.key}`);
    const text = chance.pick([paused, paused, cancel, ...calls]) ?? 'list';
    return typeCommand(world, person, text);
  }
  const found = chance.pick(buttonsOf(world, experiment));
  if (found !== undefined) await pressButton(world, person, found.message, found.actionId);
}

/** Merges an open pull request of an experiment on GitHub, as an engineer does; false if there is none. */
export async function mergeOne(world: World, experiment: Experiment): Promise<boolean> {
  const known = [experiment.code?.pullRequest, experiment.cleanUp?.pullRequest].flatMap((pull) =>
    pull == null ? [] : [pull.number],
  );
  const pulls = await world.sandbox.github.listPulls();
  const open = pulls.find(({ number, state }) => state === 'open' && known.includes(number));
  if (open === undefined) return false;
  world.note(`sam merges #${open.number}`);
  await mergePullRequest(world.sandbox, open.number, 'sam');
  return true;
}
