import { describe, expect, it } from 'vitest';
import { AUTHORITY, BOT, type PersonActor } from '#domain/actor.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import { isAmong, standingOf } from '#domain/authority/standing.ts';
import { newDraft } from '#domain/code/draft.ts';
import type { BotCommandName, Command, PersonBody, PersonCommandName } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { guardsFor } from '#domain/lifecycle.ts';
import type { Risk } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { AutoMode } from '#domain/unattended/state.ts';
import { HOUR } from '#shared/clock.ts';
import { COMMAND_NAMES, commandOf, isCommandName } from '#test/support/arbitraries-commands.ts';
import {
  APPROVER,
  approverNamed,
  BYSTANDER,
  REQUEST,
  REQUESTER,
  SECOND_APPROVER,
} from '#test/support/experiments.ts';
import { EDITOR, experimentIn, stateAfter } from '#test/support/experiments-by-status.ts';
import { expectGolden } from '#test/support/golden.ts';
import { STATUSES } from '#test/support/statuses.ts';
import { printAuthority } from '#tools/authority/print-authority.ts';

const plain = (person: string): PersonActor => ({ person, roles: [], authority: AUTHORITY });

/** Everyone there is: who asked, who edited and who owns it, each with and without the role, and all others. */
const ROLES = {
  requester: plain(REQUESTER.person),
  'requester who is an approver': REQUESTER,
  editor: plain(EDITOR.person),
  'editor who is an approver': EDITOR,
  owner: plain(REQUEST.owner),
  'owner who is an approver': approverNamed(REQUEST.owner),
  approver: APPROVER,
  admin: { ...plain('p-admin'), roles: ['admin'] },
  'member of the channel': BYSTANDER,
} as const satisfies Record<string, PersonActor>;
type Role = keyof typeof ROLES;

const EVERY: readonly Role[] = [
  'requester',
  'requester who is an approver',
  'editor',
  'editor who is an approver',
  'owner',
  'owner who is an approver',
  'approver',
  'admin',
  'member of the channel',
];
const RESPONSIBLE: readonly Role[] = [
  'requester',
  'requester who is an approver',
  'editor who is an approver',
  'owner',
  'owner who is an approver',
  'approver',
];
const APPROVERS: readonly Role[] = [
  'requester who is an approver',
  'editor who is an approver',
  'owner who is an approver',
  'approver',
];
/** An approver who is no author. */
const INDEPENDENT: readonly Role[] = ['approver'];

const BEFORE_RUNNING: readonly Status[] = STATUSES.slice(0, 7);
const WITH_FLAG: readonly Status[] = [
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
  'decided',
  'cleaning-up',
  'killed',
];
const BEFORE_DECISION: readonly Status[] = [
  'approved',
  'implementing',
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
];
const RISKS: readonly Risk[] = ['low', 'medium', 'high'];

type Act =
  | Exclude<PersonCommandName, 'propose' | 'decide' | 'setAuto'>
  | `decide ${Decision}`
  | `setAuto ${AutoMode}`;
interface Row {
  readonly who: readonly Role[];
  readonly while: readonly Status[];
}

