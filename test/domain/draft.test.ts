import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { ChecksStand } from '#domain/code/checks.ts';
import type { Command } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { WORK_BUDGET } from '#domain/design/work-budget.ts';
import type { Experiment } from '#domain/experiment.ts';
import { DAY } from '#shared/clock.ts';
import { MADE } from '#test/support/example-drafts.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START } from '#test/support/example-story.ts';
import { REQUESTER } from '#test/support/experiments.ts';
import { stateAfter } from '#test/support/experiments-by-status.ts';

const AT = START + DAY;
const HEAD = MADE.head;

function checks(stand: ChecksStand, head: string = HEAD): Command {
  const read = { head, stand, total: 2, failed: [], isDraft: true };
  return { name: 'recordChecks', number: 12, checks: read, actor: BOT, at: AT };
}

function remarks(id: string): Command {
  const one = { id, author: 'ana', url: 'https://code.example/1' };
  return { name: 'takeUpRemarks', number: 12, remarks: [one], actor: BOT, at: AT };
}

/** Kinds of effects of a command, or the code of its refusal. */
function effectsOf(experiment: Experiment, command: Command): readonly string[] | string {
  const decided = decide(experiment, command);
  if (decided.kind === 'refused') return decided.problem.code;
  return decided.value.effects.map((effect) => (effect.kind === 'post' ? effect.topic : effect.kind));
}

const { implemented, draftRed, draftTakenOver, draftRepaired, draftGreen, draftDiscussedThrice } = EXAMPLES;

describe('the checks of a draft', () => {
  it('begin a repair once for each head, and only at a head of the bot', () => {
    const one = implemented.experiment;
    expect(effectsOf(one, checks('red'))).toEqual(['pull-request', 'revise', 'card']);
    expect(effectsOf(draftRed.experiment, checks('red'))).toEqual(['pull-request', 'card']);
    expect(effectsOf(draftRed.experiment, checks('running'))).toEqual(['pull-request', 'card']);
    expect(effectsOf(one, checks('red', 'other'))).toEqual(['pull-request', 'branch-taken-over', 'card']);
    expect(effectsOf(draftTakenOver.experiment, checks('red', 'other'))).toEqual(['pull-request', 'card']);
  });

  it('are not recorded if the bot made a commit while they were read', () => {
    const command = { ...checks('red'), drafted: HEAD } as Command;
    expect(effectsOf(implemented.experiment, command)).toEqual(['pull-request', 'revise', 'card']);
    expect(effectsOf(draftRepaired.experiment, command)).toBe('stale');
  });

  it('begin no work beyond the budget of the day, which repairs count for', () => {
    const one = { ...implemented.experiment, asked: Array.from({ length: WORK_BUDGET }, () => AT - 1) };
    expect(effectsOf(one, checks('red'))).toEqual(['pull-request', 'code-not-revised', 'card']);
    expect(effectsOf(one, remarks('comment:1'))).toEqual(['code-not-revised', 'answer-remarks', 'card']);
    expect(draftRepaired.experiment.asked).toHaveLength(1);
  });

  it('are none of the bot’s business once it is merged, or if an earlier version opened it', () => {
    expect(effectsOf(EXAMPLES.merged.experiment, checks('red'))).toBe('already-done');
    const { code } = implemented.experiment;
    if (code === null) throw new Error('no code');
    const { draft: _draft, ...old } = code;
    expect(effectsOf({ ...implemented.experiment, code: old }, checks('red'))).toBe('already-done');
  });
});

describe('a pull request that is opened again', () => {
  it('has the work begun anew that was under way when it was closed', () => {
    const reopened = (experiment: Experiment) => {
      const closed = stateAfter(experiment, { name: 'recordClosure', number: 12, actor: BOT, at: AT });
      return effectsOf(closed, { name: 'recordReopening', number: 12, actor: BOT, at: AT });
    };
    expect(reopened(draftRed.experiment)).toEqual(['revise', 'card']);
    expect(reopened(draftGreen.experiment)).toEqual(['card']);
    expect(reopened(draftTakenOver.experiment)).toEqual(['card']);
  });
});

describe('remarks', () => {
  it('begin one round at a time, and none on a branch that people have taken over', () => {
    expect(effectsOf(implemented.experiment, remarks('comment:1'))).toEqual(['revise', 'card']);
    expect(effectsOf(draftRed.experiment, remarks('comment:1'))).toBe('conflict');
    expect(effectsOf(draftTakenOver.experiment, remarks('comment:1'))).toBe('conflict');
  });

  it('are heard once, and not at all after the refusal of the fourth round', () => {
    expect(effectsOf(EXAMPLES.draftAnswered.experiment, remarks('comment:7'))).toBe('already-done');
    expect(effectsOf(draftDiscussedThrice.experiment, remarks('comment:99'))).toBe('conflict');
  });
});

describe('"Ready for review"', () => {
  const press = (head: string): Command => ({ name: 'markReady', head, actor: REQUESTER, at: AT });
  const of = (experiment: Experiment): Experiment => ({
    ...experiment,
    proposal: { ...experiment.proposal, requester: REQUESTER.person },
  });

  it('is taken for the green head that the person saw alone', () => {
    expect(effectsOf(of(draftGreen.experiment), press(HEAD))).toEqual(['pull-request', 'mark-ready', 'card']);
    expect(effectsOf(of(draftGreen.experiment), press('an-older-one'))).toBe('stale');
    expect(effectsOf(of(draftRed.experiment), press(HEAD))).toBe('conflict');
    expect(effectsOf(of(EXAMPLES.draftReady.experiment), press(HEAD))).toBe('already-done');
    expect(effectsOf(of(draftTakenOver.experiment), press(HEAD))).toBe('conflict');
  });
});
