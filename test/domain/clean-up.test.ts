import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { DEPLOY_WINDOW } from '#domain/clean-up/deploy-window.ts';
import type { BotBody } from '#domain/command.ts';
import { fold } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { evolve } from '#domain/evolve.ts';
import { waitOf } from '#domain/waits/wait-of.ts';
import { CLEAN_UPS } from '#test/support/example-clean-ups.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA } from '#test/support/example-plans.ts';
import { goOn, type Story, step } from '#test/support/example-story.ts';
import { pullRequest } from '#test/support/experiments.ts';

/** What a command of the bot, or a person's retry, gives so long after the last event: effects by kind and act, or the refusal. */
function outcome({ experiment, commits }: Story, body: BotBody | typeof RETRY, later = 0) {
  const at = (commits.at(-1)?.at ?? 0) + later;
  const decided = decide(
    experiment,
    body.name === 'retryCleanUp' ? { ...body, actor: MARIA, at } : { ...body, actor: BOT, at },
  );
  if (decided.kind === 'refused') return decided.problem.code;
  return decided.value.effects.map((effect) =>
    effect.kind === 'flag' ? `flag ${effect.act.act}` : effect.kind === 'post' ? effect.topic : effect.kind,
  );
}

const MERGED = { name: 'recordCleanUpMerge', number: 13, mergedBy: 'sam' } as const;
const RETRY = { name: 'retryCleanUp', message: null } as const;
const FINISH = { name: 'finishCleanUp' } as const;

describe('the clean-up of a shipped change', () => {
  it('leaves the flag on when it is merged, or when the flag is found nowhere, and tells so once', () => {
    expect(outcome(EXAMPLES.cleaningUp, MERGED)).toEqual(['flag-stays', 'card']);
    expect(outcome(EXAMPLES.cleaning, { name: 'recordFlagGone' })).toEqual(['flag-stays', 'card']);
    for (const told of [EXAMPLES.clean, EXAMPLES.shippedByHand]) {
      expect(told.experiment).toMatchObject({ status: 'cleaning-up', flag: { active: true } });
      expect(outcome(told, MERGED)).toMatch(/already-done|unknown/);
      expect(outcome(told, { name: 'recordFlagGone' })).toBe('already-done');
      expect(outcome(told, RETRY)).toBe('already-done');
    }
  });

  it('ends when the code has had its day to be deployed, and not before', () => {
    expect(outcome(EXAMPLES.cleaningUp, FINISH, 9 * DEPLOY_WINDOW)).toBe('too-early');
    expect(outcome(EXAMPLES.clean, FINISH, DEPLOY_WINDOW / 2)).toBe('too-early');
    expect(outcome(EXAMPLES.clean, FINISH, DEPLOY_WINDOW)).toEqual(['flag remove', 'completed', 'card']);
    expect(EXAMPLES.completed.experiment.cleanUp?.pullRequest).toMatchObject({
      mergedBy: 'sam-the-engineer',
    });
  });
});

describe('the clean-up of any other', () => {
  it('removes the flag at once: the code falls back to what all users have already', () => {
    expect(outcome(EXAMPLES.cleanUpClosed, MERGED)).toEqual(['flag remove', 'completed', 'card']);
    expect(EXAMPLES.takenOutByHand.experiment).toMatchObject({
      status: 'completed',
      cleanUp: { pullRequest: null },
    });
  });
});

describe('a clean-up in parts', () => {
  const LEFT = {
    name: 'recordFlagLeft',
    number: 13,
    mergedBy: 'sam',
    places: ['src/flags/keys.ts'],
  } as const;

  it('goes on by itself when a part is merged that said what it leaves', () => {
    expect(outcome(CLEAN_UPS.firstPart, LEFT)).toEqual(['clean-up', 'card']);
    expect(CLEAN_UPS.betweenParts.experiment.cleanUp).toMatchObject({
      pullRequest: null,
      earlier: [{ number: 13, mergedBy: 'sam' }],
      left: { goesOn: true },
    });
    expect(outcome(CLEAN_UPS.lastPart, { ...MERGED, number: 14 })).toEqual(['flag-stays', 'card']);
    expect(CLEAN_UPS.lastPart.experiment.cleanUp).toMatchObject({ names: ['FIRST_GATE'] });
    expect(CLEAN_UPS.lastPart.experiment.cleanUp).not.toHaveProperty('left');
  });

  it('opens six pull requests at most before a person is asked', () => {
    let story: Story = CLEAN_UPS.firstPart;
    for (let part = 1; part < 6; part += 1) {
      const number = 12 + part;
      expect(outcome(story, { ...LEFT, number })).toEqual(['clean-up', 'card']);
      const next = { pullRequest: pullRequest(number + 1), runs: [], left: LEFT.places };
      story = goOn(
        story,
        step(9 + part, BOT, { ...LEFT, number }),
        step(9.1 + part, BOT, { name: 'recordCleanUpPullRequest', ...next }),
      );
    }
    expect(outcome(story, { ...LEFT, number: 18 })).toEqual(['flag-left', 'card']);
  });
});

describe('a clean-up that left something', () => {
  it('keeps the flag and waits for a person, whether it was merged just now or reverted later', () => {
    for (const told of [CLEAN_UPS.flagLeft, CLEAN_UPS.flagBack]) {
      expect(told.experiment).toMatchObject({
        status: 'cleaning-up',
        flag: { active: true },
        cleanUp: { pullRequest: null, codeCleanAt: null, left: { goesOn: false } },
      });
      expect(waitOf(told.experiment)).toBe('clean-up-again');
      expect(outcome(told, FINISH, 9 * DEPLOY_WINDOW)).toBe('too-early');
      expect(outcome(told, RETRY)).toEqual(['clean-up', 'card']);
      expect(outcome(told, { name: 'recordFlagGone' })).toEqual(['flag-stays', 'card']);
    }
  });

  it('is told once, and only of what has ended', () => {
    const left = { name: 'recordFlagLeft', mergedBy: null, places: ['src/flags/keys.ts'] } as const;
    expect(outcome(CLEAN_UPS.flagLeft, { ...left, number: 13 })).toBe('already-done');
    expect(outcome(EXAMPLES.cleaningUp, { ...left, number: null })).toBe('already-done');
    expect(outcome(EXAMPLES.cleaningUp, { ...left, number: 99 })).toBe('already-done');
    expect(outcome(EXAMPLES.cleaningUp, { ...left, number: 13, places: [] })).toBe('already-done');
  });
});

describe('a journal from before the flag outlived the merge', () => {
  it('still folds to a completed experiment with its merge', () => {
    const before = fold(EXAMPLES.cleaningUp.commits);
    const after = evolve(before, { type: 'completed', mergedBy: 'sam' }, { key: 'x', version: 99, at: 99 });
    expect(after).toMatchObject({
      status: 'completed',
      cleanUp: { codeCleanAt: 99, pullRequest: { mergedAt: 99, mergedBy: 'sam' } },
    });
  });
});
