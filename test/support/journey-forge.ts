import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { Journey } from './journey.ts';

/** Limits that Slack's own client holds people to before it sends anything. */
const LIMITS = ['max_length', 'min_length', 'max_value', 'min_value'];

/** Takes the client's checks off the open modal: whatever is filled in is then sent, as a forged client would. */
export function uncheck({ running, modal }: Journey, person: string): void {
  const { slack } = running.sandbox;
  const open = modal(person);
  const state = slack.snapshot();
  const modals = state.modals.map((one) => {
    if (one.view.id !== open.id) return one;
    return { ...one, view: { ...one.view, blocks: one.view.blocks.map(withoutLimits) } };
  });
  slack.restore({ ...state, modals });
}

function withoutLimits(block: Fields): Fields {
  if (block['type'] !== 'input') return block;
  const element = Object.entries(fieldsOf(block['element'])).filter(([name]) => !LIMITS.includes(name));
  return { ...block, optional: true, element: Object.fromEntries(element) };
}

/** An option that the menu does not offer. */
export function forgedOption(value: string): Fields {
  return { text: { type: 'plain_text', text: value }, value };
}

/** What would call people or lead them away in the formatted texts of a thread, in the order of the messages. */
export async function alarming({ running, load }: Journey, key: string): Promise<readonly string[]> {
  const {
    delivery: { channel, threadTs },
  } = await load(key);
  return running.sandbox.slack
    .thread(channel, threadTs ?? '')
    .flatMap(({ text, blocks }) => [text, ...formattedTexts(blocks)])
    .filter((text) => /<!(?:channel|here|everyone|subteam)|<(?:https?:)?\/\/evil/u.test(text));
}

/** Texts in which Slack reads markup, wherever they stand. */
function formattedTexts(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(formattedTexts)];
}
