import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { exactlyOne, flag, identifier, list, number, oneOf, shape, string } from './checks.ts';
import { initialAmongOptions } from './elements-choices.ts';
import { limits } from './limits.ts';
import { confirmDialog, option, optionGroup, plain } from './objects.ts';
import { type Check, type Place, type Problem, problem } from './problem.ts';

const common = {
  action_id: identifier,
  confirm: confirmDialog,
  focus_on_load: flag,
  placeholder: plain(limits.select.placeholder),
};
const several = { ...common, max_selected_items: number({ min: 1 }) };
const offered = {
  options: list(option('menu'), { max: limits.select.options }),
  option_groups: list(optionGroup, { max: limits.select.groups }),
};
const conversationFilter = shape({
  name: 'filter',
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  also: (fields, place) =>
    Object.keys(fields).length === 0 ? problem(place, 'empty', 'must provide at least one filter') : [],
});

/** Menus that take one thing. */
export const menus: Readonly<Record<string, Check>> = {
  static_select: shape({
    optional: { ...common, ...offered, initial_option: option('menu') },
    also: staticMenu,
  }),
  external_select: shape({
    optional: { ...common, initial_option: option('menu'), min_query_length: number({ min: 0 }) },
  }),
  users_select: shape({ optional: { ...common, initial_user: string() } }),
  channels_select: shape({
    optional: { ...common, initial_channel: string(), response_url_enabled: flag },
    also: responseUrlOnlyInModals,
  }),
  conversations_select: shape({
    optional: {
      ...common,
      initial_conversation: string(),
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter: conversationFilter,
    },
    also: responseUrlOnlyInModals,
  }),
};

/** Menus that take several things. */
export const multiMenus: Readonly<Record<string, Check>> = {
  multi_static_select: shape({
    optional: { ...several, ...offered, initial_options: list(option('menu')) },
    also: staticMenu,
  }),
  multi_external_select: shape({
    optional: { ...several, initial_options: list(option('menu')), min_query_length: number({ min: 0 }) },
  }),
  multi_users_select: shape({ optional: { ...several, initial_users: list(string()) } }),
  multi_channels_select: shape({ optional: { ...several, initial_channels: list(string()) } }),
  multi_conversations_select: shape({
    optional: {
      ...several,
      initial_conversations: list(string()),
      default_to_current_conversation: flag,
      filter: conversationFilter,
    },
  }),
};

function staticMenu(fields: Fields, place: Place): readonly Problem[] {
  return [...exactlyOne(fields, 'options', 'option_groups', place), ...initialAmongOptions(fields, place)];
}

function responseUrlOnlyInModals(fields: Fields, place: Place): readonly Problem[] {
  return fields['response_url_enabled'] === true && place.surface !== 'modal'
    ? problem(place, 'response-url-outside-modal', 'response_url_enabled is for modals only')
    : [];
}
