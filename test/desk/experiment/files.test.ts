import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csvCell, jsonFile } from '#desk/experiment/data-files.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { show, visitTo } from '#test/desk/experiment/visit-of.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';

let running: RunningSandbox;
beforeAll(async () => {
  running = await runSandbox({ databaseFile: ':memory:', log: silentLogger });
});
afterAll(() => running.close());

/** The body of a file of a story; null if there is no such file. */
async function fileOf(story: Story, name: string): Promise<string | null> {
  const visit = await visitTo(running.bot.coPilot, story);
  const found = await show(visit, `/experiments/${story.experiment.key}/${name}`);
  await visit.close();
  return found !== null && 'contentType' in found ? String(found.body) : null;
}

const Data = z.object({
  looks: z.array(z.object({ analysis: z.looseObject({ comparisons: z.array(z.unknown()) }) })),
});

describe('the files of an experiment', () => {
  it('hold the figures of the journal', async () => {
    const { experiment } = EXAMPLES.decisionShip;
    const csv = (await fileOf(EXAMPLES.decisionShip, 'data.csv')) ?? '';
    const [head = '', ...rows] = csv.trimEnd().split('\r\n');
    const comparisons = experiment.looks.snapshots.flatMap(({ analysis }) => analysis.comparisons);
    expect(rows).toHaveLength(comparisons.length);
    const column = (name: string) => rows.map((row) => row.split(',')[head.split(',').indexOf(name)]);
    expect(column('lift')).toEqual(
      comparisons.map((one) => (one.kind === 'ok' ? String(one.lift ?? '') : '')),
    );
    expect(column('verdict')).toEqual(
      comparisons.map((one) => (one.kind === 'ok' ? one.verdict : 'refused')),
    );
    const data = Data.parse(JSON.parse((await fileOf(EXAMPLES.decisionShip, 'data.json')) ?? ''));
    expect(data.looks.map(({ analysis }) => analysis)).toEqual(
      JSON.parse(JSON.stringify(experiment.looks.snapshots.map(({ analysis }) => analysis))),
    );
  });

  it('hold no effect while the thread hides effects', async () => {
    for (const story of [EXAMPLES.coveredReport, EXAMPLES.firstDay, EXAMPLES.running]) {
      expect((await fileOf(story, 'data.csv'))?.trimEnd().split('\r\n')).toHaveLength(1);
      const data = Data.parse(JSON.parse((await fileOf(story, 'data.json')) ?? ''));
      expect(data.looks.flatMap(({ analysis }) => analysis.comparisons)).toEqual([]);
      expect(await fileOf(story, 'pictures/metrics.svg')).toBeNull();
      expect(await fileOf(story, 'pictures/trend.svg')).toBeNull();
    }
  });

  it('hold no harm and no incident either while the thread hides effects', async () => {
    const { experiment } = EXAMPLES.coveredReport;
    const harm = [{ metric: 'retention_1d', variant: 'test' }];
    const snapshots = experiment.looks.snapshots.map((snapshot) => ({
      ...snapshot,
      analysis: { ...snapshot.analysis, harm, unprovenHarm: harm, privacyUnits: 3 } as unknown as Analysis,
    }));
    const harmed = { ...experiment, looks: { ...experiment.looks, snapshots } };
    const { body } = jsonFile({ experiment: harmed, commits: [], now: 0 });
    const data = Data.parse(JSON.parse(String(body)));
    expect(data.looks).not.toHaveLength(0);
    for (const { analysis } of data.looks) {
      expect(analysis['harm']).toEqual([]);
      expect(analysis).not.toHaveProperty('unprovenHarm');
      expect(analysis).not.toHaveProperty('privacyUnits');
    }
  });

  it('are the record that the thread gets, and the pictures', async () => {
    const { completed } = EXAMPLES;
    expect(await fileOf(completed, 'record.md')).toBe(recordDocument(completed.experiment));
    expect(await fileOf(completed, 'pictures/metrics.svg')).toMatch(/^<svg [^>]*role="img"/);
    expect(await fileOf(completed, 'pictures/__proto__')).toBeNull();
    expect(await fileOf(EXAMPLES.proposed, 'record.md')).toBeNull();
  });

  it('have cells that no spreadsheet takes for a formula', () => {
    expect(['=1+1', '@x', 'a,"b"', 'plain', -0.5, null].map(csvCell)).toEqual([
      ...["'=1+1", "'@x", '"a,""b"""', 'plain', '-0.5', ''],
    ]);
  });
});
