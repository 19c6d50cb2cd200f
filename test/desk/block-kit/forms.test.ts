import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { submittedValues } from '#desk/block-kit/held-value.ts';
import { viewHtml } from '#desk/block-kit/view-html.ts';
import { changesForm } from '#features/review-plan/modals.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { initialValues } from '#sandbox/stand-ins/slack/initial-values.ts';
import { MODALS } from '#test/features/modal-cases.ts';
import { axeProblems, HAS_BROWSER, useBrowser } from '#test/support/browser.ts';

const PEOPLE = [
  { id: 'UMARIA', name: 'Maria' },
  { id: 'UPRIYA', name: 'Priya' },
];
const STATE = {
  values: {},
  errors: {},
  people: PEOPLE,
  channels: [
    { id: 'C_GROWTH', name: 'growth' },
    { id: 'C_MAIL', name: 'mail' },
  ],
  hidden: { form: 'signed' },
  back: '/desk',
};
const FACE = { names: { user: () => null, channel: () => null }, press: { at: 'home' }, picture: () => null };

/** What the browser would send of each form. */
const Sent = z.array(z.array(z.tuple([z.string(), z.string()])));
const SEND = `(count) => Array.from({ length: count }, (_, at) => {
  const form = document.querySelector('form#v' + at + '-form');
  return form === null ? [] : [...new FormData(form)];
})`;

const pageOf = (inside: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Forms</title><body><main><h1>Forms</h1><h2>One</h2>${inside}</main>`;

const EVIDENCE = { experiment: 'gate', message: null, planHash: '', snapshotHash: '', flagVersion: '' };

/** The kinds of blocks and elements of a form. */
function kindsIn(view: ModalView): readonly string[] {
  return [...JSON.stringify(view.blocks).matchAll(/"type":"([a-z_]+)"/g)].flatMap(([, kind]) => kind ?? []);
}

/** A problem at every field. */
function errorsOf({ blocks }: ModalView): Readonly<Record<string, string>> {
  return Object.fromEntries(
    blocks.flatMap(({ type, block_id: id }) =>
      type === 'input' && id !== undefined ? [[id, 'Say more.']] : [],
    ),
  );
}

describe.skipIf(!HAS_BROWSER)('forms on a page, sent by a browser', () => {
  const browser = useBrowser();

  it('hold what Slack holds of the same form, every one of them', async () => {
    const page = await browser.page();
    await page.setContent(
      pageOf(MODALS.map(({ view }, at) => viewHtml(view(), { ...FACE, id: `v${at}` }, STATE)).join('')),
    );
    const sent = Sent.parse(await page.evaluate(`(${SEND})(${MODALS.length})`));
    for (const [at, { name, view }] of MODALS.entries()) {
      const { blocks, submit } = view();
      if (submit === undefined) continue;
      const given = (field: string) =>
        (sent[at] ?? []).flatMap(([key, value]) => (key === field ? [value] : []));
      const inputs = blocks.filter(({ type }) => type === 'input');
      expect(submittedValues(blocks, given), name).toEqual(
        JSON.parse(JSON.stringify(initialValues(fieldsIn(inputs)))),
      );
      expect(given('form'), name).toEqual(['signed']);
    }
  });

  it('can be used without sight: axe finds nothing in any kind of block', async () => {
    const page = await browser.page();
    const seen = new Set<string>();
    const shown = MODALS.flatMap(({ view }, index) => {
      const parts = view();
      const kinds = kindsIn(parts).filter((kind) => !seen.has(kind));
      for (const kind of kinds) seen.add(kind);
      const errors = errorsOf(parts);
      return kinds.length === 0 ? [] : [viewHtml(parts, { ...FACE, id: `v${index}` }, { ...STATE, errors })];
    });
    expect(shown.length).toBeGreaterThan(5);
    await page.setContent(pageOf(shown.join('')));
    expect(await axeProblems(page)).toEqual([]);
  });

  it('keep what was typed, and say at each field what is wrong with it', async () => {
    const page = await browser.page();
    const view = () => changesForm.view(EVIDENCE, 'What should be different?');
    const [first] = view().blocks.filter(({ type }) => type === 'input');
    const [block, values] = Object.entries(
      initialValues(fieldsIn(first === undefined ? [] : [first])),
    )[0] ?? ['', {}];
    const typed = Object.fromEntries(
      Object.entries(values).map(([action, held]) => [
        action,
        { type: String(held['type']), value: '\nA <b>line\nand more' },
      ]),
    );
    await page.setContent(
      pageOf(
        viewHtml(
          view(),
          { ...FACE, id: 'v' },
          { ...STATE, values: { [block]: typed }, errors: { [block]: 'Say more.' } },
        ).text,
      ),
    );
    const field = page.locator('[aria-invalid=true]');
    expect(await field.inputValue()).toBe('\nA <b>line\nand more');
    expect(await page.locator('main').ariaSnapshot()).toContain('Say more.');
    expect(await field.getAttribute('aria-describedby')).toContain('problem');
  });
});

it('a channel that must be chosen is chosen if it is the only one', () => {
  const element = { type: 'conversations_select', action_id: 'a' } as const;
  const label = { type: 'plain_text', text: 'Channel' } as const;
  const view = (optional: boolean): ModalView => ({
    ...{ type: 'modal', title: label, submit: label },
    blocks: [{ type: 'input', block_id: 'b', label, element, optional }],
  });
  const chosen = (optional: boolean, channels: typeof STATE.channels) =>
    /<option value="(\w+)" selected>/.exec(
      String(viewHtml(view(optional), { ...FACE, id: 'v' }, { ...STATE, channels }).text),
    )?.[1];
  const [only] = STATE.channels;
  expect(chosen(false, only === undefined ? [] : [only])).toBe('C_GROWTH');
  expect(chosen(true, only === undefined ? [] : [only])).toBeUndefined();
  expect(chosen(false, STATE.channels)).toBeUndefined();
});
