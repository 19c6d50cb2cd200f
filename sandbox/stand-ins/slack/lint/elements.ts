import { address, identifier, list, oneOf, shape, string } from './checks.ts';
import { checkboxes, datepicker, datetimepicker, radioButtons, timepicker } from './elements-choices.ts';
import { menus, multiMenus } from './elements-menus.ts';
import { limits } from './limits.ts';
import { confirmDialog, option, picture, plain } from './objects.ts';
import type { Check } from './problem.ts';
import { richTextInput } from './rich-text-input.ts';

const button: Check = shape({
  required: { text: plain(limits.button.text) },
  optional: {
    action_id: identifier,
    value: string({ max: limits.button.value }),
    url: address,
    style: oneOf('primary', 'danger'),
    confirm: confirmDialog,
    accessibility_label: string({ max: limits.button.accessibilityLabel }),
  },
});

const overflow: Check = shape({
  required: { options: list(option('overflow'), { max: limits.overflow.options }) },
  optional: { action_id: identifier, confirm: confirmDialog },
});

const workflowButton: Check = shape({
  required: {
    text: plain(limits.button.text),
    workflow: shape({
      required: {
        trigger: shape({
          name: 'trigger',
          required: { url: address },
          optional: {
            customizable_input_parameters: list(shape({ required: { name: string(), value: string() } })),
          },
        }),
      },
    }),
  },
  optional: {
    action_id: identifier,
    style: oneOf('primary', 'danger'),
    accessibility_label: string({ max: limits.button.accessibilityLabel }),
  },
});

const thumb: Check = shape({
  name: 'feedback_button',
  required: { text: plain(limits.button.text), value: string({ max: limits.button.value }) },
  optional: { accessibility_label: string({ max: limits.button.accessibilityLabel }) },
});

/** Everything that acts by itself, in an actions block or beside a section. */
const acting = {
  button,
  overflow,
  workflow_button: workflowButton,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker,
  timepicker,
  ...menus,
  ...multiMenus,
};

/** Elements an actions block takes. */
export const actionsElements: Readonly<Record<string, Check>> = {
  ...acting,
  datetimepicker,
  rich_text_input: richTextInput,
};

/** Elements a section takes at its right. */
export const accessories: Readonly<Record<string, Check>> = { ...acting, image: picture('image_element') };

/** Elements of a context_actions block. */
export const contextActions: Readonly<Record<string, Check>> = {
  feedback_buttons: shape({
    required: { positive_button: thumb, negative_button: thumb },
    optional: { action_id: identifier },
  }),
  icon_button: shape({
    required: { icon: oneOf('trash'), text: plain(limits.button.text) },
    optional: {
      action_id: identifier,
      value: string({ max: limits.button.value }),
      confirm: confirmDialog,
      accessibility_label: string({ max: limits.button.accessibilityLabel }),
      visible_to_user_ids: list(string()),
    },
  }),
};

/** A button on its own, for cards. */
export const cardButton: Check = button;
