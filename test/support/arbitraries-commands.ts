import { BOT, type PersonActor } from '#domain/actor.ts';
import type { Command, CommandBody, CommandName, PersonCommandName } from '#domain/command.ts';
import { askedDecision } from '#domain/decision/override.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import { lostToTell, lostToTryAgain } from '#domain/healing/lost-posts.ts';
import { shipmentTimes } from '#domain/shipping/shipment-steps.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { DAY } from '#shared/clock.ts';
import {
  APPROVER,
  ASSESSMENT,
  BYSTANDER,
  flagRecord,
  OPINION,
  planFor,
  pullRequest,
  REQUEST,
  REQUESTER,
  RUN,
  SECOND_APPROVER,
  snapshotOf,
} from '#test/support/experiments.ts';

export const PEOPLE: readonly PersonActor[] = [REQUESTER, APPROVER, SECOND_APPROVER, BYSTANDER];

/** From what a command is made: the state, whether it should fit it, and a number that draws the rest. */
export interface Draw {
  readonly state: Experiment | null;
  /** True: hashes, numbers and versions are those of the state; false: one of them is of something else. */
  readonly fits: boolean;
  readonly draw: number;
  /** Grows by one with every command of a history. */
  readonly step: number;
}

/** A draw with the moment of the command, milliseconds since the Unix epoch. */
interface DrawAt extends Draw {
  readonly at: number;
}

type Makers = {
  readonly [Name in CommandName]: (draw: DrawAt) => Extract<CommandBody, { readonly name: Name }>;
};

