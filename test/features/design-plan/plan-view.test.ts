import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planView } from '#features/design-plan/plan-view.ts';
import { modalProblems, readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { REASONED } from '#test/support/example-reasoning.ts';
import { postOf, type Story } from '#test/support/example-story.ts';
import { SHIPPING_CASES } from '#test/support/example-unattended.ts';
import { THREE_TREATMENTS, WORDED } from '#test/support/example-wordings.ts';
import { expectGolden } from '#test/support/golden.ts';

const viewOf = (story: Story) => planView(postOf(story, 'plan').context.experiment);
const textOf = (story: Story) => readable({ text: '', blocks: viewOf(story).blocks as never });

const [BY_STEPS] = SHIPPING_CASES.filter(([, , name]) => name === 'plan-with-shipment-steps');
if (BY_STEPS === undefined) throw new Error('a plan with steps is needed');

/** The plans as they were when a message held all of a plan. */
const FORMER: readonly (readonly [string, Story])[] = [
  ['plan', EXAMPLES.inReview],
  ['plan-high-risk', EXAMPLES.highRisk],
  ['plan-launch-and-watch', EXAMPLES.rampReview],
  ['plan-watched-guardrail', EXAMPLES.watchedGuardrail],
  ['plan-with-shipment-steps', BY_STEPS[0]],
];

describe('the details of a plan', () => {
  it.each([
    ['modal-plan-details', EXAMPLES.inReview],
    ['modal-plan-details-with-reasons', REASONED.inReview],
    ['modal-plan-details-three-treatments', THREE_TREATMENTS.plan],
    ['modal-plan-details-longest', WORDED.longest.plan],
    ['modal-plan-details-emoji', WORDED.emoji.plan],
  ] as const)('read as reviewed and are what Slack takes: %s', async (file, story) => {
    expect(modalProblems(viewOf(story))).toEqual([]);
    expectGolden(`messages/${file}.txt`, await textOf(story));
  });

  it.each(FORMER)('and its message lose nothing that the message of a plan held: %s', async (file, story) => {
    const former = readFileSync(
      new URL(`../../fixtures/former-reports/${file}.txt`, import.meta.url),
      'utf8',
    );
    const [, ...lines] = former.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('['));
    const now = `${await readable(renderTopic(story, 'plan'))}\n${await textOf(story)}`;
    expect(lines.length).toBeGreaterThan(12);
    expect(lines.filter((line) => !now.includes(line))).toEqual([]);
  });

  it('begin with what the requester asked for, in their own words', async () => {
    const text = await textOf(WORDED.emoji.plan);
    expect(text).toContain(`Asked for  ${EXAMPLES.inReview.experiment.request.idea}`);
  });
});
