import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withMentions } from '#adapters/slack/mentions.ts';
import { messageHtml } from '#desk/block-kit/message-html.ts';
import { type Fields, fieldsIn, fieldsOf, isFields } from '#sandbox/stand-ins/slack/fields.ts';
import { blocksLines } from '#sandbox/terminal/blocks.ts';
import { textOfLine } from '#sandbox/terminal/line.ts';
import { CASES } from '#test/features/golden-cases.ts';
import { blocksAsText } from '#test/support/as-text.ts';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';

const NAMES = {
  user: (id: string) => id.toLowerCase(),
  channel: (id: string) => id.toLowerCase(),
};

/** Wide enough that no line is broken. */
const ROOM = { width: 100_000, columns: 100_000, names: NAMES, numberOf: () => null };

/** Runs in the browser: the text of every block of every message as it is drawn, without what only the page has. */
const READ = `(() => {
  for (const one of document.querySelectorAll('.menu, .step-mark')) one.remove();
  return [...document.querySelectorAll('article')].map((article) =>
    [...article.children].map((block) => {
      const cells = [...block.querySelectorAll('.facts > div')];
      if (cells.length === 0) return [block.innerText];
      return cells.map((cell) => cell.innerText);
    }),
  );
})()`;
const Read = z.array(z.array(z.array(z.string())));

/** What can be chosen, in the order of the page. */
const CHOICES = `[...document.querySelectorAll('article')].map((article) =>
  [...article.querySelectorAll('.menu option')].filter(({ value }) => value !== '').map(({ value, text }) => [value, text]),
)`;
const Choices = z.array(z.array(z.tuple([z.string(), z.string()])));

/** One text in the same signs, whichever drew it: white space, marks of items and of quotations, and addresses behind links are not words. */
function plain(text: string): string {
  return text
    .replaceAll(/ \((?:https?|mailto):[^)\s]*\)/g, '')
    .replaceAll(/\s↗\s\S+/g, '')
    .replaceAll(/\p{So}|\uFE0F|[↗•│·▫✓]/gu, '')
    .replaceAll(/\[picture: (.*)\]/gs, '$1')
    .replaceAll(/(\d\d:\d\d) UTC/g, '$1')
    .replaceAll(/\[\u00a0|\u00a0\]|/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A plan as the terminal draws it counts its steps and puts a colon before what came of one. */
function plainPlan(text: string): string {
  return plain(text)
    .replace(/\d+ of \d+ done/, '')
    .replaceAll(/:(?= )/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** What a block says, as the terminal of the sandbox reads Block Kit: nothing of the desk is in it. */
function saidBy(block: Fields): readonly string[] {
  const { fields, accessory, elements, ...rest } = block;
  // What a menu offers is compared by itself.
  const isMenu = ({ type }: Fields) => type === 'overflow' || type === 'static_select';
  const whole = {
    ...rest,
    ...(isFields(accessory) && !isMenu(accessory) ? { accessory } : {}),
    ...(elements === undefined ? {} : { elements: fieldsIn(elements).filter((one) => !isMenu(one)) }),
  };
  const cells = fieldsIn(fields);
  if (cells.length === 0) return [linesOf(whole)];
  return cells.map((text) => linesOf({ type: 'section', text }));
}

function linesOf(block: Fields): string {
  // The terminal shows no title of a picture, and no thumbs.
  if (block['type'] === 'image')
    return [block['alt_text'], fieldsOf(block['title'])['text']]
      .filter((text) => text !== undefined)
      .join(' ');
  if (block['type'] === 'context_actions')
    return blocksAsText([block], NAMES.user).replaceAll(/\[ | \]/g, '');
  return blocksLines([block], ROOM).map(textOfLine).join('\n');
}

function choicesIn(blocks: readonly Fields[]): readonly (readonly [string, string])[] {
  return blocks
    .flatMap((block) => [fieldsOf(block['accessory']), ...fieldsIn(block['elements'])])
    .filter(({ type }) => type === 'overflow' || type === 'static_select')
    .flatMap(({ options }) => fieldsIn(options))
    .map(({ value, text }) => [String(value), String(fieldsOf(text)['text'])] as const);
}

describe.skipIf(!HAS_BROWSER)('the words of a message', () => {
  const browser = useBrowser();

  it('are the same in Slack and on the desk, for every reviewed message', async () => {
    const shown = await Promise.all(
      CASES.map(async ({ name, message }, index) => {
        const named = await withMentions(message(), async (pseudonym) => pseudonym.slice(2).toUpperCase());
        const face = { names: NAMES, press: { at: 'x' }, picture: () => null, id: `m${index}` };
        const blocks = fieldsIn(JSON.parse(JSON.stringify(named.blocks)));
        return { name, blocks, html: messageHtml(named, face, name) };
      }),
    );
    const withBlocks = shown.filter(({ blocks }) => blocks.length > 0);
    const page = await browser.page();
    await page.setContent(
      `<!doctype html><meta charset="utf-8">${withBlocks.map(({ html }) => html.text).join('')}`,
    );
    const choices = Choices.parse(await page.evaluate(CHOICES));
    const read = Read.parse(await page.evaluate(READ));
    expect(withBlocks.length).toBeGreaterThan(200);
    let figures = 0;
    for (const [at, { name, blocks }] of withBlocks.entries()) {
      expect(choices[at], name).toEqual(choicesIn(blocks));
      expect(read[at]?.length, name).toBe(blocks.length);
      for (const [index, block] of blocks.entries()) {
        const same = block['type'] === 'plan' ? plainPlan : plain;
        const desk = read[at]?.[index]?.map(same);
        const slack = block['type'] === 'divider' ? [''] : saidBy(block).map(same);
        expect(desk, `${name}, block ${index}`).toEqual(slack);
        figures += slack.join(' ').match(/\d[\d.,]*/g)?.length ?? 0;
      }
    }
    expect(figures).toBeGreaterThan(1_000);
  });
});
