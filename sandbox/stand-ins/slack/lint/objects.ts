import { type Fields, fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { address, exactlyOne, flag, list, oneOf, pattern, shape, string } from './checks.ts';
import { limits } from './limits.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

/** A plain_text object of 1 to `max` characters. */
export function plain(max: number): Check {
  return textObject(max, ['plain_text']);
}

/** A plain_text or mrkdwn object of 1 to `max` characters. */
export function anyText(max: number): Check {
  return textObject(max, ['plain_text', 'mrkdwn']);
}

/** A mrkdwn object of 1 to `max` characters. */
export function mrkdwnOnly(max: number): Check {
  return textObject(max, ['mrkdwn']);
}

function textObject(max: number, types: readonly string[]): Check {
  const body = shape({
    required: { type: oneOf(...types), text: string() },
    optional: { emoji: flag, verbatim: flag },
  });
  return (value, place) => {
    const problems = body(value, place);
    if (problems.length > 0) return problems.map((one) => shortened(one, place));
    const { type, text, emoji, verbatim } = fieldsOf(value);
    const foreign = type === 'plain_text' ? verbatim : emoji;
    if (foreign !== undefined) return problem(place, 'foreign-property', `not a property of ${String(type)}`);
    return string({ max })(text, inside(place, 'text'));
  };
}

/** `header.text.text:empty` says nothing that `header.text:empty` does not. */
function shortened(one: Problem, place: Place): Problem {
  const long = `${place.name}.text:`;
  return one.rule.startsWith(long) ? { ...one, rule: `${place.name}:${one.rule.slice(long.length)}` } : one;
}

/** The question before an action. */
export const confirmDialog: Check = shape({
  name: 'confirm',
  required: { text: anyText(limits.confirm.text) },
  optional: {
    title: plain(limits.confirm.title),
    confirm: plain(limits.confirm.button),
    deny: plain(limits.confirm.button),
    style: oneOf('primary', 'danger'),
  },
});

/** An option of a menu (plain text) or of checkboxes and radio buttons (mrkdwn allowed). */
export function option(kind: 'menu' | 'choice' | 'overflow'): Check {
  const text = kind === 'choice' ? anyText : plain;
  return shape({
    name: 'option',
    required: { text: text(limits.option.text), value: string({ max: limits.option.value }) },
    optional: {
      description: text(limits.option.description),
      ...(kind === 'overflow' ? { url: address } : {}),
    },
  });
}

/** A labelled group of up to 100 options. */
export const optionGroup: Check = shape({
  name: 'option_group',
  required: {
    label: plain(limits.option.text),
    options: list(option('menu'), { max: limits.select.options }),
  },
});

/** When typing sends an action. */
export const dispatchConfig: Check = shape({
  name: 'dispatch_action_config',
  optional: {
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }),
  },
});

/** A file in Slack, by id or by address. */
const slackFile: Check = shape({
  name: 'slack_file',
  optional: { id: pattern(/^F[A-Z0-9]{8,}$/u, 'the id of a file'), url: address },
  also: (fields, place) => exactlyOne(fields, 'id', 'url', place),
});

/** What every picture has: alt text, and either an address or a file in Slack. */
export function picture(name: string, optional: Readonly<Record<string, Check>> = {}): Check {
  return shape({
    name,
    required: { alt_text: string({ max: limits.image.altText }) },
    optional: { image_url: address, slack_file: slackFile, ...optional },
    also: (fields: Fields, place: Place): readonly Problem[] =>
      exactlyOne(fields, 'image_url', 'slack_file', place),
  });
}
