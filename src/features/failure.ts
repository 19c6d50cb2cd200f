import type { Button } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { context as contextBlock, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeSentence } from '#block-kit/text.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import { stuckOf } from '#domain/stuck.ts';
import type { Action } from '#features/action.ts';
import { allowMore } from '#features/allow-more/actions.ts';
import type { ButtonLook } from '#features/pressable.ts';
import { editRequestButton } from '#features/propose-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';

const REASONS: Readonly<Record<AgentFailure['reason'], string>> = {
  declined: 'The model declined to answer',
  truncated: 'The model’s answer was cut off',
  'invalid-answer': 'The model’s answer could not be used, even after one repair',
  'not-testable': 'This needs an answer before it can be tested',
  'has-questions': 'This needs an answer before it can be planned',
  forbidden: 'No plan may do this',
  'no-experiment': 'This is better done without an experiment',
  objected: 'The policy review still objects after two redesigns',
  impossible: 'This cannot be done as asked',
  'asks-edit': 'The comment asks for another request',
  'not-chosen': 'Nothing in the settings fits a part of this idea',
  ceiling: 'The agents have used what they may use for one experiment',
  'day-ceiling': 'The agents have used what they may use in one day (UTC)',
};

/** Failures after which an edit is the way on and the same request may yet pass: if access, settings or traffic change, or the request is right as it is. */
const MAY_PASS: readonly AgentFailure['reason'][] = ['impossible', 'asks-edit'];

/** Only the requester knows what nothing in the settings fits, and what of a comment is meant. */
const CALLS: Partial<Readonly<Record<AgentFailure['reason'], string>>> = {
  'not-chosen': 'Choose the rest in the form.',
  'asks-edit':
    'The form of *Edit request* has these changes in it. *Try again* plans with the request as it is.',
};

/** Who or what lets the agents go on, with a blank before it; empty if the reason and the buttons say it. Mrkdwn. */
function callOf({ experiment: { failure, proposal } }: RenderContext): string {
  if (failure?.reason === 'ceiling')
    return ' They ask no more until an approver presses *Allow more*, which lets them use as much again.';
  if (failure?.reason === 'day-ceiling') return ' They go on by themselves when the next day begins.';
  const act = failure === null ? undefined : CALLS[failure.reason];
  return act === undefined ? '' : ` ${mention(proposal.requester)}: ${act}`;
}

/** Which rules in code refuse it, so that people can ask about them. */
function ruleLine(rules: readonly string[]) {
  if (rules.length === 0) return [];
  return [contextBlock([`${rules.length === 1 ? 'Rule' : 'Rules'} ${rules.map(code).join(', ')}`])];
}

/** Other requests that can be planned: what each is, and its button. */
export interface WaysOn {
  readonly lines: readonly string[];
  readonly buttons: readonly Button[];
}

/** What an agent could not finish, why, and the buttons to go on from there. `retry` starts the same step again. */
export function renderFailure(
  context: RenderContext,
  act: string,
  retry: Action<RenderContext>,
  withEdit: boolean,
  ways: WaysOn = { lines: [], buttons: [] },
): ChatMessage {
  const failure = context.experiment.failure;
  const reason = failure === null ? '' : REASONS[failure.reason];
  const lines = (failure?.detail ?? '')
    .split('\n')
    .map(escapeSentence)
    .filter((line) => line !== '');
  const stuck = stuckOf(context.experiment);
  const editFirst = withEdit && stuck !== null && stuck !== 'agent-failed';
  const primary = { style: 'primary' } as const;
  const edit = (look: Pick<ButtonLook, 'style'> = {}) =>
    editRequestButton.button(context, { label: 'Edit request', ...look });
  const again = (look: Pick<ButtonLook, 'style'> = {}) =>
    retry.button(context, { label: 'Try again', ...look });
  const mayPass = failure !== null && MAY_PASS.includes(failure.reason);
  const pressable = editFirst
    ? [edit(ways.buttons.length === 0 ? primary : {}), ...(mayPass ? [again()] : [])]
    : [again(primary), ...(withEdit ? [edit()] : [])];
  const buttons = stuck === 'at-ceiling' ? buttonsAtCeiling(context) : [...ways.buttons, ...pressable];
  return message({
    text: `${act}: ${reason}. ${lines.join(' ')}`,
    blocks: [
      section(`:warning: *${act}.* ${reason}.${callOf(context)}`),
      ...(lines.length === 0 ? [] : [section(bullets(lines))]),
      ...ruleLine(failure?.rules ?? []),
      ...(ways.lines.length === 0
        ? []
        : [section(`*Any of these can be planned*\n${bullets(ways.lines.map(escapeSentence))}`)]),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ],
  });
}

/** Trying again would stop at the same ceiling; that of the day needs no person. */
function buttonsAtCeiling(context: RenderContext): readonly Button[] {
  const isOwn = context.experiment.failure?.reason === 'ceiling';
  return isOwn ? [allowMore.button(context, { label: 'Allow more', style: 'primary' })] : [];
}
