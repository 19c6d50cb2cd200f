import fc from 'fast-check';
import type { PersonActor } from '#domain/actor.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import { isReadyToLaunch } from '#domain/code/readiness.ts';
import type { Command, CommandName } from '#domain/command.ts';
import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { unwatchedUntil } from '#domain/healing/closed-channel.ts';
import { lostToTell, lostToTryAgain } from '#domain/healing/lost-posts.ts';
import { LIFECYCLE } from '#domain/lifecycle.ts';
import type { Refusal } from '#domain/refusal.ts';
import { isHeldForStart } from '#domain/schedule/start-phase.ts';
import { shipmentTimes } from '#domain/shipping/shipment-steps.ts';
import { occupiesSurface } from '#domain/status.ts';
import { canAccept, canRestore } from '#domain/tampering/choices.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import { MINUTE } from '#shared/clock.ts';
import { COMMAND_NAMES, commandOf, isCommandName, PEOPLE } from '#test/support/arbitraries-commands.ts';
import {
  APPROVER,
  propose,
  proposeLater,
  proposeOpen,
  REQUESTER,
  SECOND_APPROVER,
  START,
} from '#test/support/experiments.ts';

/** One step of a random history; which command it becomes depends on the state it meets. */
export interface Move {
  /** `forward`: what usually comes next; `allowed`: any command with a row for the status; `any`: any at all. */
  readonly way: 'forward' | 'allowed' | 'any';
  readonly pick: number;
  readonly actor: number;
  readonly fits: boolean;
  readonly draw: number;
  readonly minutes: number;
}

/** A command on a state and what came of it. */
export interface Step {
  readonly before: Experiment | null;
  readonly command: Command;
  readonly after: Experiment | null;
  readonly commit: Commit | null;
  readonly refusal: Refusal | null;
}

const moveBody = {
  pick: fc.nat(999),
  actor: fc.nat(PEOPLE.length - 1),
  draw: fc.nat(9_999),
  /** Now and then a month passes, so that what waits expires. */
  minutes: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: 90 }) },
    { weight: 1, arbitrary: fc.constant(32 * 24 * 60) },
  ),
};

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ ...moveBody, way: fc.constant('forward'), fits: fc.constant(true) }) },
  { weight: 3, arbitrary: fc.record({ ...moveBody, way: fc.constant('allowed'), fits: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ ...moveBody, way: fc.constant('any'), fits: fc.boolean() }) },
);

/**
 * `count` moves that each do what usually comes next, for a low risk and looks that recommend to ship; an answer of Slack, a
 * dead effect and an expiry that is not due come in between.
 */
export function forwardMoves(count: number): readonly Move[] {
  const one: Move = { way: 'forward', pick: 0, actor: 0, fits: true, draw: 1, minutes: 30 };
  return Array.from({ length: count }, () => one);
}

/** Random histories from a proposal on, refused commands included; some begin far along the way. */
export const history: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.nat(14), fc.array(move, { maxLength: 60, size: 'max' }))
  .map(([ahead, moves]) => play([...forwardMoves(ahead), ...moves], firstOf(ahead)));

function firstOf(ahead: number): Command {
  if (ahead === 13 || ahead === 0) return proposeLater();
  return ahead % 7 === 6 ? proposeOpen() : propose();
}

/** Random histories in which somebody edits the request while its first plan is under review. */
export const editedHistory: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.nat(PEOPLE.length - 1), fc.nat(14), fc.array(move, { maxLength: 40, size: 'max' }))
  .map(([actor, ahead, moves]) => {
    const pick = COMMAND_NAMES.indexOf('editRequest');
    const edit: Move = { way: 'any', pick, actor, fits: true, draw: 1, minutes: 30 };
    return play([...forwardMoves(1), edit, ...forwardMoves(ahead), ...moves]);
  });

/** The commits of a random history: a chain of at least one link. */
export const chain: fc.Arbitrary<readonly Commit[]> = history.map((steps) =>
  steps.flatMap(({ commit }) => (commit === null ? [] : [commit])),
);

/** Plays moves from a proposal on. */
export function play(moves: readonly Move[], first: Command = propose()): readonly Step[] {
  const steps: Step[] = [];
  let state: Experiment | null = null;
  let last: Commit | null = null;
  let at = START;
  for (const command of [null, ...moves]) {
    at += (command?.minutes ?? 0) * MINUTE;
    const made: Command = command === null ? first : commandFor(command, state, steps.length, at);
    const step = take(state, last, made);
    steps.push(step);
    last = step.commit ?? last;
    state = step.after;
  }
  return steps;
}

function take(before: Experiment | null, last: Commit | null, command: Command): Step {
  const decided = decide(before, command);
  if (decided.kind === 'refused') {
    return { before, command, after: before, commit: null, refusal: decided.problem };
  }
  const commit = sealCommit('gate', last, command, decided.value);
  return { before, command, after: fold([commit], before), commit, refusal: null };
}

