import { describe, expect, it } from 'vitest';
import { messageToEdit, shownBy } from '#domain/delivery/message-to-edit.ts';
import type { DeliveryRecord } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isPlainFirstLook, isQuietLook } from '#domain/looks/quiet-look.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { PostedTopic } from '#domain/topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { foundWith } from '#test/support/example-looks.ts';

const { experiment } = EXAMPLES.interimReport;
const [look] = experiment.looks.snapshots;
if (look === undefined) throw new Error('the example has a look');

/** The example after a second look, which differs by this. */
function followedBy(change: Partial<AnalysisSnapshot>, news: readonly string[] = []): Experiment {
  const found = { ...foundWith([]), news };
  return {
    ...experiment,
    looks: {
      ...experiment.looks,
      found,
      snapshots: [look as AnalysisSnapshot, { ...look, ...change } as AnalysisSnapshot],
    },
  };
}

const analysisWith = (change: Partial<AnalysisSnapshot['analysis']>) => ({
  analysis: { ...look.analysis, ...change },
});
const verdictWith = (change: Partial<AnalysisSnapshot['verdict']>) => ({
  verdict: { ...look.verdict, ...change },
});
const withVerdicts = (verdict: 'better' | 'inferior', role: string) =>
  analysisWith({
    comparisons: look.analysis.comparisons.map((one) =>
      one.kind === 'ok' && one.role === role ? { ...one, verdict } : one,
    ),
  });

describe('a look changes nothing', () => {
  it('if only its figures, its date and the day of the week differ', () => {
    const moved = {
      ...analysisWith({
        look: 2,
        informationFraction: 0.8,
        comparisons: look.analysis.comparisons.map((one) =>
          one.kind === 'ok' ? { ...one, lift: 0.01 } : one,
        ),
      }),
      ...verdictWith({ rule: 'not-on-a-whole-week' }),
      ...{ hash: 'another', until: look.until + 1 },
    };
    expect(isQuietLook(followedBy(moved))).toBe(true);
  });

  it.each([
    ['what the rules recommend', verdictWith({ recommendation: 'do-not-read' })],
    [
      'a treatment that is harmed',
      verdictWith({ harmed: [{ variant: 'treatment', metric: 'm', byBot: true }] }),
    ],
    ['a proof of the goal', withVerdicts('better', 'goal')],
    ['the state of a guardrail', withVerdicts('inferior', 'guardrail')],
    ['the state of a secondary metric', withVerdicts('better', 'secondary')],
    [
      'a check of the data',
      analysisWith({
        health: { state: 'unhealthy', checks: [{ key: 'sample-ratio', state: 'not-met', figures: {} }] },
      }),
    ],
    ['whether effects are shown', analysisWith({ show: 'progress' })],
    ['the end', analysisWith({ final: true })],
    ['a dropped treatment', analysisWith({ dropped: ['treatment'] })],
    [
      'what looks like harm',
      analysisWith({ unprovenHarm: [{ metric: 'm', variant: 'treatment', expectedEvents: 3 }] }),
    ],
    ['values that are no numbers', { unusable: { revenue_per_user: 3 } }],
    ['units without a variant', { withoutVariant: { units: 9_000, expected: 3 } }],
    ['the run: data begin anew', { from: look.from + 1 }],
  ])('but not if it has another: %s', (_what, change) => {
    expect(isQuietLook(followedBy(change))).toBe(false);
  });

  it('but not if it brings an alert, or is the first', () => {
    expect(isQuietLook(followedBy({}, ['split-warning']))).toBe(false);
    expect(isQuietLook(experiment)).toBe(false);
    expect(isQuietLook(EXAMPLES.running.experiment)).toBe(false);
  });
});

describe('a first look', () => {
  const firstWith = (change: Partial<AnalysisSnapshot>, news: readonly string[] = []): Experiment => ({
    ...experiment,
    looks: {
      ...experiment.looks,
      found: { ...foundWith([]), news },
      snapshots: [{ ...look, ...change } as AnalysisSnapshot],
    },
  });

  it('is plain if the rules say to go on and nothing is odd', () => {
    expect(isPlainFirstLook(firstWith({}))).toBe(true);
    expect(isPlainFirstLook(followedBy({}))).toBe(false);
    expect(isPlainFirstLook(EXAMPLES.running.experiment)).toBe(false);
  });

  it.each([
    ['another recommendation', verdictWith({ recommendation: 'do-not-read' })],
    ['harm', verdictWith({ harmed: [{ variant: 'treatment', metric: 'm', byBot: true }] })],
    [
      'what looks like harm',
      analysisWith({ unprovenHarm: [{ metric: 'm', variant: 'treatment', expectedEvents: 3 }] }),
    ],
    ['data that are not sound', analysisWith({ health: { state: 'unhealthy', checks: [] } })],
    ['too little traffic', analysisWith({ health: { state: 'not-enough-traffic', checks: [] } })],
    ['a dropped treatment', analysisWith({ dropped: ['treatment'] })],
    ['values that are no numbers', { unusable: { revenue_per_user: 3 } }],
    ['units without a variant', { withoutVariant: { units: 9_000, expected: 3 } }],
  ])('is not plain with %s', (_what, change) => {
    expect(isPlainFirstLook(firstWith(change))).toBe(false);
  });

  it('is not plain with an alert', () => {
    expect(isPlainFirstLook(firstWith({}, ['split-warning']))).toBe(false);
  });
});

