import type { PersonActor } from '#domain/actor.ts';
import type { Command, CommandName } from '#domain/command.ts';
import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Plan, Risk } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { commandOf } from '#test/support/arbitraries-commands.ts';
import {
  APPROVER,
  approverNamed,
  BYSTANDER,
  propose,
  proposeLater,
  REQUESTER,
  SECOND_APPROVER,
  START,
} from '#test/support/experiments.ts';

/** Edited the request, so is an author of it. */
export const EDITOR: PersonActor = approverNamed('p-editor');

/** A command on the way to a status: its name, who gives it, and what draws the rest of it. */
type StepTo = readonly [CommandName, PersonActor, number];

/** Votes of two approvers if the risk is high, else of one. */
function votes(name: CommandName, risk: Risk): readonly StepTo[] {
  const first: StepTo = [name, APPROVER, 1];
  return risk === 'high' ? [first, [name, SECOND_APPROVER, 1]] : [first];
}

/** What leads to a status, each from the one before it. */
function ways(risk: Risk): Readonly<Record<Status, readonly StepTo[]>> {
  const draft: readonly StepTo[] = [['editRequest', EDITOR, 1]];
  const inReview: readonly StepTo[] = [...draft, ['recordDesign', REQUESTER, 1]];
  const approved = [...inReview, ...votes('approve', risk)];
  const implementing: readonly StepTo[] = [...approved, ['startImplementation', REQUESTER, 1]];
  const implemented: readonly StepTo[] = [
    ...implementing,
    ['recordPullRequest', REQUESTER, 1],
    ['recordFlag', REQUESTER, 1],
    ['recordMerge', REQUESTER, 1],
  ];
  const verifying = [...implemented, ...votes('launch', risk)];
  const running: readonly StepTo[] = [...verifying, ['recordVerification', REQUESTER, 1]];
  const deciding: readonly StepTo[] = [...running, ['recordLook', REQUESTER, 1]];
  const decided = [...deciding, ...votes('decide', risk)];
  const cleaningUp: readonly StepTo[] = [...decided, ['startCleanUp', REQUESTER, 1]];
  return {
    ...{ backlog: [], draft, 'in-review': inReview, approved, implementing, implemented, verifying, running },
    paused: [...running, ['pause', BYSTANDER, 1]],
    ...{ deciding, decided, 'cleaning-up': cleaningUp },
    completed: [
      ...cleaningUp,
      ['recordCleanUpPullRequest', REQUESTER, 1],
      ['recordCleanUpMerge', REQUESTER, 1],
      ['finishCleanUp', REQUESTER, 1],
    ],
    cancelled: [...draft, ['cancel', REQUESTER, 1]],
    killed: [...running, ['recordLook', REQUESTER, 11]],
  };
}

/** An experiment in this status and of this risk, asked for by `REQUESTER` and edited by `EDITOR`. Throws if it is not reached. */
export function experimentIn(status: Status, risk: Risk): Experiment {
  let state = stateAfter(null, status === 'backlog' ? proposeLater(START) : propose(START));
  ways(risk)[status].forEach(([name, person, draw], step) => {
    const at = START + (step + 1) * (name === 'finishCleanUp' ? 3 * DAY : 2 * HOUR);
    const made = commandOf(name, { state, fits: true, draw, step: step + 1 }, person, at);
    state = stateAfter(
      state,
      made.name === 'recordDesign' ? { ...made, plan: ofRisk(made.plan, risk) } : made,
    );
  });
  if (state.status !== status) throw new Error(`${state.status} instead of ${status}`);
  return state;
}

function ofRisk(plan: Plan, risk: Risk): Plan {
  return { ...plan, request: { ...plan.request, risk } };
}

/** The code with which a command is refused; null if it is taken. */
export function refusalOf(state: Experiment, command: Command): string | null {
  const decided = decide(state, command);
  return decided.kind === 'refused' ? decided.problem.code : null;
}

/** The state after a command. Throws the refusal. */
export function stateAfter(state: Experiment | null, command: Command): Experiment {
  const decided = decide(state, command);
  if (decided.kind === 'refused') throw new Error(`${command.name}: ${decided.problem.message}`);
  const previous: Pick<Commit, 'version' | 'hash'> | null =
    state === null ? null : { version: state.version, hash: '0'.repeat(64) };
  const next = fold([sealCommit('gate', previous, command, decided.value)], state);
  if (next === null) throw new Error('no state');
  return next;
}
