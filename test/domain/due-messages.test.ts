import { describe, expect, it } from 'vitest';
import { RENDERERS } from '#app/features.ts';
import { type DueMessage, dueMessages } from '#domain/healing/due-messages.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START, type Story } from '#test/support/example-story.ts';

const atOf = ({ commits }: Story) => commits.at(-1)?.at ?? START;

const CASES = Object.entries(EXAMPLES).flatMap(([name, story]) =>
  dueMessages(story.experiment, atOf(story)).map((due): [string, string, DueMessage] => [
    name,
    due.topic,
    due,
  ]),
);

const dueIn = (name: keyof typeof EXAMPLES) =>
  dueMessages(EXAMPLES[name].experiment, atOf(EXAMPLES[name])).map(({ topic }) => topic);

describe('the messages whose buttons are due', () => {
  it.each(CASES)('in the example %s, %s, can be posted anew with a button', (name, topic) => {
    const story = EXAMPLES[name as keyof typeof EXAMPLES];
    const context = { experiment: story.experiment, key: 'gate:99:0', at: atOf(story) };
    const { blocks } = RENDERERS[topic as DueMessage['topic']](context);
    const buttons = everyElement(blocks as never).filter(({ element }) => element['url'] === undefined);
    expect(buttons.length).toBeGreaterThan(0);
  });

  it('are those that people wait for', () => {
    expect(dueIn('proposed')).toEqual([]);
    expect(dueIn('inReview')).toEqual(['plan']);
    expect(dueIn('merged')).toEqual(['merged']);
    expect(dueIn('running')).toEqual([]);
    expect(dueIn('paused')).toEqual(['paused']);
    expect(dueIn('decisionShip')).toEqual(['decision']);
    expect(dueIn('implementationFailed')).toEqual(['implementation-failed']);
    expect(dueIn('cancelled')).toEqual([]);
  });

  it('hold the decision only as long as it can be undone', () => {
    const { experiment } = EXAMPLES.decidedShip;
    const until = experiment.decision.record?.undoUntil ?? START;
    expect(dueMessages(experiment, until).map(({ topic }) => topic)).toEqual(['decided']);
    expect(dueMessages(experiment, until + 1)).toEqual([]);
  });
});
