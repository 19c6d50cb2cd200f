import type {
  ChannelsSelect,
  Checkboxes,
  ConversationsSelect,
  InputBlock,
  MultiConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  Overflow,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import { type InputParts, inputBlock, placeholderOf } from './inputs.ts';
import { limits } from './limits.ts';
import { oneLine, plainText } from './text.ts';

/** One thing to choose: `value` comes back to the bot, `label` is shown. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** Choices of which one may be chosen beforehand, by its value. */
export interface OneChoiceParts extends InputParts {
  readonly choices: readonly Choice[];
  readonly initial?: string;
}

/** Choices of which several may be chosen beforehand, by their values. */
export interface ManyChoicesParts extends InputParts {
  readonly choices: readonly Choice[];
  readonly initial?: readonly string[];
}

/**
 * An option object; label and description are cut to 75 characters.
 * @throws RangeError for a value over 150 characters: half a value is a wrong value
 */
export function option(choice: Choice): PlainTextOption {
  if (choice.value.length > limits.option.value) {
    throw new RangeError(
      `an option value of ${choice.value.length} characters is over ${limits.option.value}`,
    );
  }
  return {
    text: plainText(oneLine(choice.label, limits.option.text), limits.option.text),
    value: choice.value,
    ...(choice.description === undefined
      ? {}
      : {
          description: plainText(
            oneLine(choice.description, limits.option.description),
            limits.option.description,
          ),
        }),
  };
}

/** A menu element of up to 100 choices, for an actions block, a section or an input. */
export function selectMenu(
  parts: Pick<OneChoiceParts, 'actionId' | 'choices' | 'initial' | 'placeholder'>,
): StaticSelect {
  const chosen = parts.choices.find((choice) => choice.value === parts.initial);
  return {
    type: 'static_select',
    action_id: parts.actionId,
    options: optionsOf(parts.choices, limits.select.options),
    ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
    ...placeholderOf(parts.placeholder),
  };
}

/**
 * A menu behind three dots.
 * @throws RangeError for none or more than 5 choices: a dropped choice is a lost one
 */
export function overflowMenu(actionId: string, choices: readonly Choice[]): Overflow {
  return { type: 'overflow', action_id: actionId, options: optionsOf(choices, limits.overflow) };
}

/** An input with a menu of up to 100 choices. */
export function staticSelect(parts: OneChoiceParts): InputBlock {
  return inputBlock(parts, selectMenu(parts));
}

/** An input with a menu of up to 100 choices, any number of which may be taken. */
export function multiStaticSelect(parts: ManyChoicesParts): InputBlock {
  const element: MultiStaticSelect = {
    type: 'multi_static_select',
    action_id: parts.actionId,
    options: optionsOf(parts.choices, limits.select.options),
    ...initialOptions(parts),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** An input with up to ten round buttons, one of which may be taken. */
export function radioButtons(parts: OneChoiceParts): InputBlock {
  const chosen = parts.choices.find((choice) => choice.value === parts.initial);
  const element: RadioButtons = {
    type: 'radio_buttons',
    action_id: parts.actionId,
    options: optionsOf(parts.choices, limits.choice.options),
    ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
  };
  return inputBlock(parts, element);
}

/** An input with up to ten boxes to tick. */
export function checkboxes(parts: ManyChoicesParts): InputBlock {
  const element: Checkboxes = {
    type: 'checkboxes',
    action_id: parts.actionId,
    options: optionsOf(parts.choices, limits.choice.options),
    ...initialOptions(parts),
  };
  return inputBlock(parts, element);
}

/** An input with a menu of people; `initial` is a user id. */
export function userSelect(parts: InputParts & { readonly initial?: string }): InputBlock {
  const element: UsersSelect = {
    type: 'users_select',
    action_id: parts.actionId,
    ...(parts.initial === undefined ? {} : { initial_user: parts.initial }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** An input with a menu of people, any number of which may be taken; `initial` holds user ids. */
export function multiUserSelect(parts: InputParts & { readonly initial?: readonly string[] }): InputBlock {
  const element: MultiUsersSelect = {
    type: 'multi_users_select',
    action_id: parts.actionId,
    ...(parts.initial === undefined ? {} : { initial_users: [...parts.initial] }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** An input with a menu of public channels; `initial` is a channel id. */
export function channelSelect(parts: InputParts & { readonly initial?: string }): InputBlock {
  const element: ChannelsSelect = {
    type: 'channels_select',
    action_id: parts.actionId,
    ...(parts.initial === undefined ? {} : { initial_channel: parts.initial }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** An input with a menu of the channels that the person can post in, private ones too; none that is shared with another company. */
export function conversationSelect(
  parts: InputParts & { readonly initial?: string; readonly beginsEmpty?: true },
): InputBlock {
  const element: ConversationsSelect = {
    type: 'conversations_select',
    action_id: parts.actionId,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
    ...(parts.initial === undefined ? {} : { initial_conversation: parts.initial }),
    ...(parts.initial === undefined && parts.beginsEmpty !== true
      ? { default_to_current_conversation: true }
      : {}),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** The same with any number of channels to be taken; `initial` holds channel ids. */
export function multiConversationSelect(
  parts: InputParts & { readonly initial?: readonly string[] },
): InputBlock {
  const element: MultiConversationsSelect = {
    type: 'multi_conversations_select',
    action_id: parts.actionId,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
    ...(parts.initial === undefined ? {} : { initial_conversations: [...parts.initial] }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

function optionsOf(choices: readonly Choice[], max: number): PlainTextOption[] {
  if (choices.length < 1 || choices.length > max) {
    throw new RangeError(`${choices.length} choices; Slack takes 1 to ${max}`);
  }
  return choices.map(option);
}

function initialOptions(parts: ManyChoicesParts) {
  const chosen = parts.choices.filter((choice) => parts.initial?.includes(choice.value));
  // Slack refuses an empty list of initial options.
  return chosen.length === 0 ? {} : { initial_options: chosen.map(option) };
}
