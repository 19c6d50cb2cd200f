import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RENDERERS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { summarize } from '#domain/summary.ts';
import { renderNoExperiment } from '#features/ask-the-record/blocks.ts';
import { renderBacklog } from '#features/backlog/blocks.ts';
import { priorityView } from '#features/backlog/priority-form.ts';
import { ideaView } from '#features/propose-experiment/idea-form.ts';
import { requestModal } from '#features/propose-experiment/modal.ts';
import { renderList } from '#features/show-experiments/blocks.ts';
import { renderCard } from '#features/thread/card.ts';
import { withSteps } from '#features/thread/progress.ts';
import { stamped } from '#features/thread/stamp.ts';
import { CHOICES } from '#test/features/choices.ts';
import { hostileText, withText } from '#test/features/hostile.ts';
import { modalProblems, mrkdwnOf, problemsOf } from '#test/features/lint.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const POSTS = Object.values(EXAMPLES).flatMap(({ posts }) => posts);
const STATES = Object.values(EXAMPLES).map(({ experiment }) => experiment);
const OWN_LINK = /^<https:\/\/github\.com\/acme\/shop\/pull\/\d+\|#\d+>/;
/** A check links to its own page, by its name. */
const CHECK_LINK = /^<https:\/\/github\.com\/acme\/shop\/actions\/runs\/\d+\/job\/\d+\|[^<>|]*>$/;
/** Flag and recordings: the address is the bot's own, and the words are a variant or how far the flag is on. */
const POSTHOG_LINK = /^<https:\/\/eu\.posthog\.com\/[\w/?=%-]+\|[^<>|]+>$/;

/** A thread, with the words that a person gave the experiment. */
const LINK = 'https://a-long-name-of-a-company.enterprise.slack.com/archives/C0123456789/p1767600000000100';
const THREAD_LINK = /^<https:\/\/[\w.-]+\.slack\.com\/archives\/\w+\/p\d+\|[^<>]+>$/;

/** Fails when Slack would refuse the message, cut its text, or show as its own what somebody else wrote. */
function expectHarmless(message: ChatMessage): void {
  expect(problemsOf(message)).toEqual([]);
  expect(Buffer.byteLength(message.text)).toBeLessThanOrEqual(4_000);
  const live = mrkdwnOf(message).flatMap((text) =>
    Array.from(text.matchAll(/<[^>]*>?/g), ([found]) => found),
  );
  const foreign = live.filter(
    (found) =>
      !/^<@p_[a-z]+>$/.test(found) &&
      !/^<!date\^\d+\^[^|<>]*\|[\d: UTC-]+>$/.test(found) &&
      !OWN_LINK.test(found) &&
      !POSTHOG_LINK.test(found) &&
      !CHECK_LINK.test(found) &&
      !THREAD_LINK.test(found),
  );
  expect(foreign).toEqual([]);
}

describe('whatever is written', () => {
  it.each([...new Set(POSTS.map(({ topic }) => topic))])('the message "%s" stays harmless', (topic) => {
    const posts = POSTS.filter((post) => post.topic === topic);
    fc.assert(
      fc.property(fc.constantFrom(...posts), hostileText, ({ context }, text) => {
        const message = RENDERERS[topic]({ ...context, experiment: withText(context.experiment, text) });
        expectHarmless(message);
        expectHarmless(stamped(message, `Rejected by <@p_tom>: ${text}`, context.at));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('the card stays harmless', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), hostileText, (experiment, text) => {
        expectHarmless(renderCard(withText(experiment, text), experiment.proposal.at));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('a list shows every experiment', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 10 }), (texts) => {
        const summaries = texts.map((text, index) => ({
          ...summarize(withText(EXAMPLES.decidedShip.experiment, text)),
          key: `${'k'.repeat(36)}-${index + 100}`,
        }));
        const lines = summaries.map((summary) => ({ summary, link: LINK }));
        const message = renderList(lines, { filter: 'all', page: 1, pages: 2, count: texts.length });
        expectHarmless(message);
        const shown = JSON.stringify(message.blocks);
        expect(summaries.filter(({ key }) => !shown.includes(key))).toEqual([]);
        expect(shown.match(/Shipped|shipped/g)?.length).toBeGreaterThanOrEqual(summaries.length);
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  it('the backlog shows every idea', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 8 }), (texts) => {
        const lines = texts.map((text, index) => ({
          ...summarize(withText(EXAMPLES.proposed.experiment, text)),
          ...{ key: `${'k'.repeat(36)}-${index + 100}`, title: text, priority: 10 ** (index - 3) },
        }));
        const message = renderBacklog(lines, { page: 1, pages: 2, count: 9, isPartial: true });
        expectHarmless(message);
        const shown = JSON.stringify(message.blocks);
        expect(lines.filter(({ key }) => !shown.includes(`plan ${key}`))).toEqual([]);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('the offer to make an experiment of words stays harmless, and its button holds what fits', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        expectHarmless(renderNoExperiment(null, { channel: 'C0123456789', ts: '1767600000.000100', words }));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('the forms of an idea and of its priority open with it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const source = { kind: 'message', link: LINK } as const;
        expect(modalProblems(ideaView({ source }, { idea: text, owner: 'UMARIA', note: null }))).toEqual([]);
        expect(modalProblems(priorityView(withText(EXAMPLES.proposed.experiment, text)))).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('the steps of the agents stay harmless', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const step = { title: 'Design the experiment', state: 'complete', note: text } as const;
        expectHarmless(
          withSteps(renderCard(EXAMPLES.proposed.experiment, 0), 'Planning the experiment', [
            step,
            step,
            step,
          ]),
        );
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('the form opens with it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const values = {
          ...EXAMPLES.proposed.experiment.request,
          idea: text,
          goalMetric: text,
          surface: text,
        };
        const edit = { mode: 'edit', experiment: 'a', planHash: 'b', message: 'c' } as const;
        expect(modalProblems(requestModal({ purpose: edit, choices: CHOICES, values }))).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('people who are named in it stay named, and no other person is', () => {
    const message = stamped(
      { text: 'x', blocks: [] },
      'Changes by <@p_tom>: ask <@p_maria>, <@U1>, <!here>',
      0,
    );
    const [line] = mrkdwnOf(message).slice(1);
    expect(line).toContain('ask <@p_maria>, &lt;@U1&gt;, &lt;!here&gt;');
  });
});
