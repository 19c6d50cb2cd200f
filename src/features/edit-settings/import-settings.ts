import type { ModalView } from '@slack/types';
import { textInput } from '#block-kit/inputs.ts';
import { section } from '#block-kit/layout.ts';
import { modal } from '#block-kit/view.ts';
import type { Submittable } from '#features/modal-form.ts';
import { reportFault } from '#features/report-fault.ts';
import { missingIn } from '#settings/file/edit-settings.ts';
import { importEdit } from '#settings/file/import-edit.ts';
import { OUTSIDE, settingsAccess } from './access.ts';
import { formState } from './fields/form-state.ts';
import { refusalText } from './refusal-text.ts';
import { tellReady } from './tell-ready.ts';

const IMPORT_FORM = 'settings_import';
const TEXT = 'text';
/** Inputs for the text; Slack takes 3,000 characters in each. */
const INPUTS = [TEXT, 'text_2', 'text_3', 'text_4'];

/** The form that takes the text of a file. */
export function settingsImportView(seen: number | null): ModalView {
  return modal({
    title: 'Import settings',
    callbackId: IMPORT_FORM,
    submit: 'Import',
    close: 'Cancel',
    privateMetadata: JSON.stringify({ seen }),
    blocks: [
      section(
        'Paste a settings file, or some parts of one. What it holds takes the place of the same parts; parts that it leaves out stay as they are. A long text goes on in the next field.',
      ),
      ...INPUTS.map((id, index) =>
        textInput({
          ...{ label: index === 0 ? 'Text of the file' : 'More of it', blockId: id, actionId: id },
          ...{ multiline: true, optional: index > 0 },
        }),
      ),
    ],
  });
}

/** Takes over the text of a file; every problem is told with its line, and the form stays open. */
export const settingsImportForm: Submittable = {
  id: IMPORT_FORM,
  receive: async (coPilot, { ack, view, body }) => {
    const tell = (text: string) => ack({ response_action: 'errors', errors: { [TEXT]: text } });
    await reportFault(coPilot.log, IMPORT_FORM, tell, async () => {
      const access = await settingsAccess(coPilot, body.user.id);
      if (access === null || access.readOnly !== null) return tell(access?.readOnly ?? OUTSIDE);
      const state = formState(view.state.values);
      const { seen }: { seen?: unknown } = JSON.parse(view.private_metadata || '{}');
      if (state === null) return tell('This form is too old. Close it and open it again.');
      const text = INPUTS.map((id) => state.text(id)).join('\n');
      if (coPilot.agents.redaction.withoutSecrets(text) !== text)
        return tell(
          'It looks as if a secret stands in it, such as a token. Settings are kept for good, so leave it out.',
        );
      const edit = importEdit(text);
      if (edit.kind === 'refused') return tell(edit.problem);
      const wasMissing = missingIn(coPilot.settings.inForce().settings).length > 0;
      const version = typeof seen === 'number' ? seen : null;
      const changed = await coPilot.settings.change({
        edit: edit.value.edit,
        seen: version,
        actor: access.actor,
      });
      if (changed.kind === 'refused') return tell(refusalText(changed.problem, edit.value.lineOf));
      await ack();
      if (wasMissing) await tellReady(coPilot, access.actor.person);
    });
  },
};