/** The authority matrix, written by hand: a new act does not compile without its row. */
const MATRIX: Readonly<Record<Act, Row>> = {
  // An idea that is kept for later: planning it is as proposing it.
  prioritise: { who: RESPONSIBLE, while: ['backlog'] },
  planIdea: { who: EVERY, while: ['backlog'] },
  planStart: { who: RESPONSIBLE, while: ['in-review', 'approved', 'implementing', 'implemented'] },
  dropStart: { who: RESPONSIBLE, while: ['in-review', 'approved', 'implementing', 'implemented'] },
  requestChanges: { who: RESPONSIBLE, while: ['in-review'] },
  editRequest: { who: RESPONSIBLE, while: ['draft', 'in-review'] },
  cancel: { who: RESPONSIBLE, while: BEFORE_RUNNING },
  retryDesign: { who: RESPONSIBLE, while: ['draft'] },
  answerQuestions: { who: RESPONSIBLE, while: ['draft'] },
  overruleAdvice: { who: RESPONSIBLE, while: ['draft'] },
  retryImplementation: { who: RESPONSIBLE, while: ['approved'] },
  markReady: { who: RESPONSIBLE, while: ['implemented'] },
  allowMore: { who: APPROVERS, while: ['draft', 'approved', 'cleaning-up'] },
  retryCleanUp: { who: RESPONSIBLE, while: ['cleaning-up'] },
  retryEffect: { who: RESPONSIBLE, while: STATUSES },
  approve: { who: INDEPENDENT, while: ['in-review'] },
  reject: { who: INDEPENDENT, while: ['in-review'] },
  launch: { who: INDEPENDENT, while: ['implemented'] },
  pause: { who: EVERY, while: ['verifying', 'running', 'deciding', 'decided', 'cleaning-up'] },
  // A shipped change stays decided while it is paused.
  resume: { who: INDEPENDENT, while: ['paused', 'decided', 'cleaning-up'] },
  'decide ship': { who: INDEPENDENT, while: ['deciding'] },
  'decide kill': { who: INDEPENDENT, while: ['running', 'paused', 'deciding'] },
  'decide end-without-winner': {
    who: INDEPENDENT,
    while: ['running', 'paused', 'deciding'],
  },
  'decide keep-running': { who: INDEPENDENT, while: ['deciding'] },
  'decide drop-variant': { who: INDEPENDENT, while: ['deciding'] },
  proposeAmendment: { who: RESPONSIBLE, while: ['running', 'paused'] },
  approveAmendment: { who: INDEPENDENT, while: ['running', 'paused'] },
  declineAmendment: { who: RESPONSIBLE, while: ['running', 'paused', 'deciding'] },
  extend: { who: INDEPENDENT, while: ['running', 'deciding'] },
  undo: { who: INDEPENDENT, while: ['decided'] },
  'setAuto on': { who: INDEPENDENT, while: BEFORE_DECISION },
  'setAuto dry-run': { who: APPROVERS, while: BEFORE_DECISION },
  'setAuto off': { who: EVERY, while: BEFORE_DECISION },
  // One's own reminder.
  snoozeReminder: {
    who: EVERY,
    while: STATUSES.filter((status) => status !== 'completed' && status !== 'cancelled'),
  },
  snoozeAlert: {
    who: RESPONSIBLE,
    while: STATUSES.filter((status) => status !== 'completed' && status !== 'cancelled'),
  },
  endSnooze: {
    who: RESPONSIBLE,
    while: STATUSES.filter((status) => status !== 'completed' && status !== 'cancelled'),
  },
  acceptFlag: { who: INDEPENDENT, while: WITH_FLAG },
  restoreFlag: { who: APPROVERS, while: WITH_FLAG },
  endForFlag: { who: INDEPENDENT, while: ['verifying', 'running', 'paused', 'deciding'] },
};

/** What the bot does and records on its own authority; no person gives these. */
const OF_THE_BOT: Readonly<Record<Exclude<BotCommandName, 'retryEffect'>, readonly Status[]>> = {
  recordChoices: ['draft'],
  recordDesign: ['draft'],
  recordDesignFailure: ['draft'],
  startImplementation: ['approved'],
  recordPullRequest: ['implementing'],
  recordConfigured: ['implementing'],
  recordImplementationFailure: ['implementing'],
  recordChecks: ['implemented'],
  // Of people who may write to the repository.
  takeUpRemarks: ['implemented'],
  recordRevision: ['implemented'],
  recordRevisionFailure: ['implemented'],
  recordReady: ['implemented'],
  recordMerge: ['implemented'],
  recordClosure: ['implemented', 'cleaning-up'],
  recordReopening: ['implemented', 'cleaning-up'],
  moveStart: ['in-review', 'approved', 'implementing', 'implemented'],
  callStart: ['implemented'],
  holdBack: ['verifying'],
  recordVerification: ['verifying'],
  // Stops on proven harm.
  recordLook: ['verifying', 'running', 'deciding'],
  recordReadingFault: ['verifying', 'running', 'deciding', 'decided'],
  recordReadingRecovery: ['verifying', 'running', 'deciding', 'decided'],
  // A shipped change on its way to all users: stops on proven harm, too.
  recordShipmentReading: ['decided'],
  startCleanUp: ['decided', 'killed'],
  recordCleanUpPullRequest: ['cleaning-up'],
  recordCleanUpFailure: ['cleaning-up'],
  recordCleanUpMerge: ['cleaning-up'],
  recordFlagGone: ['cleaning-up'],
  recordFlagLeft: ['cleaning-up'],
  finishCleanUp: ['cleaning-up'],
  recordTampering: WITH_FLAG,
  recordPost: STATUSES,
  recordUpload: STATUSES,
  recordFlag: STATUSES,
  recordEffectDeath: STATUSES,
  loseCard: STATUSES,
  postAnew: STATUSES,
  recordChannelClosed: STATUSES,
  tryLostAgain: STATUSES,
  tellLost: STATUSES,
  recordChannelOpen: STATUSES,
  pauseUnwatched: ['verifying', 'running', 'deciding'],
  // On a standing approval, or because the time of the approvers is over.
  lapseAuto: BEFORE_DECISION,
  autoDecide: ['running', 'deciding'],
  recordDryRun: ['running', 'deciding'],
  remindOfDecision: ['deciding'],
  expireDecision: ['deciding'],
  remindOfFlag: ['decided', 'cleaning-up', 'killed'],
  // People let it wait.
  callAgain: STATUSES.filter((status) => status !== 'completed' && status !== 'cancelled'),
  withdrawPlan: ['draft', 'in-review'],
  // There is room under a ceiling again.
  recordCalls: STATUSES,
  // What becomes of alerts.
  holdAlert: STATUSES,
  tellAlerts: STATUSES,
  resumeWork: ['draft', 'approved', 'cleaning-up'],
};

