import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import { HOUR } from '#shared/clock.ts';
import { planFor, propose, proposeOpen, REQUEST, REQUESTER, RUN, START } from '#test/support/experiments.ts';

const CHOICES: readonly ProposedChoice[] = [
  { field: 'goalMetric', by: 'designer', reason: 'Players who see more of the game come back.' },
  { field: 'smallestLift', by: 'history', reason: 'The last experiments asked for it.' },
];
const at = START + HOUR;
const choose = {
  name: 'recordChoices',
  request: REQUEST,
  choices: CHOICES,
  runs: [RUN],
  actor: BOT,
  at,
} as const;
const FAILURE = { role: 'designer', reason: 'not-chosen', detail: 'The surface is not said.' } as const;

function editOf(change: Partial<ExperimentRequest>): Command {
  const request = { ...REQUEST, ...change };
  return { name: 'editRequest', request, planHash: null, message: null, actor: REQUESTER, at };
}

/** The state after these commands, each of which must be possible. */
function stateAfter(...commands: readonly Command[]): Experiment {
  let state: Experiment | null = null;
  for (const command of commands) {
    const decided = decide(state, command);
    if (decided.kind === 'refused') throw new Error(`${command.name}: ${decided.problem.message}`);
    state = fold([sealCommit('gate', null, command, decided.value)], state);
  }
  if (state === null) throw new Error('nothing began');
  return state;
}

describe('a request that leaves everything open but the idea', () => {
  it('begins without a choice, and asks the agents as any other', () => {
    const decided = decide(null, proposeOpen());
    expect(decided).toMatchObject({
      kind: 'ok',
      value: { effects: [{ kind: 'card' }, { kind: 'design' }] },
    });
    const { request, proposal } = stateAfter(proposeOpen());
    expect(proposal.leftOpen).toBe(true);
    expect(request).toMatchObject({ idea: REQUEST.idea, owner: REQUEST.owner, goalMetric: '', surface: '' });
  });

  it('is as if the requester had chosen once the choices are recorded, with the reasons', () => {
    const { request, proposal, runs, status } = stateAfter(proposeOpen(), choose);
    expect(request).toEqual(REQUEST);
    expect(proposal).toMatchObject({ choices: CHOICES, authors: [REQUESTER.person] });
    expect(proposal).not.toHaveProperty('leftOpen');
    expect([status, runs]).toEqual(['draft', [RUN]]);
  });

  it('takes choices once, for its own idea and owner, and none if it was complete', () => {
    const refusalOf = (state: Experiment, command: Command) => {
      const decided = decide(state, command);
      return decided.kind === 'refused' ? decided.problem.code : null;
    };
    const open = stateAfter(proposeOpen());
    expect(refusalOf(open, choose)).toBeNull();
    expect(refusalOf(open, { ...choose, request: { ...REQUEST, idea: 'Another idea' } })).toBe('stale');
    expect(refusalOf(open, { ...choose, request: { ...REQUEST, owner: 'p-other' } })).toBe('stale');
    expect(refusalOf(stateAfter(proposeOpen(), choose), choose)).toBe('stale');
    expect(refusalOf(stateAfter(propose()), choose)).toBe('stale');
  });

  it('has no plan before its choices', () => {
    const opinion = { verdict: 'no-objection', objections: [], considerations: [] } as const;
    const made = { assessment: ASSESSMENT, opinion, runs: [], actor: BOT, at } as const;
    const design = { name: 'recordDesign', plan: planFor(), ...made } as const;
    expect(decide(stateAfter(proposeOpen()), design).kind).toBe('refused');
    expect(decide(stateAfter(proposeOpen(), choose), design).kind).toBe('ok');
  });

  it('keeps what could be chosen if not all could, until a person completes it', () => {
    const chosen = { goalMetric: REQUEST.goalMetric };
    const told = { failure: FAILURE, assessment: null, chosen, runs: [], actor: BOT, at } as const;
    const fail = { name: 'recordDesignFailure', ...told } as const;
    const failed = stateAfter(proposeOpen(), fail);
    expect(failed.proposal).toMatchObject({ leftOpen: true, chosen });
    const edited = stateAfter(proposeOpen(), fail, editOf({}));
    expect(edited.request).toEqual(REQUEST);
    expect(edited.proposal).not.toHaveProperty('leftOpen');
    expect(edited.proposal).not.toHaveProperty('chosen');
  });
});

describe('an edit of what was chosen', () => {
  const edit = (change: Partial<ExperimentRequest>) =>
    stateAfter(proposeOpen(), choose, editOf(change)).proposal.choices;

  it('keeps the reason of what it leaves, and drops that of what it changes', () => {
    expect(edit({ surface: 'checkout' })).toEqual(CHOICES);
    expect(edit({ smallestLift: 0.2 })).toEqual([CHOICES[0]]);
    expect(edit({ goalMetric: 'revenue' })).toEqual([CHOICES[1]]);
  });

  it('drops every reason with the idea that it was given for', () => {
    expect(edit({ idea: 'Offer a free level' })).toEqual([]);
  });
});

const ASSESSMENT = {
  testable: true,
  reason: 'x',
  questions: [],
  template: 'onboarding',
  risk: 'low',
} as const;
