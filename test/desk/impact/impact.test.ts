import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedParts } from '#desk/impact/impact-parts.ts';
import { quartersUntil } from '#desk/impact/quarters.ts';
import { impactRoute } from '#desk/impact/show-impact.ts';
import { monthlyFigures } from '#domain/digest/monthly-figures.ts';
import { briefPercent } from '#domain/figures.ts';
import { DESK_NOW, type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';
import { fillImpact, IMPACT_STORIES } from '#test/desk/impact/full-impact.ts';
import { pageOf, textOfPage } from '#test/desk/page-text.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

let bench: DeskBench;
beforeEach(async () => {
  bench = await startDeskBench();
});
afterEach(() => bench.close());

const text = async (name: string) => textOfPage(await pageOf(impactRoute, await bench.visit(name)));

describe('the impact', () => {
  it('has the figures of the monthly digest over the same experiments', async () => {
    await fillImpact(bench);
    const page = await text('sam');
    const from = Date.UTC(2026, 0, 1);
    const experiments = IMPACT_STORIES.map(({ experiment }) => experiment);
    const figures = monthlyFigures(experiments, { from, until: DESK_NOW }, from);
    expect(figures.impact.kind).toBe('estimated');
    if (figures.impact.kind !== 'estimated') return;
    const [goal] = figures.impact.goals;
    expect(page).toContain(`Experiments started in the quarter | ${figures.startedInQuarter} | ≥ 12`);
    expect(page).toContain(`Goal proven better | ${figures.proven} of ${figures.concluded}, `);
    expect(page).toContain(`${goal?.name} | ${goal?.shipped} | ${briefPercent(goal?.estimate ?? 0)}`);
    expect(page).toContain(`shrunk towards the mean of all ${figures.impact.effects} measured ones`);
    expect(page).toContain(`${figures.flagDebt.count} flags wait for the clean-up`);
    expect(page).toContain(`Decisions against the rules: ${figures.overrides.count}`);
    expect(page).toMatch(/2026 Q1 \| \d+ .*\n2025 Q4 \| 0 \| 0 \| – \| – \| –/);
  });

  it('says what it cannot say yet', async () => {
    const page = await text('sam');
    expect(page).toContain('Goal proven better | no outcome yet');
    expect(page).toContain('cannot be said yet: 0 of 5 effects are measured.');
    expect(page).toContain('No change was shipped in the quarter.');
  });

  it('counts nothing of a channel that the reader may not see', async () => {
    const { slack } = bench.running.sandbox;
    bench.openChannel('C_SECRET', { isPrivate: true, members: [slack.userId('mia'), slack.botUserId] });
    await bench.put(EXAMPLES.decidedShip, 'hidden', { channel: 'C_SECRET' }, 'C_SECRET');
    await bench.put(EXAMPLES.decidedEnd, 'open');
    expect(await text('mia')).toMatch(/Experiments started in the quarter \| 2/);
    expect(await text('sam')).toMatch(/Experiments started in the quarter \| 1/);
    expect(await text('sam')).toContain('No change was shipped in the quarter.');
  });

  it('follows what happens: an experiment that went on counts as it stands now', async () => {
    await bench.put(EXAMPLES.decisionShip, 'mail');
    expect(await text('sam')).toContain('No change was shipped in the quarter.');
    await bench.goOn(EXAMPLES.decidedShip, 'mail');
    expect(await text('sam')).toContain('Shipped in the quarter 1');
  });

  it('says how far the first count is if it takes long, and goes on by itself', async () => {
    await fillImpact(bench);
    const { store } = bench.running.bot.coPilot;
    const held = Promise.withResolvers<void>();
    const slow = {
      summaryVersions: () => store.summaryVersions(),
      commits: async (key: string) => {
        await held.promise;
        return store.commits(key);
      },
    };
    const all = IMPACT_STORIES.length;
    expect(await countedParts(slow)).toEqual({ kind: 'counting', share: 1 / all });
    held.resolve();
    const counted = await countedParts(slow);
    expect(counted.kind === 'counted' && counted.parts).toHaveLength(all);
  });
});

describe('quarters', () => {
  it('follow each other without a gap, in the time zone of the team', () => {
    const quarters = quartersUntil(Date.UTC(2026, 0, 1, 3), 'America/New_York', 3);
    expect(quarters.map(({ name }) => name)).toEqual(['2025 Q4', '2025 Q3', '2025 Q2']);
    expect(new Date(quarters[0]?.from ?? 0).toISOString()).toBe('2025-10-01T04:00:00.000Z');
    expect(quarters[1]?.until).toBe(quarters[0]?.from);
  });
});
