import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STYLE } from '#desk/frame/assets.ts';
import type { Topic } from '#domain/topic.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { documentOf } from '#test/desk/experiment/visit-of.ts';
import { readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { axeProblems, HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { CHOSEN } from '#test/support/example-choices.ts';
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

/** The text of a part of a page as a browser reads it, hidden or not; empty if the page has no such part. */
const TEXTS = `(ids) => Object.fromEntries(ids.map((id) => [id, document.getElementById(id)?.textContent ?? '']))`;

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
    ['in review', EXAMPLES.inReview],
    ['open', CHOSEN.proposed],
    ['running', EXAMPLES.running],
    ['report', EXAMPLES.interimReport],
    ['covered report', EXAMPLES.coveredReport],
    ['decision', EXAMPLES.decisionShip],
    ['three treatments', THREE_TREATMENTS.decision],
    ['completed', EXAMPLES.completed],
    ['longest', WORDED['longest']?.decision ?? EXAMPLES.running],
    ['arabic', WORDED['arabic']?.decision ?? EXAMPLES.running],
  ] as const;

  it.each(STYLED)('%s: axe finds nothing, and nothing is wider than the screen', async (_name, story) => {
    const text = await documentOf(running.bot.coPilot, story);
    const styled = text.replace('</head>', `<style>${STYLE.body}</style></head>`);
    for (const [width, scheme] of [
      [360, 'light'],
      [800, 'dark'],
      [1280, 'light'],
    ] as const) {
      const page = await browser.page({ width, scheme });
      await page.setContent(styled, { waitUntil: 'domcontentloaded' });
      const wide = z.number().parse(await page.evaluate('document.documentElement.scrollWidth'));
      expect(wide).toBeLessThanOrEqual(width);
      if (width !== 1280) expect(await axeProblems(page)).toEqual([]);
      await page.context().close();
    }
  });
});
