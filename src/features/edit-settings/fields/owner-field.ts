import type { FormField } from './form-field.ts';
import { personField } from './people-fields.ts';

/** Who looks after an entry of the settings. */
export function ownerField(noun: string): FormField {
  return personField({
    ...{ id: 'owner', at: ['owner'], label: 'Owner', optional: true },
    hint: `Is mentioned in alerts that concern this ${noun}.`,
  });
}