function delivery(...topics: readonly PostedTopic[]): DeliveryRecord {
  const messages = Object.fromEntries(
    topics.map((topic, index) => [`gate:${index + 1}:0`, { topic, ts: `${index}.0`, version: index + 1 }]),
  );
  return { ...experiment.delivery, messages };
}

describe('the message that a post brings up to date', () => {
  const quiet = followedBy({});
  const of = (topic: 'report' | 'decision' | 'plan', command = 'recordLook') => ({ topic, command });

  it('is the last report for a look that changes nothing, if it is the last message', () => {
    expect(messageToEdit(quiet, delivery('card', 'plan', 'report'), of('report'))).toBe('gate:3:0');
    expect(messageToEdit(quiet, delivery('card', 'report', 'watch-alerts'), of('report'))).toBeNull();
    expect(messageToEdit(quiet, delivery('report', 'card'), of('report'))).toBe('gate:1:0');
    expect(messageToEdit(followedBy({}, ['news']), delivery('card', 'report'), of('report'))).toBeNull();
  });

  it('is the decision that stands, if no look asks for it', () => {
    const thread = delivery('card', 'decision', 'decided', 'undone');
    expect(messageToEdit(quiet, thread, of('decision', 'recordFlag'))).toBe('gate:2:0');
    expect(messageToEdit(quiet, thread, of('decision'))).toBeNull();
    expect(messageToEdit(quiet, delivery('card'), of('decision', 'recordFlag'))).toBeNull();
  });

  it.each([
    ['launched', ['merged']],
    ['ramp-raised', ['launched']],
    ['running', ['launched']],
    ['progress', ['running']],
    ['clean-up', ['decided']],
    ['flag-stays', ['decided']],
    ['completed', ['decided']],
  ] as const)('for %s is what it goes on from, if that is the last message', (topic, [from]) => {
    const post = { topic, command: 'any' };
    expect(messageToEdit(experiment, delivery('card', 'plan', from), post)).toBe('gate:3:0');
    expect(messageToEdit(experiment, delivery('card', from, 'paused'), post)).toBeNull();
    expect(messageToEdit(experiment, delivery('card', 'launch-not-verified'), post)).toBeNull();
  });

  it('is the message of the run for a plain first look', () => {
    expect(messageToEdit(experiment, delivery('card', 'running'), of('report'))).toBe('gate:2:0');
    expect(messageToEdit(experiment, delivery('card', 'progress'), of('report'))).toBe('gate:2:0');
    expect(messageToEdit(experiment, delivery('card', 'resumed'), of('report'))).toBeNull();
    expect(messageToEdit(followedBy({}), delivery('card', 'progress'), of('report'))).toBeNull();
  });

  it.each(['merged', 'decided', 'harm', 'paused', 'wait-called'] as const)(
    'is none for %s, which calls people',
    (topic) => {
      const all = delivery('card', 'plan', 'launched', 'running', 'report', topic);
      expect(messageToEdit(experiment, all, { topic, command: 'any' })).toBeNull();
    },
  );

  it('is none for any other topic', () => {
    expect(messageToEdit(quiet, delivery('card', 'plan'), of('plan', 'recordDesign'))).toBeNull();
  });

  it('shows the newest post that took its place', () => {
    const { messages } = delivery('report', 'report', 'decided');
    const [first, second] = Object.values(messages);
    if (first === undefined || second === undefined) throw new Error('two messages are needed');
    const shared = {
      ...experiment.delivery,
      messages: { ...messages, 'gate:2:0': { ...second, ts: first.ts } },
    };
    expect([shownBy(shared, 'gate:1:0'), shownBy(shared, 'gate:3:0'), shownBy(shared, 'gone')]).toEqual([
      'gate:2:0',
      'gate:3:0',
      'gone',
    ]);
  });
});
