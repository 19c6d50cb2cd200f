import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STYLE } from '#desk/frame/assets.ts';
import type { Topic } from '#domain/topic.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { documentOf, show, visitTo } from '#test/desk/experiment/visit-of.ts';
import { withText } from '#test/features/hostile.ts';
import { readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { axeProblems, HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { CLEAN_UPS } from '#test/support/example-clean-ups.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';
import { SETTLED, TAMPERED } from '#test/support/example-tampering.ts';
import { THREE_TREATMENTS, WORDED } from '#test/support/example-wordings.ts';

let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox({ databaseFile: ':memory:', log: silentLogger });
});
afterAll(() => running.close());

const WORDINGS = Object.entries(WORDED).map(([name, { decision }]) => [name, decision] as const);

const STORIES: readonly (readonly [string, Story])[] = [
  ...Object.entries(EXAMPLES),
  ...Object.entries(TAMPERED).map(([name, story]) => [`tampered ${name}`, story] as const),
  ...Object.entries(SETTLED).map(([name, story]) => [`settled ${name}`, story] as const),
  ...Object.entries(CLEAN_UPS).map(([name, story]) => [`clean-up ${name}`, story] as const),
  ...[['three treatments', THREE_TREATMENTS.decision] as const],
  ...WORDINGS,
];

/** Reports that say what a look found. */
const REPORTS: readonly Topic[] = ['report', 'decision', 'harm'];
/** A lift or an end of its interval. */
const EFFECT = /[+−]\d[\d.,]* %/;

/** Whether the newest report of the thread shows an effect, by its words and the words of its pictures. */
async function isShownInThread(story: Story): Promise<boolean> {
  const newest = story.posts.findLast(({ topic }) => REPORTS.includes(topic));
  if (newest === undefined) return false;
  return EFFECT.test(await readable(renderTopic(story, newest.topic, { intervals: 'F01', trend: 'F02' })));
}

const HOSTILE = [
  '<script>globalThis.ran = 1</script>',
  '"><img src=x onerror="globalThis.ran = 1">',
  "' onmouseover='globalThis.ran = 1' x='",
  '</title></desc></svg><svg onload="globalThis.ran = 1"><script>globalThis.ran = 1</script>',
  'javascript:globalThis.ran=1',
  '<https://a.example|x" onclick="globalThis.ran = 1>',
];
const Broken = z.object({ ran: z.boolean(), active: z.array(z.string()), links: z.array(z.string()) });
/** Runs in the browser: what could act on its own, and links that lead to anything but pages. */
const BROKEN = `({
  ran: 'ran' in globalThis,
  active: [...document.querySelectorAll('main script, main iframe, main object, main img, main *')]
    .filter((one) => ['SCRIPT', 'script', 'IFRAME', 'OBJECT', 'IMG'].includes(one.tagName) || one.getAttributeNames().some((name) => name.startsWith('on')))
    .map((one) => one.outerHTML.slice(0, 100)),
  links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')).filter((to) => !/^(https?:|mailto:|#|\\/(?![\\/\\\\]))/i.test(to)),
})`;

/** The text of a part of a page as a browser reads it, hidden or not; empty if the page has no such part. */
const TEXTS = `(ids) => Object.fromEntries(ids.map((id) => [id, document.getElementById(id)?.textContent ?? '']))`;

/** The tables of these parts have no column that only shows when a person scrolls to the side. */
const CUT = `[...document.querySelectorAll('#health .scroll, #looks .scroll, #flag .scroll')]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.getAttribute('aria-label'))`;

