import { describe, expect, it } from 'vitest';
import { commitOfEffect } from '#domain/effect.ts';
import type { Topic } from '#domain/topic.ts';
import { callOf } from '#features/call-people/call-of.ts';
import { withCall } from '#features/call-people/with-call.ts';
import { CALLED_CASES } from '#test/features/golden-cases.ts';
import { expectAccepted, readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { postOf, type Story } from '#test/support/example-story.ts';
import { expectGolden } from '#test/support/golden.ts';

const APPROVERS = [PRIYA.person, TOM.person];

/** The message as the thread gets it, and the line at its head; null if it has none. */
function called(story: Story, topic: Topic, approvers: readonly string[] = APPROVERS) {
  const plain = renderTopic(story, topic);
  const { context } = postOf(story, topic);
  const { version } = commitOfEffect(context.key);
  const by = story.commits.find((commit) => commit.version === version)?.command.actor.person ?? null;
  const message = withCall(plain, callOf(topic, context.experiment, approvers, by));
  const [head] = message.blocks;
  const line =
    message.blocks.length === plain.blocks.length || head?.type !== 'section' ? null : head.text?.text;
  return { message, line: line ?? null };
}

const MENTION = /<@([^>|]+)>/g;

describe('the line that calls people', () => {
  it('reads as reviewed at the head of the messages of every topic', () => {
    const lines = new Map<string, Set<string>>();
    for (const { story, topic } of CALLED_CASES) {
      const known = lines.get(topic) ?? new Set<string>();
      lines.set(topic, known.add(called(story, topic).line ?? '–'));
    }
    const rows = [...lines].map(([topic, those]) => `${topic}: ${[...those].join(' / ')}`);
    expectGolden('calls.txt', `${rows.sort().join('\n')}\n`);
  });

  it.each(CALLED_CASES)(
    '$name: is what Slack takes, and mentions each person once beside the message',
    ({ story, topic }) => {
      const { message, line } = called(story, topic);
      expectAccepted(message);
      const inLine = Array.from((line ?? '').matchAll(MENTION), (match) => match[1]);
      expect(new Set(inLine).size).toBe(inLine.length);
      const rest = JSON.stringify(message.blocks.slice(line === null ? 0 : 1));
      for (const person of inLine) expect(rest).not.toContain(`<@${person}>`);
    },
  );

  it('calls no person for progress', () => {
    for (const topic of ['launched', 'running', 'report'] as const) {
      const story = topic === 'report' ? EXAMPLES.interimReport : EXAMPLES[topic];
      expect(called(story, topic).line).toBeNull();
    }
  });

  it('names the approvers who may act, the requester of an outcome and the owner of trouble', () => {
    expect(called(EXAMPLES.decisionKill, 'decision').line).toContain(
      `<@${PRIYA.person}> <@${TOM.person}> Please decide`,
    );
    expect(called(EXAMPLES.inReview, 'plan', [PRIYA.person, MARIA.person]).line).not.toContain(MARIA.person);
    expect(called(EXAMPLES.decidedKill, 'decided').line).toContain(
      EXAMPLES.decidedKill.experiment.proposal.requester,
    );
    expect(called(EXAMPLES.effectDied, 'effect-failed').line).toContain(
      EXAMPLES.effectDied.experiment.request.owner,
    );
  });

  it('says at once if no approver may act, or too few', async () => {
    const none = called(EXAMPLES.inReview, 'plan', [MARIA.person]);
    expect(none.line).toContain('No other approver may do this');
    expect(called(EXAMPLES.highRisk, 'plan', [PRIYA.person]).line).toContain(
      'takes two approvers, and only one',
    );
    expectAccepted(none.message);
    expect(await readable(none.message)).toContain('roles.approvers');
  });
});
