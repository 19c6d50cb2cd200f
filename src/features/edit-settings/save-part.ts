import type { CoPilot } from '#features/co-pilot.ts';
import type { ReceivedForm, Submittable } from '#features/modal-form.ts';
import { reportFault } from '#features/report-fault.ts';
import { missingIn } from '#settings/file/edit-settings.ts';
import type { EditRefusal } from '#settings/settings-desk.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { OUTSIDE, type SettingsAccess, settingsAccess } from './access.ts';
import { type FormState, formState } from './fields/form-state.ts';
import { editOf, errorsAt, type FieldErrors } from './form-edit.ts';
import { type FormTarget, fieldsOf, formTarget, REMOVE_FIELD } from './form-target.ts';
import { groundNow, overviewNow } from './ground.ts';
import { listView } from './list-view.ts';
import { PART_FORM } from './part-view.ts';
import { partOf } from './parts/all-parts.ts';
import type { PartGround, SettingsPart } from './parts/settings-part.ts';
import { refusalText } from './refusal-text.ts';
import { tellReady } from './tell-ready.ts';

const TOO_OLD = 'This form is too old. Close it and open it again.';
const SECRET =
  'This looks like a secret, such as a token or a key. Settings are kept for good, so leave it out.';

interface Filled {
  readonly part: SettingsPart;
  readonly ground: PartGround;
  readonly target: FormTarget;
  readonly state: FormState;
  readonly access: SettingsAccess;
}

/** Every form of the settings: what is refused is told at its field, and the form stays open with all that was typed. */
export const partForm: Submittable = {
  id: PART_FORM,
  receive: async (coPilot, received) => {
    const { ack, view, body } = received;
    const refuse = (errors: FieldErrors) => ack({ response_action: 'errors', errors: { ...errors } });
    const tell = (text: string) => refuse({ [firstInput(view)]: text });
    await reportFault(coPilot.log, PART_FORM, tell, async () => {
      const access = await settingsAccess(coPilot, body.user.id);
      if (access === null) return tell(OUTSIDE);
      if (access.readOnly !== null) return tell(withoutMarkup(access.readOnly));
      const filled = await readFilled(coPilot, received, access);
      if (filled === null) return tell(TOO_OLD);
      const wasMissing = missingIn(coPilot.settings.inForce().settings).length > 0;
      const errors = await save(coPilot, filled);
      if (errors !== null) return refuse(errors);
      await ack();
      await refreshBelow(coPilot, received, filled);
      if (wasMissing) await tellReady(coPilot, access.actor.person);
    });
  },
};

async function readFilled(
  coPilot: CoPilot,
  { view }: ReceivedForm,
  access: SettingsAccess,
): Promise<Filled | null> {
  const target = formTarget.safeParse(JSON.parse(view.private_metadata || 'null'));
  const part = partOf(target.data?.part ?? '');
  const state = formState(view.state.values);
  if (!target.success || part === null || state === null) return null;
  return { part, ground: await groundNow(coPilot), target: target.data, state, access };
}

/** Writes what the form says; the problems by field if it is refused, null if it is saved. */
async function save(
  coPilot: CoPilot,
  { part, ground, target, state, access }: Filled,
): Promise<FieldErrors | null> {
  const { withoutSecrets } = coPilot.agents.redaction;
  const secret = state.ids.filter((id) => withoutSecrets(state.text(id)) !== state.text(id));
  if (secret.length > 0) return Object.fromEntries(secret.map((id) => [id, SECRET]));
  const edit = editOf(part, ground, target, state);
  if (edit.kind === 'refused') return edit.problem;
  const changed = await coPilot.settings.change({ edit: edit.value, seen: target.seen, actor: access.actor });
  if (changed.kind === 'ok') return null;
  const isRemoval = state.chosen(REMOVE_FIELD).includes('yes');
  const first = fieldsOf(part, ground, target)[0]?.id ?? part.id;
  return errorsOf(changed.problem, first, (problems) =>
    errorsAt(part, ground, target, { problems, isRemoval }),
  );
}

function errorsOf(
  refusal: EditRefusal,
  first: string,
  placed: (problems: Extract<EditRefusal, { kind: 'problems' }>['problems']) => FieldErrors,
): FieldErrors | null {
  switch (refusal.kind) {
    case 'problems':
      return placed(refusal.problems);
    case 'overtaken':
      return { [first]: refusalText(refusal, () => null) };
    case 'refusal':
      // A form that changes nothing is no mistake.
      return refusal.refusal.code === 'already-done' ? null : { [first]: refusal.refusal.message };
  }
}

/** Shows the new values in the modals below. What cannot be shown now shows when they are opened again. */
async function refreshBelow(
  coPilot: CoPilot,
  { client, body }: ReceivedForm,
  { part, access }: Filled,
): Promise<void> {
  const { root_view_id: root, previous_view_id: previous, id } = body.view;
  try {
    if (part.kind === 'list' && previous !== null && previous !== root)
      await client.views.update({ view_id: previous, view: listView(part, await groundNow(coPilot)) });
    if (root !== null && root !== id)
      await client.views.update({ view_id: root, view: await overviewNow(coPilot, access) });
  } catch (thrown) {
    coPilot.log.warn('the overview of the settings was not refreshed', faultFields(toAppError(thrown)));
  }
}

function firstInput({ blocks }: ReceivedForm['view']): string {
  return blocks.find(({ type }) => type === 'input')?.block_id ?? '';
}

/** Errors at fields are plain text. */
function withoutMarkup(text: string): string {
  return text.replace(/^:lock: /, '').replace(/[*`]/g, '');
}