const ACTS = Object.keys(MATRIX).filter((act): act is Act => act in MATRIX);
/** Refusals that say "not you" or "not now"; any other says that the person may, on something else than this. */
const BY_AUTHORITY = ['not-now', 'not-allowed', 'requester', 'editor', 'owner'];

const known = new Map<string, Experiment>();

/** An experiment in a status; after a change by hand of its flag for what settles it, and paused for what resumes it. */
function stateFor(act: Act, status: Status, risk: Risk): Experiment {
  const isSettling = act.endsWith('Flag') && WITH_FLAG.includes(status);
  const isResuming = act === 'resume' && MATRIX.resume.while.includes(status) && status !== 'paused';
  const isAmending = /^(approve|decline)Amendment$/.test(act) && MATRIX[act].while.includes(status);
  const isGreen = act === 'markReady' && status === 'implemented';
  const said = status === 'draft' ? SAID_BEFORE[act] : undefined;
  const name = `${status} ${risk} ${isSettling} ${isResuming} ${isAmending} ${isGreen} ${said}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = isAmending ? amending(status, risk) : experimentIn(status, risk);
  const kept = said !== undefined ? withFailure(made, said) : isGreen ? withGreenDraft(made) : made;
  const state = isSettling ? tamperedWith(kept) : isResuming ? pausedFrom(kept) : kept;
  known.set(name, state);
  return state;
}

/** What draws the failure of the design that an act needs. */
const SAID_BEFORE: Partial<Readonly<Record<Act, number>>> = { answerQuestions: 3, overruleAdvice: 5 };

function withFailure(state: Experiment, draw: number): Experiment {
  return stateAfter(
    state,
    commandOf('recordDesignFailure', { state, fits: true, draw, step: 96 }, APPROVER, atOf(state)),
  );
}

/** The pull request is a draft still, and its checks have passed. */
function withGreenDraft(made: Experiment): Experiment {
  if (made.code === null) throw new Error('no code');
  const draft = newDraft({ base: 'base', head: 'head', testPaths: [] }, atOf(made));
  const code = { ...made.code, pullRequest: { ...made.code.pullRequest, mergedAt: null }, draft };
  const state = { ...made, code };
  const draw = { state, fits: true, draw: 1, step: 97 };
  return stateAfter(state, { ...commandOf('recordChecks', draw, APPROVER, atOf(state)) });
}

function tamperedWith(state: Experiment): Experiment {
  const draw = { state, fits: true, draw: 2, step: 99 };
  return stateAfter(state, commandOf('recordTampering', draw, APPROVER, atOf(state)));
}

/** A change of the plan waits, for which the owner asked. */
function amending(status: Status, risk: Risk): Experiment {
  const start = experimentIn(status === 'paused' ? 'paused' : 'running', risk);
  const draw = { state: start, fits: true, draw: 1, step: 40 };
  const asked = stateAfter(start, commandOf('proposeAmendment', draw, ROLES.owner, atOf(start)));
  if (status !== 'deciding') return asked;
  return stateAfter(
    asked,
    commandOf('recordLook', { ...draw, state: asked, step: 41 }, APPROVER, atOf(asked)),
  );
}

function pausedFrom(state: Experiment): Experiment {
  const draw = { state, fits: true, draw: 2, step: 98 };
  return stateAfter(state, commandOf('pause', draw, BYSTANDER, atOf(state)));
}

/** Right after the newest decision, so that it can be undone. */
function atOf({ decision }: Experiment): number {
  return (decision.record?.at ?? 0) + HOUR / 2;
}

/** The act of a person who saw the newest of everything. */
function commandFor(act: Act, state: Experiment, actor: PersonActor): Command {
  const [name = '', choice] = act.split(' ');
  if (!isCommandName(name)) throw new Error(`no command ${name}`);
  const made = commandOf(name, { state, fits: true, draw: 1, step: 50 }, actor, atOf(state));
  if (made.name === 'setAuto') return { ...made, mode: choice as AutoMode };
  if (made.name !== 'decide') return made;
  return { ...made, decision: choice as Decision, reason: 'Because.' };
}

/** Whether the matrix lets a person do this, as far as person and status go. */
function isAllowed(act: Act, state: Experiment, actor: PersonActor): boolean {
  const decided = decide(state, commandFor(act, state, actor));
  return decided.kind === 'ok' || !BY_AUTHORITY.includes(decided.problem.code);
}

describe('the authority matrix', () => {
  it('has a row for every command', () => {
    const acts = ACTS.map((act) => act.split(' ')[0]);
    const rows = new Set([...acts, ...Object.keys(OF_THE_BOT), 'propose']);
    expect([...rows].sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it.each(ACTS)('allows %s to whom it names, while it names, and to no other', (act) => {
    const row = MATRIX[act];
    for (const risk of RISKS) {
      for (const status of STATUSES) {
        const state = stateFor(act, status, risk);
        const allowed = EVERY.filter((role) => isAllowed(act, state, ROLES[role]));
        expect({ risk, status, allowed }).toEqual({
          ...{ risk, status },
          allowed: row.while.includes(status) ? row.who : [],
        });
      }
    }
  });

  it.each(ACTS.filter((act) => act !== 'decide drop-variant'))('has %s done somewhere', (act) => {
    const outcomes = MATRIX[act].while.map((status) => {
      const state = stateFor(act, status, 'low');
      const failing = stateAfter(
        state,
        commandOf('recordEffectDeath', { state, fits: true, draw: 0, step: 9 }, APPROVER, 0),
      );
      return [state, failing].some((one) => decide(one, commandFor(act, one, APPROVER)).kind === 'ok');
    });
    // What is tried again must have failed, and what is turned off be on: that is another story than who may do it.
    if (!/^(retry(Design|Implementation|CleanUp)|allowMore|dropStart|endSnooze)$|auto off/i.test(act))
      expect(outcomes).toContain(true);
  });

  it.each(Object.entries(OF_THE_BOT))('lets the bot %s while it names', (name, statuses) => {
    if (!isCommandName(name)) throw new Error(name);
    for (const status of STATUSES) {
      const state = stateFor('cancel', status, 'low');
      const command = commandOf(name, { state, fits: true, draw: 1, step: 50 }, APPROVER, atOf(state));
      expect(command.actor).toEqual(BOT);
      const decided = decide(state, command);
      const isNow = decided.kind === 'ok' || decided.problem.code !== 'not-now';
      expect({ status, isNow }).toEqual({ status, isNow: statuses.includes(status) });
    }
  });

  it('lets every member of the channel propose', () => {
    for (const role of EVERY) {
      const body: PersonBody = { name: 'propose', request: REQUEST, channel: 'C1' };
      expect(decide(null, { ...body, actor: ROLES[role], at: 0 }).kind).toBe('ok');
    }
  });
});

describe('the authority table', () => {
  it('is printed as it is reviewed', () => {
    expectGolden('authority.txt', printAuthority());
  });

  it.each(ACTS)('is what decides on %s, in every status, at every risk, for every person', (act) => {
    const permission = PERMISSIONS[act];
    for (const risk of RISKS) {
      for (const status of STATUSES) {
        const state = stateFor(act, status, risk);
        const isNow = row(act, status) && permission.while?.includes(status) !== false;
        for (const role of EVERY) {
          const allowed = isNow && isAmong(permission.who, standingOf(state, ROLES[role]));
          expect({ risk, status, role, allowed: isAllowed(act, state, ROLES[role]) }).toEqual({
            ...{ risk, status, role },
            allowed,
          });
        }
      }
    }
  });

  /** Whether the lifecycle has the command of this act at this status. */
  function row(act: Act, status: Status): boolean {
    const name = act.split(' ')[0] ?? '';
    if (!isCommandName(name) || name === 'propose') throw new Error(name);
    return guardsFor(name, status) !== null;
  }
});

describe('how many approvers an act takes', () => {
  /** Who of these has to act before it is done. */
  const votesFor = (act: Act, start: Experiment): number => {
    const done = (state: Experiment) =>
      act === 'approve'
        ? state.status === 'approved'
        : act === 'launch'
          ? state.status === 'verifying'
          : state.decision.pendingOverride === null;
    const first = stateAfter(start, commandFor(act, start, APPROVER));
    if (done(first)) return 1;
    expect(decide(first, commandFor(act, first, APPROVER))).toMatchObject({ kind: 'refused' });
    const second = stateAfter(first, commandFor(act, first, SECOND_APPROVER));
    expect(done(second)).toBe(true);
    return 2;
  };

  it.each([
    ['low', 1],
    ['medium', 1],
    ['high', 2],
  ] as const)('follows the recommendation at a %s risk: %i', (risk, count) => {
    expect(votesFor('approve', experimentIn('in-review', risk))).toBe(count);
    expect(votesFor('launch', experimentIn('implemented', risk))).toBe(count);
    expect(votesFor('decide ship', experimentIn('deciding', risk))).toBe(count);
    // No look has said anything yet.
    expect(votesFor('decide kill', experimentIn('running', risk))).toBe(count);
    expect(votesFor('decide end-without-winner', experimentIn('paused', risk))).toBe(count);
  });

  it.each(RISKS)('goes against it at a %s risk: 2, with a reason', (risk) => {
    const state = experimentIn('deciding', risk);
    for (const act of ['decide kill', 'decide end-without-winner', 'decide keep-running'] as const) {
      expect(votesFor(act, state)).toBe(2);
      const silent = { ...commandFor(act, state, APPROVER), reason: ' ' } as Command;
      expect(decide(state, silent)).toMatchObject({ problem: { code: 'needs-reason' } });
    }
  });

  it.each(['running', 'paused'] as const)('ends it while it is %s only with a reason', (status) => {
    const state = experimentIn(status, 'low');
    for (const act of ['decide kill', 'decide end-without-winner'] as const) {
      const silent = { ...commandFor(act, state, APPROVER), reason: null } as Command;
      expect(decide(state, silent)).toMatchObject({ problem: { code: 'needs-reason' } });
      const ended = stateAfter(state, commandFor(act, state, APPROVER));
      expect(ended).toMatchObject({ status: 'decided', decision: { record: { reason: 'Because.' } } });
      const undone = stateAfter(ended, commandFor('undo', ended, APPROVER));
      expect(undone.status).toBe(status);
      // The flag was off meanwhile, which is no time of running.
      expect(undone.launch?.pauses).toHaveLength(status === 'running' ? 1 : 0);
    }
  });
});

describe('acts of the first matrix', () => {
  it('stay allowed, so that older journals are decided again with the same outcomes', () => {
    const old = (role: Role): PersonActor => {
      const { person, roles } = ROLES[role];
      return { person, roles };
    };
    const allows = (act: Act, status: Status, role: Role) =>
      isAllowed(act, stateFor(act, status, 'high'), old(role));
    expect(allows('editRequest', 'draft', 'member of the channel')).toBe(true);
    expect(allows('retryEffect', 'draft', 'member of the channel')).toBe(true);
    expect(allows('approve', 'in-review', 'owner who is an approver')).toBe(true);
    const state = experimentIn('deciding', 'high');
    expect(stateAfter(state, commandFor('decide ship', state, old('approver'))).status).toBe('decided');
  });
});

describe('acts of the second matrix', () => {
  it('stay allowed, too', () => {
    const old = (role: Role): PersonActor => {
      const { person, roles } = ROLES[role];
      return { person, roles, authority: 2 };
    };
    const allows = (act: Act, status: Status, role: Role) =>
      isAllowed(act, stateFor(act, status, 'high'), old(role));
    expect(allows('requestChanges', 'in-review', 'member of the channel')).toBe(true);
    expect(allows('acceptFlag', 'running', 'owner who is an approver')).toBe(true);
    expect(allows('endForFlag', 'running', 'requester who is an approver')).toBe(true);
    expect(allows('approve', 'in-review', 'owner who is an approver')).toBe(false);
    const state = experimentIn('implemented', 'high');
    expect(stateAfter(state, commandFor('launch', state, old('approver'))).status).toBe('verifying');
  });
});
