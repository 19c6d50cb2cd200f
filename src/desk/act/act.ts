import type { ModalView } from '@slack/types';
import { type FormValues, submittedValues } from '#desk/block-kit/held-value.ts';
import type { Visit } from '#desk/page.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { ReceivedForm, Submittable } from '#features/modal-form.ts';
import type { Pressable, ReceivedPress, RunChosen } from '#features/pressable.ts';
import { createCapture } from './capture.ts';
import { findPressed } from './find-pressed.ts';
import { formProblems } from './form-problems.ts';
import { openedView } from './opened-view.ts';
import type { ActOutcome, OpenForm, Shown } from './outcome.ts';
import { unvouched } from './vouched.ts';

/** What the bot hears in Slack; the desk uses the same handlers. */
export interface Heard {
  /** By action id. */
  readonly actions: ReadonlyMap<string, Pressable>;
  /** By callback id. */
  readonly modals: ReadonlyMap<string, Submittable>;
  /** Gives the command of a menu. */
  readonly run: RunChosen;
}

/** Which button was pressed, or what was chosen in which menu. */
export interface PressedAt {
  readonly action: string;
  readonly value: string;
}

type ViewAnswer = Parameters<ReceivedForm['ack']>[0];

/** Slack's leave to open a form: here a form needs none. */
const NO_TRIGGER = 'desk';
const TOO_OLD = 'This form is too old. Open it again: what it is about may have changed.';

/** Hands a press to the handler that hears it in Slack. `gone` if the person was not shown this button. */
export async function press(heard: Heard, visit: Visit, shown: Shown, at: PressedAt): Promise<ActOutcome> {
  const element = findPressed(shown.blocks, at.action, at.value);
  const pressable = heard.actions.get(at.action);
  if (element === null || pressable === undefined) return { kind: 'gone' };
  const { channel, form = null, values = {} } = shown;
  const problems = form === null ? {} : formProblems(form.view, values, false);
  if (form !== null && Object.keys(problems).length > 0) return asked(form, values, problems);
  const capture = createCapture(form);
  const received: ReceivedPress = {
    action: element,
    body: {
      ...{ user: { id: visit.user }, trigger_id: NO_TRIGGER },
      ...(channel === null ? {} : { channel: { id: channel, name: '' } }),
      ...(form === null ? {} : { view: openedView(form, values) }),
    },
    client: capture.client,
    ack: async () => {},
    respond: capture.respond,
  };
  await pressable.receive(visit.coPilot, received, heard.run);
  const next = capture.form();
  if (next !== null) return asked(next, next.id === form?.id ? values : {});
  const messages = capture.said();
  if (messages.length > 0) return { kind: 'told', messages };
  return form === null ? { kind: 'done' } : asked(form, values);
}

/** Hands a filled form to the handler that hears it in Slack, if Slack would let the person send it. */
export async function submit(
  heard: Heard,
  visit: Visit,
  form: OpenForm,
  posted: (name: string) => readonly string[],
): Promise<ActOutcome> {
  const values = submittedValues(form.view.blocks, posted);
  const problems = formProblems(form.view, values);
  const modal = heard.modals.get(form.view.callback_id ?? '');
  if (modal === undefined) return { kind: 'told', messages: [{ text: TOO_OLD, blocks: [] }] };
  if (Object.keys(problems).length > 0) return asked(form, values, problems);
  const foreign = await unvouched(visit, form, values);
  if (Object.keys(foreign).length > 0) return asked(form, values, foreign);
  const capture = createCapture(form);
  const view = openedView(form, values);
  const answers: ViewAnswer[] = [];
  let began: string | null = null;
  const { execute } = visit.coPilot;
  const noting: CoPilot['execute'] = async (key, command) => {
    const result = await execute(key, command);
    if (command.name === 'propose' && result.kind === 'ok') began = key;
    return result;
  };
  await modal.receive(
    { ...visit.coPilot, execute: noting },
    {
      ...{ view, client: capture.client, body: { user: { id: visit.user }, view } },
      ack: async (answer) => {
        answers.push(answer);
      },
    },
  );
  const [answer] = answers;
  if (typeof answer === 'object' && answer.response_action === 'errors')
    return asked(form, values, answer.errors);
  if (typeof answer === 'object' && 'view' in answer)
    return asked({ id: form.id, view: answer.view as ModalView });
  const next = capture.form();
  if (next !== null && next.id !== form.id) return asked(next);
  const messages = capture.said();
  if (messages.length > 0) return { kind: 'told', messages };
  return began === null ? { kind: 'done' } : { kind: 'done', began };
}

function asked(form: OpenForm, values: FormValues = {}, errors = {}): ActOutcome {
  return { kind: 'form', form, values, errors };
}
