import { type Answer, bad, badly, good } from '#sandbox/stand-ins/slack/answer.ts';
import { refusedFiles } from '#sandbox/stand-ins/slack/content.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, fieldsIn, fieldsOf, isFields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { useTrigger } from '#sandbox/stand-ins/slack/triggers.ts';
import {
  closeModals,
  deepestStack,
  keptView,
  openModal,
  replaceModal,
  stackOf,
} from '#sandbox/stand-ins/slack/views.ts';
import type { Method } from './method.ts';

/** Opens a first modal. */
const open: Method = (args, desk) => {
  const refusal = modalRefusal(args['view'], desk);
  if (refusal !== undefined) return refusal;
  const trigger = useTrigger(desk, args['trigger_id']);
  if ('ok' in trigger) return trigger;
  // A person has one stack; opening anew takes what was open away.
  closeModals(desk, trigger.user);
  return good({ view: openModal(desk, trigger.user, fieldsOf(args['view'])) });
};

/** Lays a modal on the one the person is looking at. */
const push: Method = (args, desk) => {
  const refusal = modalRefusal(args['view'], desk);
  if (refusal !== undefined) return refusal;
  const trigger = useTrigger(desk, args['trigger_id']);
  if ('ok' in trigger) return trigger;
  const stack = stackOf(desk, trigger.user);
  const top = stack.at(-1);
  if (top === undefined || trigger.viewId === null) return bad('not_found');
  if (stack.length >= deepestStack) return bad('push_limit_reached');
  return good({ view: openModal(desk, trigger.user, fieldsOf(args['view']), top) });
};

/** Changes an open modal, by id or external id; with `hash`, only if it has not changed since. */
const update: Method = (args, desk) => {
  const problems = lintModal(args['view']);
  if (problems.length > 0) return badly('invalid_arguments', problems);
  const old = openView(args, desk);
  if (old === undefined) return bad('not_found');
  const hash = textOf(args['hash']);
  if (hash !== undefined && hash !== old.hash) return bad('hash_conflict');
  const files = fileRefusal(args['view'], desk);
  return files ?? good({ view: replaceModal(desk, keptView(desk, fieldsOf(args['view']), old)) });
};

/** Shows a Home to one person. */
const publish: Method = (args, desk) => {
  const problems = lintHome(args['view']);
  if (problems.length > 0) return badly('invalid_arguments', problems);
  const user = textOf(args['user_id']) ?? '';
  if (desk.state.users[user] === undefined) return bad('user_not_found');
  const old = desk.state.homes[user];
  const hash = textOf(args['hash']);
  if (hash !== undefined && hash !== old?.hash) return bad('hash_conflict');
  const files = fileRefusal(args['view'], desk);
  if (files !== undefined) return files;
  const view = keptView(desk, fieldsOf(args['view']), old);
  desk.state.homes[user] = view;
  desk.tell({ kind: 'home-published', user, view });
  return good({ view });
};

export const views: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};

function openView(args: Fields, desk: Desk): SlackView | undefined {
  const [id, externalId] = [textOf(args['view_id']), textOf(args['external_id'])];
  return desk.state.modals
    .map((one) => one.view)
    .find((view) =>
      id !== undefined ? view.id === id : externalId !== undefined && view.external_id === externalId,
    );
}

function modalRefusal(view: unknown, desk: Desk): Answer | undefined {
  const problems = lintModal(view);
  if (problems.length > 0) return badly('invalid_arguments', problems);
  const externalId = isFields(view) ? textOf(view['external_id']) : undefined;
  const taken = desk.state.modals.some((one) => one.view.external_id === externalId);
  return externalId !== undefined && taken ? bad('duplicate_external_id') : fileRefusal(view, desk);
}

function fileRefusal(view: unknown, desk: Desk): Answer | undefined {
  const problems = refusedFiles(fieldsIn(fieldsOf(view)['blocks']), desk.state.files);
  return problems.length > 0 ? badly('invalid_arguments', problems) : undefined;
}
