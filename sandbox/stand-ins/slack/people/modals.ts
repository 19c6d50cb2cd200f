import { type Fields, fieldsOf, isFields } from '#sandbox/stand-ins/slack/fields.ts';
import { everyBlock } from '#sandbox/stand-ins/slack/lint/blocks.ts';
import { lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import type { SlackUser, SlackView, ViewValues } from '#sandbox/stand-ins/slack/state.ts';
import {
  closeModals,
  deepestStack,
  keptView,
  openModal,
  replaceModal,
  stackOf,
} from '#sandbox/stand-ins/slack/views.ts';
import { chosenValue, type Given } from './chosen-value.ts';
import { type DeliveryOptions, deliver, payloadParcel, type Reach } from './deliver.ts';
import { everyElement } from './find-element.ts';
import { inputErrors } from './input-errors.ts';
import { notSent, type Outcome, outcome } from './outcome.ts';
import { formTeams, interaction } from './payloads.ts';

/** Fills in the modal on top and submits it; what is not touched keeps its initial value, or null. */
export async function submit(
  reach: Reach,
  user: SlackUser,
  view: SlackView,
  filled: Readonly<Record<string, Given>>,
  options: DeliveryOptions,
): Promise<Outcome> {
  const values = filledIn(view, filled);
  const held = replaceModal(reach.desk, { ...view, state: { values } });
  const errors = inputErrors(held, values);
  if (Object.keys(errors).length > 0) return notSent({ errors });
  const payload = {
    ...interaction(reach.desk, 'view_submission', user, view.id),
    ...formTeams(reach.desk, user, held),
    response_urls: [],
  };
  const delivery = await deliver(reach, payloadParcel(payload), options);
  const sent = outcome(delivery);
  return sent.problem === null ? { ...sent, ...obey(reach, user, held, delivery.json ?? {}) } : sent;
}

/** Closes the modal on top, or all if it says so; the bot is told if it asked to be. */
export async function close(
  reach: Reach,
  user: SlackUser,
  view: SlackView,
  options: DeliveryOptions,
): Promise<Outcome> {
  const isCleared = view.clear_on_close;
  const closing = isCleared ? stackOf(reach.desk, user.id) : [view];
  closeModals(reach.desk, user.id, (one) => closing.some(({ id }) => id === one.id));
  let last = notSent();
  for (const one of closing.toReversed()) {
    if (!one.notify_on_close) continue;
    const { trigger_id: _, ...common } = interaction(reach.desk, 'view_closed', user);
    const payload = { ...common, ...formTeams(reach.desk, user, one), is_cleared: isCleared };
    last = outcome(await deliver(reach, payloadParcel(payload), options));
  }
  return last;
}

/** Does with the modals what the bot's answer to a submission says. */
function obey(reach: Reach, user: SlackUser, view: SlackView, answer: Fields): Partial<Outcome> {
  const { desk } = reach;
  switch (answer['response_action']) {
    case undefined:
      closeModals(desk, user.id, (one) => one.id === view.id);
      return {};
    case 'clear':
      closeModals(desk, user.id);
      return {};
    case 'errors':
      return shownErrors(view, fieldsOf(answer['errors']));
    case 'update':
    case 'push': {
      const next = fieldsOf(answer['view']);
      const [problem] = lintModal(next);
      if (problem !== undefined) return { problem: `${problem.rule} at ${problem.pointer}` };
      if (answer['response_action'] === 'update') replaceModal(desk, keptView(desk, next, view));
      else if (stackOf(desk, user.id).length >= deepestStack) return { problem: 'push_limit_reached' };
      else openModal(desk, user.id, next, view);
      return {};
    }
    default:
      return { problem: `unknown response_action ${String(answer['response_action'])}` };
  }
}

function shownErrors(view: SlackView, errors: Fields): Partial<Outcome> {
  const inputs = everyBlock(view.blocks, '').filter(({ block }) => block['type'] === 'input');
  const ids = inputs.map(({ block }) => block['block_id']);
  const stray = Object.keys(errors).find((id) => !ids.includes(id));
  if (stray !== undefined) return { problem: `errors name ${stray}, which is no input block` };
  return { errors: Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)])) };
}

function filledIn(view: SlackView, filled: Readonly<Record<string, Given>>): ViewValues {
  const elements = everyElement(view.blocks);
  const values: Record<string, Record<string, Fields>> = Object.fromEntries(
    Object.entries(view.state.values).map(([block, actions]) => [block, { ...actions }]),
  );
  for (const [key, given] of Object.entries(filled)) {
    const found = elements.find(({ block, element }) => namesOf(block, element).includes(key));
    if (found === undefined) {
      const there = elements.map(({ block }) => String(block['block_id'])).join(', ');
      throw new Error(`no input ${key} in the modal; there are: ${there}`);
    }
    const block = String(found.block['block_id']);
    values[block] = {
      ...values[block],
      [String(found.element['action_id'])]: chosenValue(found.element, given),
    };
  }
  return values;
}

function namesOf(block: Fields, element: Fields): readonly unknown[] {
  const label = isFields(block['label']) ? block['label']['text'] : undefined;
  return [block['block_id'], element['action_id'], label];
}