function commandFor(given: Move, state: Experiment | null, step: number, at: number): Command {
  const { name, actor } = choose(given, state, step);
  const { fits, draw } = given;
  return commandOf(name, { state, fits, draw, step }, actor, at);
}

function choose(
  { way, pick, actor }: Move,
  state: Experiment | null,
  step: number,
): { name: CommandName; actor: PersonActor } {
  const drawn = PEOPLE[actor] ?? REQUESTER;
  if (way === 'forward' && state !== null) {
    const second = (state.design?.approvals.length ?? 0) > 0 || state.decision.pendingOverride !== null;
    const free = [APPROVER, SECOND_APPROVER].filter(({ person }) => !state.proposal.authors.includes(person));
    return { name: forward(state, step), actor: (second ? free[1] : free[0]) ?? SECOND_APPROVER };
  }
  const allowed = Object.entries(LIFECYCLE).flatMap(([name, { from }]) =>
    state !== null && from.includes(state.status) ? [name] : [],
  );
  const names = way === 'allowed' && allowed.length > 0 ? allowed : COMMAND_NAMES;
  const name = names[pick % names.length];
  if (name === undefined || !isCommandName(name)) throw new Error(`no command ${name}`);
  return { name, actor: drawn };
}

/** What an approver chooses if the flag was changed by hand: each in turn, as far as it is offered. */
function settling(state: Experiment): CommandName {
  if (occupiesSurface(state.status) && state.version % 3 === 0) return 'endForFlag';
  return canRestore(state) && (state.version % 3 === 1 || !canAccept(state)) ? 'restoreFlag' : 'acceptFlag';
}

/** What checks and reviewers bring about at a draft. */
function ofDraft(state: Experiment): CommandName {
  const draft = openDraft(state);
  if (draft?.underWay != null) return state.version % 2 === 0 ? 'recordRevision' : 'recordRevisionFailure';
  if (draft?.readyBy != null) return 'recordReady';
  if (draft?.checks?.stand === 'green') return 'markReady';
  return draft?.checks == null ? 'recordChecks' : 'takeUpRemarks';
}

/** What usually comes next. */
function forward(state: Experiment, step: number): CommandName {
  if (state.tampering.open !== null) return settling(state);
  if (state.version === 4) return 'recordPost';
  if (state.version % 9 === 0) return 'recordEffectDeath';
  if (lostToTell(state).length > 0 && state.version % 3 === 0) return 'tellLost';
  if (lostToTryAgain(state).length > 0 && state.version % 3 === 1) return 'tryLostAgain';
  if (unwatchedUntil(state) !== null && state.version % 2 === 0) return 'pauseUnwatched';
  switch (state.status) {
    case 'backlog':
      return step % 2 === 0 ? 'prioritise' : 'planIdea';
    case 'draft':
      if (state.failure?.reason === 'has-questions') return 'answerQuestions';
      if (state.failure?.reason === 'no-experiment') return 'overruleAdvice';
      if (state.failure !== null) return 'retryDesign';
      return state.proposal.leftOpen === true ? 'recordChoices' : 'recordDesign';
    case 'in-review':
      return 'approve';
    case 'approved':
      if (state.failure?.reason === 'ceiling') return step % 2 === 0 ? 'resumeWork' : 'allowMore';
      return 'startImplementation';
    case 'implementing':
      return hasConfigurations(state) ? 'recordConfigured' : 'recordPullRequest';
    case 'implemented':
      if (isReadyToLaunch(state)) {
        if (isHeldForStart(state)) return 'callStart';
        return step % 4 === 0 && state.start === undefined ? 'planStart' : 'launch';
      }
      if (openDraft(state) !== null && state.version % 3 !== 0) return ofDraft(state);
      return state.code?.pullRequest.closedAt == null ? 'recordMerge' : 'recordReopening';
    case 'verifying':
      return 'recordVerification';
    case 'running': {
      const pending = state.design?.pendingAmendment;
      if (pending === undefined || pending.by === APPROVER.person) return 'recordLook';
      return state.version % 2 === 0 ? 'approveAmendment' : 'declineAmendment';
    }
    case 'paused':
      return 'resume';
    case 'deciding':
      if (state.flag === null) return 'recordFlag';
      if (expiryOf(state) !== null && step % 3 === 0) return 'expireDecision';
      if (state.unattended?.auto?.mode === 'dry-run' && step % 2 === 0) return 'recordDryRun';
      return state.unattended?.auto?.mode === 'on' ? 'autoDecide' : 'decide';
    case 'decided':
      return shipmentTimes(state) === null ? 'startCleanUp' : 'recordShipmentReading';
    case 'killed':
      return 'startCleanUp';
    case 'cleaning-up':
      if (state.cleanUp?.codeCleanAt !== null) return 'finishCleanUp';
      if (hasConfigurations(state)) return 'recordFlagGone';
      return state.cleanUp?.pullRequest === null ? 'recordCleanUpPullRequest' : 'recordCleanUpMerge';
    case 'completed':
    case 'cancelled':
      return 'recordPost';
  }
}
