import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf, type Story } from '#test/support/example-story.ts';

/** The reports as they were when a message held all of a look. */
const FORMER: readonly (readonly [string, Story, Topic])[] = [
  ['report', EXAMPLES.interimReport, 'report'],
  ['report-amended', EXAMPLES.amendedReport, 'report'],
  ['report-covered', EXAMPLES.coveredReport, 'report'],
  ['decision-drop', EXAMPLES.dropDecision, 'decision'],
  ['decision-early', EXAMPLES.keptRunning, 'decision'],
  ['decision-end-without-winner', EXAMPLES.endWithoutWinner, 'decision'],
  ['decision-extended', EXAMPLES.extendedReport, 'decision'],
  ['decision-kill', EXAMPLES.decisionKill, 'decision'],
  ['decision-ship', EXAMPLES.decisionShip, 'decision'],
];

/** What a reader of the message and of its details can read now. */
async function readNow(story: Story, topic: Topic): Promise<string> {
  const { experiment } = postOf(story, topic).context;
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null) throw new Error('the example has no look');
  const view = detailsView(experiment, snapshot);
  const details = await readable({ text: '', blocks: view.blocks as never });
  return `${await readable(renderTopic(story, topic))}\n${details}`;
}

/** Figures, names and whole criteria of a text: what may not be lost. */
function pieces(text: string): readonly string[] {
  const figures = text.match(/`[^`]+`|[−+]?\d+(?:[.,]\d+)*(?: %)?|https:\S+(?=\))/gu) ?? [];
  const sentences = text.split('\n').filter((line) => /^(?::\w+:|•) /u.test(line));
  return [...new Set([...figures, ...sentences])];
}

describe('what a look tells', () => {
  it.each(FORMER)('stands in its message or in its details: %s', async (file, story, topic) => {
    const former = readFileSync(
      new URL(`../../fixtures/former-reports/${file}.txt`, import.meta.url),
      'utf8',
    );
    const now = await readNow(story, topic);
    expect(pieces(former).length).toBeGreaterThan(10);
    expect(pieces(former).filter((piece) => !now.includes(piece))).toEqual([]);
  });
});
