import type { KnownBlock, ModalView } from '@slack/types';
import { context, section } from '#block-kit/layout.ts';
import { modal } from '#block-kit/view.ts';
import { fileBlocks } from '#features/edit-settings/file-blocks.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { writeEntries } from '#settings/file/write-settings.ts';
import { type FormTarget, fieldsOf, presentValue } from './form-target.ts';
import type { PartGround, SettingsPart } from './parts/settings-part.ts';

/** Callback id of every form of the settings; never changes. */
export const PART_FORM = 'settings_part';

/** The form of a part, or of an entry of a list. */
export function partView(part: SettingsPart, ground: PartGround, target: FormTarget): ModalView {
  const present = presentValue(part, ground.file, target);
  const fields = fieldsOf(part, ground, target);
  return modal({
    title: part.kind === 'form' ? part.title : entryTitle(part, target),
    callbackId: PART_FORM,
    submit: 'Save',
    close: 'Cancel',
    privateMetadata: JSON.stringify(target),
    blocks: [
      ...(part.kind === 'form' ? [section(part.help)] : []),
      ...fields.flatMap(({ at, blocks }) => blocks(valueAt(present, at))),
    ],
  });
}

/** A part as people read it who may not change it: in the words of the file. */
export function readView(part: SettingsPart, { file }: PartGround, why: string): ModalView {
  const at = part.kind === 'form' ? part.form({ file, groups: [] }).at : [part.group];
  const value = valueAt(file, at);
  const text =
    value === undefined
      ? 'nothing'
      : writeEntries(
          at.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value),
          '',
        );
  const blocks: readonly KnownBlock[] = [section(part.help), ...fileBlocks(text), context([why])];
  return modal({ title: part.title, callbackId: 'settings_read', close: 'Back', blocks });
}

function entryTitle(part: Extract<SettingsPart, { kind: 'list' }>, { entry }: FormTarget): string {
  return entry === null ? `New ${part.noun}` : `Edit ${part.noun}`;
}