const RUNS = [RUN];
const FAILURE = { role: 'designer', reason: 'invalid-answer', detail: 'no plan' } as const;
/** The supervisor asks something, or advises against an experiment. */
const ASKED = {
  failure: { role: 'supervisor', reason: 'has-questions', detail: 'Which screen?' },
  assessment: { ...ASSESSMENT, testable: false, questions: ['Which screen?'], outcome: 'experiment' },
} as const;
const ADVISED = {
  failure: { role: 'supervisor', reason: 'no-experiment', detail: 'It mends something.' },
  assessment: { ...ASSESSMENT, testable: false, outcome: 'do-now', ground: 'bug-fix' },
} as const;
const AT_CEILING = { ...FAILURE, reason: 'ceiling' } as const;
const CHOSEN = [
  { field: 'goalMetric', by: 'designer', reason: 'It is what the idea is about.' },
  { field: 'smallestLift', by: 'history', reason: 'It was asked for before.' },
] as const satisfies readonly ProposedChoice[];
const DECISIONS: readonly Decision[] = ['ship', 'kill', 'end-without-winner', 'keep-running', 'drop-variant'];
const RECOMMENDATIONS: readonly Recommendation[] = ['keep-running', 'ship', 'kill', 'end-without-winner'];

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], draw: number): Item {
  const item = items[draw % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** The start of the day in UTC that is so many days after a moment. */
const dayAfter = (at: number, days: number) => (Math.floor(at / DAY) + days) * DAY;
const planHash = ({ state, fits }: Draw) => (fits ? (state?.design?.planHash ?? '') : 'of-another-plan');
const messageOf = ({ draw }: Draw) => (draw % 2 === 0 ? null : `C1:${draw}`);
const effectOf = ({ state, draw, step }: Draw) => `gate:${state?.version ?? step}:${draw % 3}`;
const lastDead = ({ state, fits }: Draw) =>
  (fits ? state?.delivery.failedEffects.at(-1)?.effect : undefined) ?? 'gate:9999:0';
const pullOf = ({ state, fits }: Draw) =>
  fits ? (state?.cleanUp?.pullRequest?.number ?? state?.code?.pullRequest.number ?? 0) : 9_999;
const implementationOf = ({ state, fits }: Draw) => (fits ? (state?.code?.pullRequest.number ?? 0) : 9_999);
const headOf = ({ state, fits }: Draw) => (fits ? (state?.code?.draft?.head ?? '') : 'of-another-hand');
const runsAndFailure = { failure: FAILURE, runs: RUNS };

/** A recorded message, as if it were the one that is due and were not there. */
function lostIn(state: Experiment | null) {
  const [effect] = Object.keys(state?.delivery.messages ?? {});
  const due = state === null ? [] : dueMessages(state, 0);
  return effect === undefined ? [] : due.map(({ topic }) => ({ effect, topic }));
}

function decideBody(draw: Draw): Extract<CommandBody, { readonly name: 'decide' }> {
  const { state, fits } = draw;
  const snapshot = state === null ? null : latestSnapshot(state);
  const wrong = fits ? null : draw.draw % 3;
  const follows = draw.draw % 4 !== 0 && snapshot !== null;
  return {
    name: 'decide',
    decision: follows
      ? (askedDecision(snapshot.verdict.recommendation) ?? 'ship')
      : pick(DECISIONS, draw.draw >> 2),
    planHash: wrong === 0 ? 'of-another-plan' : (state?.design?.planHash ?? ''),
    snapshotHash: wrong === 1 ? 'of-another-look' : (snapshot?.hash ?? ''),
    flagVersion: wrong === 2 ? 'of-another-flag' : (state?.flag?.version ?? ''),
    reason: draw.draw % 5 === 0 ? ' ' : 'We must ship before the season.',
    message: messageOf(draw),
  };
}

const settling = (draw: Draw) => ({
  flagVersion: draw.fits ? (draw.state?.flag?.version ?? '') : 'of-another-flag',
  message: messageOf(draw),
});

const autoActFor = (state: Experiment | null) => ({
  ...((state === null ? null : autoActOf(state)) ?? { decision: 'ship', why: 'recommended' }),
  snapshotHash: (state === null ? null : latestSnapshot(state))?.hash ?? '',
});

/** A reading of the step that holds; `day` moves its end, and from the end of the step on the next one follows. */
function shipmentSnapshot(state: Experiment | null, day: number, harm: boolean) {
  const { from = 0, end = 0 } = (state === null ? null : shipmentTimes(state)) ?? {};
  const snapshot = snapshotOf({
    day: Math.max(0, day),
    recommendation: 'keep-running',
    scheduled: false,
    final: false,
    harm,
  });
  const until = day < 0 ? 0 : day % 2 === 0 ? end : from + 1;
  return { ...snapshot, from, until };
}

const MAKERS: Makers = {
  propose: () => ({ name: 'propose', request: REQUEST, channel: 'C1' }),
  prioritise: ({ fits, draw }) => ({
    name: 'prioritise',
    priority: draw % 5 === 0 ? null : { reach: fits ? 100 + draw : 0, confidence: 0.8, effort: 2 },
  }),
  planIdea: () => ({ name: 'planIdea' }),
  planStart: ({ fits, draw, at }) => ({
    name: 'planStart',
    from: fits ? dayAfter(at, draw % 3 === 0 ? 0 : draw % 90) : 1,
    startsAt: draw % 3 === 0 ? null : dayAfter(at, draw % 90),
    ahead: draw % 3 === 1 ? null : 'another',
  }),
  dropStart: () => ({ name: 'dropStart' }),
  moveStart: ({ draw, at }) => ({
    name: 'moveStart',
    startsAt: draw % 4 === 0 ? null : dayAfter(at, draw % 30),
    ahead: draw % 2 === 0 ? null : 'another',
  }),
  callStart: ({ fits }) => ({
    name: 'callStart',
    startsAt: fits ? 0 : Number.MAX_SAFE_INTEGER,
  }),
  recordChoices: ({ fits, draw }) => ({
    name: 'recordChoices',
    request: { ...REQUEST, ...(fits ? {} : { idea: 'Another idea' }) },
    choices: draw % 3 === 0 ? [] : CHOSEN,
    runs: RUNS,
  }),
  recordDesign: ({ state, fits, draw }) => {
    const plan = planFor({ ...(state?.request ?? REQUEST), risk: draw % 3 === 0 ? 'high' : 'low' });
    const steps = draw % 4 === 3 ? { steps: [{ share: 0.6, days: 1 }] } : {};
    const afterwards = draw % 5 === 0 ? {} : { afterwards: { decideWithinDays: 3, ...steps } };
    const variants = plan.variants.map((variant, at) => ({ ...variant, configuration: { gate: 30 + at } }));
    const configured = draw % 8 === 6 ? { variants } : {};
    const checked = fits ? { ...plan, ...configured, ...afterwards } : { ...plan, alpha: 0.2 };
    const settings = draw % 2 === 0 ? {} : { settings: draw };
    return {
      name: 'recordDesign',
      plan: checked,
      ...settings,
      assessment: ASSESSMENT,
      opinion: OPINION,
      runs: RUNS,
    };
  },
  recordDesignFailure: ({ draw }) => ({
    name: 'recordDesignFailure',
    ...runsAndFailure,
    ...(draw % 7 === 3 ? ASKED : draw % 7 === 5 ? ADVISED : { assessment: null }),
    ...(draw % 5 === 0 ? { chosen: { surface: REQUEST.surface } } : {}),
  }),
  loseCard: ({ state, fits, draw }) => ({
    name: 'loseCard',
    threadTs: fits ? (state?.delivery.threadTs ?? '') : 'of-another-card',
    link: draw % 2 === 0 ? null : 'https://chat.example/1',
    posting: draw % 3 === 0 ? 'plan' : null,
  }),
  recordChannelClosed: ({ draw }) => ({
    name: 'recordChannelClosed',
    code: 'slack.is_archived',
    detail: 'The channel is archived.',
    tell: draw % 2 === 0 ? [] : ['p_owner', 'p_priya'],
  }),
  tryLostAgain: ({ state, fits }) => ({
    name: 'tryLostAgain',
    effects: fits && state !== null ? lostToTryAgain(state).map(({ effect }) => effect) : ['gate:9999:0'],
  }),
  tellLost: ({ state, fits }) => ({
    name: 'tellLost',
    effects: fits && state !== null ? lostToTell(state).map(({ effect }) => effect) : [],
    tell: ['p_owner'],
  }),
  recordChannelOpen: () => ({ name: 'recordChannelOpen' }),
  pauseUnwatched: () => ({ name: 'pauseUnwatched', tell: ['p_owner'] }),
  postAnew: ({ state, fits }) => ({ name: 'postAnew', lost: fits ? lostIn(state) : [] }),
  answerQuestions: (draw) => ({
    name: 'answerQuestions',
    answers: [{ question: draw.draw % 2 === 0 ? null : 'Which screen?', answer: 'The start screen.' }],
    message: messageOf(draw),
  }),
  overruleAdvice: (draw) => ({
    name: 'overruleAdvice',
    reason: 'We want to know its size.',
    message: messageOf(draw),
  }),
  retryDesign: (draw) => ({ name: 'retryDesign', message: messageOf(draw) }),
  editRequest: (draw) => ({
    name: 'editRequest',
    request: { ...REQUEST, trafficShare: 0.25 + (draw.step % 11) / 100 },
    planHash: draw.fits ? (draw.state?.design?.planHash ?? null) : 'of-another-plan',
    message: messageOf(draw),
  }),
  requestChanges: (draw) => ({
    name: 'requestChanges',
    comment: 'Use another guardrail.',
    planHash: planHash(draw),
    message: messageOf(draw),
  }),
  approve: (draw) => ({ name: 'approve', planHash: planHash(draw), message: messageOf(draw) }),
  reject: (draw) => ({
    name: 'reject',
    planHash: planHash(draw),
    reason: 'Too risky',
    message: messageOf(draw),
  }),
  startImplementation: () => ({ name: 'startImplementation' }),
  recordConfigured: () => ({ name: 'recordConfigured' }),
  recordPullRequest: ({ step, draw }) => ({
    name: 'recordPullRequest',
    pullRequest: {
      ...pullRequest(step),
      ...(draw % 4 === 0 ? {} : { made: { base: 'base', head: `head-${step}`, testPaths: ['a.test.ts'] } }),
    },
    runs: RUNS,
  }),
  recordChecks: (draw) => ({
    name: 'recordChecks',
    number: implementationOf(draw),
    checks: {
      head: headOf(draw),
      stand: pick(['red', 'green', 'running', 'none', 'stopped', 'hidden'], draw.draw),
      total: 2,
      failed: draw.draw % 6 === 0 ? [{ name: 'unit', url: null }] : [],
      isDraft: draw.draw % 5 !== 0,
    },
  }),
  takeUpRemarks: (draw) => ({
    name: 'takeUpRemarks',
    number: implementationOf(draw),
    remarks: [{ id: `comment:${draw.step}`, author: 'ana', url: 'https://code.example/1' }],
  }),
  recordRevision: (draw) => ({
    name: 'recordRevision',
    on: headOf(draw),
    head: `head-${draw.step}`,
    files: ['src/a.ts'],
    testPaths: [],
    runs: RUNS,
  }),
  recordRevisionFailure: (draw) => ({ name: 'recordRevisionFailure', on: headOf(draw), ...runsAndFailure }),
  markReady: (draw) => ({ name: 'markReady', head: headOf(draw) }),
  recordReady: (draw) => ({ name: 'recordReady', head: headOf(draw) }),
  recordImplementationFailure: ({ draw }) => ({
    name: 'recordImplementationFailure',
    ...runsAndFailure,
    ...(draw % 3 === 0 ? { failure: AT_CEILING } : {}),
  }),
  retryImplementation: (draw) => ({
    name: 'retryImplementation',
    message: messageOf(draw),
    ...(draw.draw % 3 === 0 ? { hint: 'The flag is read in src/flags.' } : {}),
  }),
  recordMerge: ({ state, fits }) => ({
    name: 'recordMerge',
    number: fits ? (state?.code?.pullRequest.number ?? 0) : 9_999,
    mergedBy: 'p-merger',
  }),
  launch: (draw) => ({
    name: 'launch',
    planHash: planHash(draw),
    conflicts: draw.draw % 7 === 0 ? ['another'] : [],
    ...(draw.draw % 11 === 3 ? { against: 'The default was changed.' } : {}),
    message: messageOf(draw),
  }),
  holdBack: () => ({ name: 'holdBack', conflicts: ['another'] }),
  recordVerification: ({ fits, step, draw }) => ({
    name: 'recordVerification',
    checks: [{ key: 'exposure', met: fits, text: `${step} units exposed` }],
    ...(draw % 4 === 0 ? { exposure: { event: '$experiment_exposure' } as const } : {}),
  }),
  recordLook: ({ draw, step, fits }) => ({
    name: 'recordLook',
    snapshot: snapshotOf({
      day: fits ? step : 0,
      recommendation: pick(RECOMMENDATIONS, draw),
      scheduled: draw % 3 !== 0,
      final: draw % 5 === 0,
      harm: draw % 11 === 0,
    }),
  }),
  recordReadingFault: ({ draw }) => ({
    name: 'recordReadingFault',
    task: pick(['look', 'launch-check'], draw),
    ...{ code: 'posthog.unavailable', detail: 'PostHog answered 503.', mayPass: draw % 3 === 0 },
    ...(draw % 5 === 0 ? { rarely: true } : {}),
  }),
  recordReadingRecovery: ({ draw }) => ({
    name: 'recordReadingRecovery',
    task: pick(['look', 'launch-check'], draw),
  }),
  pause: () => ({ name: 'pause', reason: 'Something looks odd.' }),
  resume: (draw) => ({
    name: 'resume',
    message: messageOf(draw),
    ...(draw.draw % 3 === 0 ? { pausedAt: draw.fits ? (draw.state?.launch?.pause?.at ?? 0) : 1 } : {}),
  }),
  decide: decideBody,
  extend: ({ state, fits, draw }) => ({
    name: 'extend',
    days: fits ? (state?.design?.plan.sizing.days ?? 0) + 7 : 5,
    planHash: state?.design?.planHash ?? '',
    snapshotHash: (state === null ? null : latestSnapshot(state))?.hash ?? '',
    flagVersion: state?.flag?.version ?? '',
    reason: 'Traffic is slow.',
    message: draw % 2 === 0 ? null : `C1:${draw}`,
  }),
  proposeAmendment: (draw) => ({
    name: 'proposeAmendment',
    change: draw.fits
      ? { kind: 'margin', metric: 'revenue', from: 0.02, to: 0.03 + (draw.draw % 7) / 100 }
      : { kind: 'remove-secondary', metric: 'none' },
    planHash: planHash(draw),
    reason: 'Agreed with finance.',
  }),
  approveAmendment: (draw) => ({
    name: 'approveAmendment',
    amendment: draw.state?.design?.pendingAmendment?.id ?? 0,
    planHash: planHash(draw),
    message: messageOf(draw),
  }),
  declineAmendment: (draw) => ({
    name: 'declineAmendment',
    amendment: draw.fits ? (draw.state?.design?.pendingAmendment?.id ?? 0) : 0,
    message: messageOf(draw),
  }),
  undo: (draw) => ({
    name: 'undo',
    ...(draw.draw % 3 === 0 ? {} : { decision: draw.fits ? (draw.state?.decision.decidedIn ?? 0) : 0 }),
    message: messageOf(draw),
  }),
  allowMore: (draw) => ({ name: 'allowMore', message: messageOf(draw) }),
  recordCalls: () => ({ name: 'recordCalls', runs: RUNS }),
  resumeWork: () => ({ name: 'resumeWork' }),
  startCleanUp: () => ({ name: 'startCleanUp' }),
  recordCleanUpPullRequest: ({ step }) => ({
    name: 'recordCleanUpPullRequest',
    pullRequest: pullRequest(step),
    runs: RUNS,
  }),
  recordCleanUpFailure: () => ({ name: 'recordCleanUpFailure', ...runsAndFailure }),
  retryCleanUp: (draw) => ({ name: 'retryCleanUp', message: messageOf(draw) }),
  recordCleanUpMerge: ({ state, fits }) => ({
    name: 'recordCleanUpMerge',
    number: fits ? (state?.cleanUp?.pullRequest?.number ?? 0) : 9_999,
    mergedBy: null,
  }),
  recordFlagGone: () => ({ name: 'recordFlagGone' }),
  recordFlagLeft: ({ state, fits, draw }) => ({
    name: 'recordFlagLeft',
    number: draw % 2 === 0 ? null : fits ? (state?.cleanUp?.pullRequest?.number ?? 0) : 9_999,
    mergedBy: null,
    places: ['src/level-gate.ts'],
  }),
  finishCleanUp: () => ({ name: 'finishCleanUp' }),
  recordClosure: (draw) => ({ name: 'recordClosure', number: pullOf(draw) }),
  recordReopening: (draw) => ({ name: 'recordReopening', number: pullOf(draw) }),
  cancel: () => ({ name: 'cancel', reason: 'No longer wanted' }),
  recordPost: (draw) => ({
    name: 'recordPost',
    effect: effectOf(draw),
    topic: pick(['card', 'plan', 'report'], draw.draw),
    ts: `17${draw.step}.0001`,
  }),
  recordUpload: (draw) => ({
    name: 'recordUpload',
    effect: effectOf(draw),
    files: { intervals: `F${draw.step}0000000` },
  }),
  recordFlag: (draw) => ({
    name: 'recordFlag',
    effect: effectOf(draw),
    flag: draw.draw % 9 === 0 ? null : flagRecord(`v${draw.step}`),
  }),
  recordTampering: ({ state, fits, draw, step }) => ({
    name: 'recordTampering',
    known: fits ? (state?.flag?.version ?? '') : 'of-another-flag',
    found: draw % 9 === 0 ? null : { ...flagRecord(`h${step}`), active: draw % 2 === 0 },
    by: draw % 3 === 0 ? null : 'p-outsider',
  }),
  acceptFlag: (draw) => ({ name: 'acceptFlag', ...settling(draw) }),
  restoreFlag: (draw) => ({ name: 'restoreFlag', ...settling(draw) }),
  endForFlag: (draw) => ({ name: 'endForFlag', ...settling(draw) }),
  setAuto: (draw) => ({
    name: 'setAuto',
    mode: pick(['on', 'on', 'dry-run', 'off'], draw.draw),
    planHash: planHash(draw),
    regressionLimit: 0.1,
  }),
  autoDecide: ({ state, fits }) => ({
    name: 'autoDecide',
    ...autoActFor(state),
    flagVersion: fits ? (state?.flag?.version ?? '') : 'of-another-flag',
    approver: { person: state?.unattended?.auto?.by ?? '', roles: fits ? ['approver'] : [] },
  }),
  recordDryRun: ({ state }) => ({ name: 'recordDryRun', ...autoActFor(state) }),
  recordShipmentReading: ({ state, draw, step, fits }) => ({
    name: 'recordShipmentReading',
    snapshot: shipmentSnapshot(state, step + (fits ? 0 : -99), draw % 7 === 0),
  }),
  callAgain: ({ state, fits }) => ({
    name: 'callAgain',
    act: state?.waiting?.act ?? 'review',
    since: fits ? (state?.waiting?.since ?? 0) : -1,
    time: (state?.waiting?.called ?? 0) + 1,
  }),
  snoozeReminder: ({ state, fits }) => ({
    name: 'snoozeReminder',
    act: state?.waiting?.act ?? 'review',
    since: fits ? (state?.waiting?.since ?? 0) : -1,
    until: (state?.waiting?.since ?? 0) + DAY,
  }),
  holdAlert: (draw) => ({
    name: 'holdAlert',
    held: {
      effect: effectOf(draw),
      topic: 'watch-alerts',
      keys: ['split-warning'],
      why: pick(['snoozed', 'grace', 'quiet', 'related', 'budget'], draw.draw),
      until: null,
      text: 'The split looks unlike the plan.',
    },
  }),
  tellAlerts: ({ state, fits }) => ({
    name: 'tellAlerts',
    effects: fits ? (state?.alerts?.held ?? []).map(({ effect }) => effect) : ['gate:9999:0'],
    over: [],
    bulletin: 'alerts/C1/2026-09-01',
  }),
  snoozeAlert: (draw) => ({
    name: 'snoozeAlert',
    alert: draw.fits ? 'split-warning' : 'privacy',
    days: draw.draw % 3 === 0 ? 1 : 14,
    reason: 'Bots of a partner, known.',
    message: messageOf(draw),
    ...(draw.draw % 2 === 0 ? {} : { told: true }),
  }),
  endSnooze: (draw) => ({
    name: 'endSnooze',
    alert: draw.fits ? 'split-warning' : 'satisfaction',
    message: messageOf(draw),
  }),
  withdrawPlan: ({ fits }) => ({ name: 'withdrawPlan', days: fits ? 0.001 : 10_000 }),
  lapseAuto: () => ({ name: 'lapseAuto' }),
  remindOfFlag: () => ({ name: 'remindOfFlag' }),
  remindOfDecision: () => ({ name: 'remindOfDecision' }),
  expireDecision: () => ({ name: 'expireDecision' }),
  recordEffectDeath: (draw) => ({
    name: 'recordEffectDeath',
    death: {
      effect: effectOf(draw),
      kind: pick(['flag', 'card', 'post'], draw.draw),
      ...(draw.draw % 2 === 0 ? {} : { mayPass: true }),
      code: 'x.refused',
      detail: 'Refused',
    },
  }),
  retryEffect: (draw) => ({ name: 'retryEffect', effect: lastDead(draw), message: messageOf(draw) }),
};

/** Every command there is. */
export const COMMAND_NAMES: readonly string[] = Object.keys(MAKERS);

const BY_PEOPLE: Readonly<Record<PersonCommandName, true>> = {
  propose: true,
  prioritise: true,
  planIdea: true,
  planStart: true,
  dropStart: true,
  allowMore: true,
  retryDesign: true,
  answerQuestions: true,
  overruleAdvice: true,
  editRequest: true,
  requestChanges: true,
  approve: true,
  reject: true,
  cancel: true,
  retryImplementation: true,
  markReady: true,
  launch: true,
  pause: true,
  resume: true,
  decide: true,
  undo: true,
  proposeAmendment: true,
  approveAmendment: true,
  declineAmendment: true,
  extend: true,
  retryCleanUp: true,
  retryEffect: true,
  acceptFlag: true,
  restoreFlag: true,
  endForFlag: true,
  setAuto: true,
  snoozeReminder: true,
  snoozeAlert: true,
  endSnooze: true,
};

/** Makes the named command for a state: by this person if people give it, else by the bot; a retry of an effect by either. */
export function commandOf(name: CommandName, draw: Draw, person: PersonActor, at: number): Command {
  const isByBot = !(name in BY_PEOPLE) || (name === 'retryEffect' && draw.draw % 3 === 0);
  // The table says whose command it is, which TypeScript cannot follow over two unions.
  return { ...MAKERS[name]({ ...draw, at }), actor: isByBot ? BOT : person, at } as Command;
}

/** True for the name of a command. */
export function isCommandName(name: string): name is CommandName {
  return name in MAKERS;
}
