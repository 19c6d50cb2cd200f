import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actions, button, confirmation } from '#block-kit/buttons.ts';
import { staticSelect } from '#block-kit/choices.ts';
import { textInput } from '#block-kit/inputs.ts';
import { context, fields, header, section, slackImage } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { plan } from '#block-kit/plan.ts';
import { richLink, richRun, richSection, richText } from '#block-kit/rich-text.ts';
import { modal } from '#block-kit/view.ts';
import { messageHtml } from '#desk/block-kit/message-html.ts';
import { viewHtml } from '#desk/block-kit/view-html.ts';
import { hostileText } from '#test/features/hostile.ts';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { OURS, readStrings } from '#tools/hostile-strings/read-strings.ts';

/** What would run if a page took text for more than text. */
const SCRIPTS = [
  '<script>globalThis.broken = 1</script>',
  '"><img src=x onerror="globalThis.broken = 1">',
  "' autofocus onfocus='globalThis.broken = 1",
  '</textarea></title></style><svg onload="globalThis.broken = 1">',
  '<a href="javascript:globalThis.broken = 1">x</a>',
  '<https://a.example" onmouseover="globalThis.broken = 1|x>',
  '<javascript:globalThis.broken=1|x>',
  '<https://a.example|"><script>globalThis.broken = 1</script>>',
  '<!date^1^{date}|"><script>globalThis.broken = 1</script>>',
  '<@U1|"><script>globalThis.broken = 1</script>>',
  '<!--',
  ']]>',
  '&#x3C;script&#x3E;',
  '</option></select><iframe srcdoc="<script>parent.broken = 1</script>">',
  '\u0000<\u0000script>',
  '\uD800<b onclick=alert(1)>',
];

/** Every tag and attribute that pages of messages have. */
const TAGS = [
  'ARTICLE',
  'A',
  'B',
  'BDI',
  'BLOCKQUOTE',
  'BR',
  'BUTTON',
  'CODE',
  'DD',
  'DIV',
  'DL',
  'DT',
  'EM',
  'FIGCAPTION',
  'FIGURE',
  'FORM',
  'H3',
  'HR',
  'INPUT',
  'LABEL',
  'LI',
  'OL',
  'OPTION',
  'P',
  'PRE',
  'S',
  'SECTION',
  'SELECT',
  'SPAN',
  'STRONG',
  'TEXTAREA',
  'TIME',
  'UL',
];
const ATTRIBUTES = [
  'action',
  'aria-describedby',
  'aria-hidden',
  'aria-invalid',
  'aria-label',
  'aria-labelledby',
  'class',
  'datetime',
  'dir',
  'for',
  'form',
  'formaction',
  'formnovalidate',
  'href',
  'id',
  'maxlength',
  'method',
  'minlength',
  'name',
  'placeholder',
  'popover',
  'popovertarget',
  'popovertargetaction',
  'rel',
  'required',
  'role',
  'rows',
  'selected',
  'tabindex',
  'type',
  'value',
];

const face = (text: string, id: string) => ({
  names: { user: () => text, channel: () => text },
  press: { at: text },
  picture: () => null,
  id,
});

const Found = z.object({
  tags: z.array(z.string()),
  attributes: z.array(z.string()),
  targets: z.array(z.string()),
  broken: z.boolean(),
  articles: z.number(),
});

/** Runs in the browser. */
const FIND = `(() => {
  const all = [...document.body.querySelectorAll('*')];
  return {
    tags: [...new Set(all.map((one) => one.tagName))],
    attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
    targets: [...new Set(all.flatMap((one) => one.getAttribute('href') ?? []))],
    broken: 'broken' in globalThis,
    articles: document.body.children.length,
  };
})()`;

/** A message with a text in every place that takes words, as it is and not escaped first: the page alone is on trial. */
function everywhere(text: string, id: string): string {
  const confirm = confirmation({ title: text, text, confirm: text, deny: text });
  const said = message({
    text,
    blocks: [
      header(text),
      section(text, { accessory: button({ label: text, actionId: 'a', value: text.slice(0, 2_000) }) }),
      fields([`*${text}*\n${text}`, text]),
      context([text, '<@U1> <#C1>']),
      slackImage('F1', text),
      actions([button({ label: text, actionId: 'b', confirm }), button({ label: text, actionId: 'c' })]),
      plan(text, [{ id: '1', title: text, status: 'error', details: text, sources: [{ url: text, text }] }]),
      richText([richSection([richRun(text, { bold: true }), richLink(text, text)])]),
    ],
  });
  const form = modal({
    title: text,
    callbackId: 'x',
    submit: text,
    blocks: [
      textInput({ label: text, hint: text, blockId: 'one', actionId: 'v', initial: text, multiline: true }),
      textInput({ label: text, blockId: 'two', actionId: 'v', initial: text, placeholder: text }),
      staticSelect({
        label: text,
        blockId: 'three',
        actionId: 'v',
        choices: [{ value: text.slice(0, 150), label: text }],
      }),
    ],
  });
  const state = {
    values: {},
    errors: { one: text },
    people: null,
    channels: null,
    hidden: { form: text },
    back: text,
  };
  return `${messageHtml(said, face(text, `${id}m`), text)}${viewHtml(form, face(text, `${id}v`), state)}`;
}

describe.skipIf(!HAS_BROWSER)('hostile text on a page, read by a browser', () => {
  const browser = useBrowser();

  const judged = async (texts: readonly string[]) => {
    const page = await browser.page();
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><body>${texts.map((text, at) => everywhere(text, `t${at}`)).join('')}`,
    );
    return Found.parse(await page.evaluate(FIND));
  };

  const expectSafe = async (texts: readonly string[]) => {
    const { tags, attributes, targets, broken, articles } = await judged(texts);
    expect(tags.filter((tag) => !TAGS.includes(tag))).toEqual([]);
    expect(attributes.filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
    expect(targets.filter((to) => !/^(https?:|mailto:|#$|\/(?![\\/])|\?|#)/i.test(to))).toEqual([]);
    expect({ broken, articles }).toEqual({ broken: false, articles: texts.length * 2 });
  };

  it('runs nothing and makes no element or attribute of its own', async () => {
    await expectSafe(SCRIPTS);
    const known = readStrings(OURS);
    await expectSafe(known.kind === 'ok' ? known.value : []);
  });

  it('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            hostileText,
            fc.tuple(hostileText, fc.constantFrom(...SCRIPTS)).map((two) => two.join('')),
          ),
          { minLength: 5, maxLength: 15 },
        ),
        expectSafe,
      ),
      { numRuns: 5 },
    );
  });
});
