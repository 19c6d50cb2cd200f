import type { ActionsBlockElement } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { limits } from '#block-kit/limits.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { oneLine } from '#block-kit/text.ts';
import type { NamedExperiment } from '#features/read-command/find-experiments.ts';
import type { Typed } from '#features/read-command/read-command.ts';
import { pickCommand, proposeTyped, runCommand } from './actions.ts';

type Guess = Extract<Typed, { readonly kind: 'guess' }>;

/** What a text may mean: one command with a button, several with a menu. Nothing is done before the person chooses. */
export function renderGuess({ calls, typed }: Guess, known: readonly NamedExperiment[]): ChatMessage {
  const [only = '', second] = calls;
  const words =
    second === undefined ? `Did you mean ${code(oneLine(only, 200))}?` : 'Which experiment do you mean?';
  const text = `${words} Nothing is done yet.`;
  return message({ text, blocks: [section(text), actions([...chooser(calls, known), ...asIdea(typed)])] });
}

function chooser(
  calls: readonly string[],
  known: readonly NamedExperiment[],
): readonly ActionsBlockElement[] {
  const [only = '', second] = calls;
  if (second === undefined)
    return [runCommand.button(cut(only), { label: `Yes, ${oneLine(only, 60)}`, style: 'primary' })];
  const choices = calls.map((call) => ({ value: call, label: labelOf(call, known) }));
  return [
    pickCommand.menu(
      choices.filter(({ value }) => value.length <= limits.option.value),
      'Choose',
    ),
  ];
}

/** A command without its reason is asked for the reason if it needs one. */
function cut(call: string): string {
  return fitsButton(call) ? call : call.split(' ').slice(0, 2).join(' ');
}

function labelOf(call: string, known: readonly NamedExperiment[]): string {
  const named = known.find(({ key }) => call.split(' ').includes(key));
  if (named === undefined) return call;
  const hasTwin = known.some(({ key, title }) => key !== named.key && title === named.title);
  return `${call.split(' ')[0]}: ${hasTwin ? named.key : named.title}`;
}

/** One word is no idea; what is longer than a button holds is typed again. */
function asIdea(typed: string): readonly ActionsBlockElement[] {
  const command = `create ${typed}`;
  const isIdea = typed.includes(' ') && fitsButton(command);
  return isIdea ? [proposeTyped.button(command, { label: 'Propose it as an experiment' })] : [];
}

function fitsButton(command: string): boolean {
  return command.length <= limits.button.value;
}
