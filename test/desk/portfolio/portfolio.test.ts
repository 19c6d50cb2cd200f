import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from '#desk/page.ts';
import { portfolioRoute } from '#desk/portfolio/show-portfolio.ts';
import { type ExperimentSummary, summarize } from '#domain/summary.ts';
import { DAY } from '#shared/clock.ts';
import { DESK_NOW, type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { pageOf, textOfPage } from '#test/desk/page-text.ts';
import { fillDesk, ideaLine } from '#test/desk/portfolio/full-desk.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const SECRET = 'C_SECRET';

async function shown(name: string, query = ''): Promise<Page> {
  return pageOf(portfolioRoute, await bench.visit(name), query);
}

async function text(name: string, query = ''): Promise<string> {
  return textOfPage(await shown(name, query));
}

function planned(key: string, at: number, more: Partial<ExperimentSummary> = {}): ExperimentSummary {
  return {
    ...{ ...summarize(EXAMPLES.inReview.experiment), key, title: `Plan ${key}` },
    ...{ proposedAt: DESK_NOW - at * DAY, ...more },
  };
}

/** Every page of a list, from the first one on by its links, or from the last one back. */
async function walk(query: string, rel: 'next' | 'prev'): Promise<{ keys: string[]; last: string }> {
  const keys: string[] = [];
  let at = query;
  for (let pages = 0; pages < 50; pages += 1) {
    const { body } = await shown('priya', at);
    const own = [...body.text.matchAll(/<code>([^<]+)<\/code>/g)].map(([, key = '']) => key);
    if (rel === 'next') keys.push(...own);
    else keys.unshift(...own);
    const link = new RegExp(`rel="${rel}" href="([^"]+)"`).exec(body.text)?.[1];
    if (link === undefined) return { keys, last: at };
    at = new URL(link.replaceAll('&amp;', '&'), 'https://desk.example').searchParams.toString();
  }
  throw new Error('pages without end');
}

describe('the portfolio', () => {
  it('shows what waits for the reader first, and then every part with its count', async () => {
    await fillDesk(bench);
    const page = await text('priya');
    const headlines = [...page.matchAll(/^# (.*)$/gm)].map(([, words]) => words);
    expect(headlines).toEqual([
      ...['Experiments', 'Waits for you 4', 'Waits for others 1', 'Running 5', 'Planned 4', 'Backlog 7'],
      ...['Decided lately', 'Flags to clean up 3'],
    ]);
    expect(page).toContain('Decide | Move the first gate from level 30 to level 40 level-gate-0');
    expect(page).toContain('Idea 1 for later idea-1 | 1,250');
    expect(page).toContain('+72.1 %');
  });

  it('says so if there is nothing, and does not offer lists of it', async () => {
    const page = await text('priya');
    expect(page).toContain('There is no experiment yet that you may see.');
    expect(page).not.toMatch(/^# (Running|Backlog|Waits)/m);
    expect(await text('priya', 'list=running')).toContain('No experiment is in this list.');
  });

  it('says of an idea without a surface that none is chosen', async () => {
    await bench.putLine(planned('no-place', 1, { surface: '' }));
    await bench.putLine({ ...ideaLine(1), surface: '' });
    for (const query of ['list=planned', 'list=backlog', 'list=all'])
      expect(await text('priya', query)).toContain('| not chosen yet |');
  });

  it('counts and shows nothing of a private channel to those who are not in it', async () => {
    const { slack } = bench.running.sandbox;
    bench.openChannel(SECRET, { isPrivate: true, members: [slack.userId('mia'), slack.botUserId] });
    await bench.putLine(planned('open-plan', 1));
    await bench.putLine(planned('secret-plan', 2, { channel: SECRET, surface: 'secret surface' }));
    for (const query of [
      '',
      'list=all',
      'list=people',
      `list=all&channel=${SECRET}`,
      'q=plan',
      'surface=secret+surface',
    ]) {
      const page = await shown('sam', query);
      expect(page.body.text).not.toContain('secret-plan');
      expect(textOfPage(page)).not.toMatch(/(All experiments|Planned|people) 2/);
    }
    expect(await text('mia', 'list=all')).toContain('secret-plan');
    expect(await text('mia')).toContain('Planned 2');
  });

  it('says that some are left out while the chat service does not tell who may read a channel', async () => {
    await bench.put(EXAMPLES.decidedEnd, 'ended');
    await bench.putLine(planned('open-plan', 1));
    const { slack } = bench.running.sandbox;
    slack.fail({ method: 'conversations.info', kind: { error: 'internal_error' }, times: 99 });
    const page = await text('sam');
    expect(await text('sam', 'q=gate+retention')).toContain('experiments of these are left out');
    slack.clearFaults();
    expect(page).toContain('experiments of these are left out');
    expect(page).not.toContain('open-plan');
  });

  it('keeps what the filters ask for, all of them together', async () => {
    const mia = (await bench.visit('mia')).actor.person;
    await bench.putLine(planned('one', 1, { owner: mia, surface: 'shop' }));
    await bench.putLine(planned('two', 2, { owner: mia, surface: 'mail' }));
    await bench.putLine(planned('three', 3, { surface: 'shop' }));
    expect(await text('mia', 'list=planned&whose=me&surface=shop')).toMatch(/Planned: one experiment/);
    expect(await text('sam', `whose=${mia}`)).toMatch(/All experiments: 2 experiments/);
    expect(await text('sam', `whose=${mia}`)).toMatch(/Of Mia/i);
    expect(await text('sam', 'surface=shop&q=plan')).toMatch(/Open experiments: 2/);
  });

  it('finds open experiments by their titles and those that have ended by what is remembered', async () => {
    await fillDesk(bench);
    const page = await text('sam', 'q=price+month');
    expect(page).toContain('Show the price per month pricing-2');
    expect(await text('sam', 'q=gate+retention')).toMatch(/Experiments that have ended: \d/);
    expect(await text('sam', 'q=zebra')).toContain('No experiment that you may see fits');
  });

  it.each(['list=all', 'list=waiting', 'list=backlog', 'list=people'])(
    'neither repeats nor loses a line from page to page, forward and back: %s',
    async (query) => {
      for (let at = 1; at <= 83; at += 1) {
        const line =
          query === 'list=backlog' ? { ...ideaLine(at), priority: at % 7 } : planned(`plan-${at}`, at % 9);
        await bench.putLine(line);
      }
      const forward = await walk(query, 'next');
      expect(new Set(forward.keys).size).toBe(83);
      expect(forward.keys).toHaveLength(83);
      const back = await walk(forward.last, 'prev');
      expect(back.keys).toEqual(forward.keys);
    },
  );
});
