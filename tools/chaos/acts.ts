import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';
import type { SlackMessage, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { type Act, versionsOf } from './act.ts';
import { commandOfButton, commandOfForm, commandOfWords } from './expected-commands.ts';
import type { World } from './world.ts';

/** How long Slack waits here, in real milliseconds: a schedule carries letters late. */
const PATIENCE = 60_000;
const OPTIONS = { timeoutMs: PATIENCE };

type Told = Pick<Act, 'person' | 'words' | 'experiment' | 'command' | 'idea'>;

/** Types a slash command. */
export function typeCommand(world: World, person: string, text: string): Promise<void> {
  const experiment = text.split(/\s+/)[1] ?? null;
  const command = commandOfWords(text);
  const told = { person, words: `${person} types ${text}`, idea: null, command };
  return begin(world, { ...told, experiment: command === null ? null : experiment }, () =>
    world.sandbox.slack.as(person).command('/experiment', text, { channel: SANDBOX_CHANNEL }, OPTIONS),
  );
}

/** Presses a button of a message as it is seen. */
export function pressButton(
  world: World,
  person: string,
  seen: SlackMessage,
  actionId: string,
): Promise<void> {
  const found = everyElement(seen.blocks).find(({ element }) => element['action_id'] === actionId);
  const value = textOf(found?.element['value']) ?? '';
  const { experiment, command } = commandOfButton(actionId, value);
  const told = { person, words: `${person} presses ${actionId}`, idea: null, experiment, command };
  return begin(world, told, () => world.sandbox.slack.as(person).press(seen, { actionId }, OPTIONS));
}

/** Fills in the form on top and submits it. */
export function submitForm(
  world: World,
  person: string,
  view: SlackView,
  values: Readonly<Record<string, Given>>,
): Promise<void> {
  const { experiment, command } = commandOfForm(view, values);
  const idea = experiment === null ? ideaIn(view, values) : null;
  const told = { person, words: `${person} submits ${view.callback_id}`, experiment, command, idea };
  return begin(world, told, () => world.sandbox.slack.as(person).submitModal(view, values, OPTIONS));
}

function ideaIn(view: SlackView, values: Readonly<Record<string, Given>>): string {
  const typed = values['idea'] ?? fieldsOf(fieldsOf(view.state.values['idea'])['idea'])['value'];
  return String(typed);
}

/** Lets a person begin, and takes in what Slack sends for it: up to three copies, carried whenever chance says so. */
async function begin(world: World, told: Told, work: () => Promise<Outcome>): Promise<void> {
  const { sandbox, mail, chance, waiting, note } = world;
  const { promise: done, resolve: isDone } = Promise.withResolvers<void>();
  const seen = await versionsOf(world);
  const act: Act = {
    ...told,
    done,
    at: sandbox.clock.now(),
    version: seen.get(told.experiment ?? '') ?? 0,
    seen,
    letter: null,
    answerTo: null,
    answers: [],
    ended: null,
    outcome: null,
  };
  note(act.words);
  const letter = mail.next();
  const outcome = work().then(async (came) => {
    act.outcome = came;
    note(`${act.words}: ${came.problem ?? 'answered'} ${JSON.stringify(came.errors)}`);
    isDone();
    return null;
  });
  const sent = await Promise.race([letter, outcome]);
  if (sent === null) return;
  world.acts.push(act);
  act.letter = sent;
  act.answerTo = responseAddressIn(sent.body);
  const copies = chance.pick([1, 1, 2, 3]) ?? 1;
  for (let copy = 0; copy < copies; copy += 1) waiting.push({ letter: sent, act });
}

/** The id in the response address of a command's form or an interaction's payload; null if there is none. */
function responseAddressIn(body: string): string | null {
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  const url = payload === null ? form.get('response_url') : fieldsOf(JSON.parse(payload))['response_url'];
  return textOf(url)?.split('/').at(-1) ?? null;
}
