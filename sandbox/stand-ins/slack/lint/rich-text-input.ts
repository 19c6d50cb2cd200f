import { flag, identifier, number, shape } from './checks.ts';
import { limits } from './limits.ts';
import { dispatchConfig, plain } from './objects.ts';
import type { Check } from './problem.ts';
import { richText } from './rich-text.ts';

/** A box for formatted text. */
export const richTextInput: Check = shape({
  name: 'rich_text_input',
  optional: {
    action_id: identifier,
    focus_on_load: flag,
    placeholder: plain(limits.select.placeholder),
    dispatch_action_config: dispatchConfig,
    initial_value: richText,
    min_lines: number({ min: 1, max: 100 }),
    max_lines: number({ min: 1, max: 100 }),
  },
});