describe.skipIf(!HAS_BROWSER)('the page of an experiment', () => {
  const browser = useBrowser();

  it('covers effects exactly when the thread covers them, in every status', async () => {
    const page = await browser.page({ scripts: true });
    const statuses = new Set<string>();
    let [shown, covered] = [0, 0];
    for (const [name, story] of STORIES) {
      await page.setContent(await documentOf(running.bot.coPilot, story), { waitUntil: 'domcontentloaded' });
      // The health says at which pace units come and what that proves, as the report does while effects are hidden.
      const ids = ['metrics', 'trend', 'segments', 'exposures', 'flag', 'models'];
      const texts = z
        .record(z.string(), z.string())
        .parse(await page.evaluate(`(${TEXTS})(${JSON.stringify(ids)})`));
      const inThread = await isShownInThread(story);
      const found = ids.filter((id) => EFFECT.test(texts[id] ?? ''));
      expect(found.includes('metrics'), name).toBe(inThread);
      if (!inThread) expect(found, name).toEqual([]);
      expect(
        found.filter((id) => !['metrics', 'trend', 'segments'].includes(id)),
        name,
      ).toEqual([]);
      statuses.add(story.experiment.status);
      if (inThread) shown += 1;
      else covered += 1;
    }
    expect(shown).toBeGreaterThan(20);
    expect(covered).toBeGreaterThan(30);
    expect([...statuses].sort()).toEqual(
      [
        ...[
          'approved',
          'cancelled',
          'cleaning-up',
          'completed',
          'decided',
          'deciding',
          'draft',
          'implemented',
        ],
        ...['implementing', 'in-review', 'killed', 'paused', 'running', 'verifying'],
      ].sort(),
    );
  });

  const STYLED = [
    ['proposed', EXAMPLES.proposed],
    ['covered report', EXAMPLES.coveredReport],
    ['three treatments', THREE_TREATMENTS.decision],
    ['completed', EXAMPLES.completed],
    ['arabic', WORDED['arabic']?.decision ?? EXAMPLES.running],
  ] as const;

  it.each(STYLED)('%s: axe finds nothing, and nothing is wider than the screen', async (_name, story) => {
    const text = await documentOf(running.bot.coPilot, story);
    const styled = text.replace('</head>', `<style>${STYLE.body}</style></head>`);
    for (const [width, scheme] of [
      [360, 'light'],
      [800, 'dark'],
    ] as const) {
      const page = await browser.page({ width, scheme });
      await page.setContent(styled, { waitUntil: 'domcontentloaded' });
      const wide = z.number().parse(await page.evaluate('document.documentElement.scrollWidth'));
      expect(wide).toBeLessThanOrEqual(width);
      expect(await page.evaluate(CUT)).toEqual([]);
      expect(await axeProblems(page)).toEqual([]);
      await page.context().close();
    }
  });

  it('shows hostile words of people and models as words', async () => {
    const page = await browser.page();
    const { coPilot } = running.bot;
    for (const { experiment } of [EXAMPLES.decisionShip, EXAMPLES.amendedReport, EXAMPLES.amendmentProposed])
      for (const text of HOSTILE) {
        const visit = await visitTo(coPilot, EXAMPLES.decisionShip);
        const hostile = withText(experiment, text);
        const narrowed = { ...visit.coPilot, choices: coPilot.choices, load: async () => hostile };
        const shown = await show({ ...visit, coPilot: narrowed }, `/experiments/${hostile.key}`);
        await visit.close();
        if (shown === null || 'contentType' in shown) throw new Error('there is no page');
        await page.setContent(`<!doctype html><main>${shown.body.text}</main>`);
        expect(Broken.parse(await page.evaluate(BROKEN)), text).toEqual({
          ran: false,
          active: [],
          links: [],
        });
      }
  });

  it('promises no look of an experiment that is over', async () => {
    for (const story of [EXAMPLES.rejected, EXAMPLES.cancelled, EXAMPLES.completed, EXAMPLES.harmed]) {
      const text = await documentOf(running.bot.coPilot, story);
      const [, looks = ''] = /<section id="looks"(.*?)<\/section>/s.exec(text) ?? [];
      expect(looks).toMatch(/Look 1|No look was taken, and none is to come/);
      expect(looks).not.toContain('to come, the registered end');
    }
  });
});
