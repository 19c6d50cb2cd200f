import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logHtml } from '#desk/experiment/decision-log.ts';
import { looksHtml } from '#desk/experiment/looks-section.ts';
import { html } from '#desk/html/html.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { show, visitTo } from '#test/desk/experiment/visit-of.ts';
import { textOfPage } from '#test/desk/page-text.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN, MARIA } from '#test/support/example-plans.ts';
import { goOn, type Story, step } from '#test/support/example-story.ts';

let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox({ databaseFile: ':memory:', log: silentLogger });
});
afterAll(() => running.close());

/** The text of a part of the page of a story, from its headline to the next. */
async function partOf(story: Story, headline: string): Promise<string> {
  const visit = await visitTo(running.bot.coPilot, story);
  try {
    const page = await show(visit, `/experiments/${story.experiment.key}`);
    if (page === null || 'contentType' in page) throw new Error('there is no page');
    const part = `\n${textOfPage(page)}\n# `.split(`\n# ${headline}\n`)[1]?.split('\n# ')[0];
    if (part === undefined) throw new Error(`the page has no part "${headline}"`);
    return part;
  } finally {
    await visit.close();
  }
}

const pausedAt = (days: number) => step(days, MARIA, { name: 'pause', reason: 'A sale is on.' });

describe('the page of an experiment', () => {
  it('names days of the run, no dates, for looks to come while it is paused', async () => {
    const before = await partOf(EXAMPLES.paused, 'Looks');
    expect(before).toMatch(/Look 1 \| day 15 of the run \| – \| not yet \| to come/);
    expect(before).not.toMatch(/\d{4}-\d\d-\d\d/);
    const between = await partOf(goOn(EXAMPLES.interimReport, pausedAt(17)), 'Looks');
    expect(between).toMatch(/Look 2 \| day 22 of the run \| – \| not yet \| to come, the registered end/);
    expect(between.match(/^Look /gm)).toHaveLength(2);
  });

  it('says a decision in the words of the thread', async () => {
    const log = await partOf(EXAMPLES.decidedEnd, 'Who decided what');
    expect(log).toContain('Ended without shipping by');
    expect(log).not.toContain('winner');
  });

  it('does not say that an act at the desk was done in Slack', () => {
    const place = { card: 'https://acme.example/archives/C1/p1000100', channel: 'C1', threadTs: '1.000100' };
    const { text } = logHtml([{ at: 0, words: '', ts: '2.000100' }], [html`Approved by @priya`], place);
    expect(text).toMatch(/Approved by @priya <a [^>]*>its message in Slack<\/a>/);
  });

  it('calls no plan registered, and counts no changes of it, before the launch', async () => {
    for (const story of [EXAMPLES.inReview, EXAMPLES.merged, EXAMPLES.rejected])
      expect(await partOf(story, 'The plan')).not.toContain('amended');
    expect(await partOf(EXAMPLES.launched, 'The registered plan')).toContain('Nothing of it was amended.');
  });

  it('counts one look as one', async () => {
    const { experiment, commits } = EXAMPLES.interimReport;
    const { launch } = experiment;
    if (launch === null) throw new Error('it was not launched');
    const anew = { ...experiment, launch: { ...launch, at: launch.at + 1 } };
    const subject = { experiment: anew, commits, now: launch.at, plan: GATE_PLAN, snapshot: null };
    expect(looksHtml(subject).text).toContain('<p>One look read the data from before the analysis');
  });

  it('shows counts of units as they are', async () => {
    const health = await partOf(EXAMPLES.decisionKill, 'Can the data be trusted?');
    expect(health).toContain('needed 100, smallest expected 70,809, units 141,617');
  });
});
