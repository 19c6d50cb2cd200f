import { BOT, type PersonActor } from '#domain/actor.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import type { PersonBody } from '#domain/command.ts';
import type { Decision } from '#domain/decision/state.ts';
import { withGuardrailPower } from '#domain/design/guardrail-power.ts';
import { effectKey } from '#domain/effect.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { Alert, Told } from '#domain/looks/alerts.ts';
import type { ReadingTask } from '#domain/looks/state.ts';
import type { Topic } from '#domain/topic.ts';
import { launchChecks } from '#features/launch-experiment/launch-checks.ts';
import { DAY } from '#shared/clock.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { draftStories, MADE } from '#test/support/example-drafts.ts';
import {
  BROKEN_SPLIT,
  COOKIE_CATS,
  CRASHES,
  type Figures,
  foundWith,
  HILLSTROM,
  LOSS,
  look,
  NOTHING,
  RARE_CRASHES,
  twoGates,
} from '#test/support/example-looks.ts';
import {
  ASSESSMENT,
  GATE_KEY,
  GATE_PLAN,
  GATE_REQUEST,
  MAIL_KEY,
  MAIL_PLAN,
  MARIA,
  OPINION,
  PRIYA,
  TOM,
  TWO_GATES_KEY,
  TWO_GATES_PLAN,
} from '#test/support/example-plans.ts';
import { goOn, START, type Step, type Story, step, tell } from '#test/support/example-story.ts';

type Plan = typeof GATE_PLAN;

function proposedAs(key: string, request: Plan['request']): Story {
  return tell(key, { name: 'propose', request, channel: 'C_GROWTH', actor: MARIA, at: START });
}

/** A plan comes out of the agents. */
export function designed(days: number, plan: Plan): Step {
  return step(days, BOT, { name: 'recordDesign', plan, assessment: ASSESSMENT, opinion: OPINION, runs: [] });
}

/** A button of the newest message of a topic is pressed. */
export function pressed(
  days: number,
  actor: PersonActor,
  topic: Topic,
  body: (shown: { planHash: string; message: string | null }, experiment: Experiment) => PersonBody,
): Step {
  return step(days, actor, (experiment) => {
    const posted = Object.entries(experiment.delivery.messages).findLast(
      ([, message]) => message.topic === topic,
    );
    return body({ planHash: experiment.design?.planHash ?? '', message: posted?.[0] ?? null }, experiment);
  });
}

const approve = (days: number, actor: PersonActor) =>
  pressed(days, actor, 'plan', (shown) => ({ name: 'approve', ...shown }));

/** Somebody decides on the newest report, as the button of the message `topic` would. */
export function decision(
  days: number,
  actor: PersonActor,
  chosen: Decision,
  reason: string | null = null,
): Step {
  const topic = reason === null ? 'decision' : 'override-proposed';
  return pressed(days, actor, topic, (shown, experiment) => ({
    name: 'decide',
    decision: chosen,
    snapshotHash: latestSnapshot(experiment)?.hash ?? '',
    flagVersion: experiment.flag?.version ?? '',
    reason,
    ...shown,
  }));
}

/** A vote for an extension by a week, on the newest look. */
export function extension(days: number, actor: PersonActor, reason: string): Step {
  return pressed(days, actor, 'decision', (shown, { design, flag, ...experiment }) => ({
    name: 'extend',
    days: (design?.plan.sizing.days ?? 0) + 7,
    snapshotHash: latestSnapshot({ design, flag, ...experiment })?.hash ?? '',
    flagVersion: flag?.version ?? '',
    reason,
    ...shown,
  }));
}

const pullRequest = (number: number, branch: string, files: readonly string[], summary: string) => ({
  number,
  url: `https://github.com/acme/shop/pull/${number}`,
  branch,
  files,
  summary,
});

const retry: AgentFailure = {
  role: 'implementer',
  reason: 'invalid-answer',
  detail: 'edits[0].path: the repository has no such file',
};

function checks(plan: Plan, arriving: boolean) {
  const [control = 'control', ...treatments] = plan.variants.map(({ key }) => key);
  const treated = arriving ? 1_634 : 0;
  const units = { [control]: 1_612, ...Object.fromEntries(treatments.map((key) => [key, treated])) };
  const moments = {
    [control]: momentsFromCounts(1_612, 301),
    ...Object.fromEntries(treatments.map((key) => [key, momentsFromCounts(treated, arriving ? 305 : 0)])),
  };
  const named = { withoutVariant: 0, outsidePerInside: 19 };
  return launchChecks(plan, { units, multiple: arriving ? 2 : 0, ...named, arms: moments, age: DAY });
}

function launch(days: number, person: PersonActor) {
  return pressed(days, person, 'merged', (shown) => ({ name: 'launch', conflicts: [], ...shown }));
}

/** Tom, when Priya is no approver any more. */
const TOM_LATER: PersonActor = { ...TOM, approvers: [TOM.person, 'p_zoe'] };

/** From the proposal to the full split, for a plan; each stage on its own. */
export function untilRunning(key: string, plan: Plan) {
  const proposed = proposedAs(key, plan.request);
  const inReview = goOn(proposed, designed(0.01, plan));
  const approvers = plan.request.risk === 'high' ? [PRIYA, TOM] : [PRIYA];
  const approved = goOn(inReview, ...approvers.map((person) => approve(0.1, person)));
  const implementing = goOn(approved, step(0.1, BOT, { name: 'startImplementation' }));
  const files = ['src/game/first-gate.ts', 'src/flags/keys.ts', 'test/game/first-gate.test.ts'];
  const summary = 'Reads the flag where the gate is placed; the control branch is the code as it was.';
  const opened = pullRequest(12, `experiment/${key}`, files, summary);
  const implemented = goOn(
    implementing,
    step(0.12, BOT, { name: 'recordPullRequest', pullRequest: { ...opened, made: MADE }, runs: [] }),
  );
  const merged = goOn(
    implemented,
    step(0.9, BOT, { name: 'recordMerge', number: 12, mergedBy: 'sam-the-engineer' }),
  );
  const launched = goOn(merged, ...approvers.map((person) => launch(0.95, person)));
  const running = goOn(launched, step(1, BOT, { name: 'recordVerification', checks: checks(plan, true) }));
  return { proposed, inReview, approved, implementing, implemented, merged, launched, running };
}

function untilCompleted(decided: Story, at: number) {
  const cleaning = goOn(decided, step(at, BOT, { name: 'startCleanUp' }));
  const files = ['src/game/first-gate.ts', 'src/flags/keys.ts'];
  const opened = pullRequest(
    13,
    `clean-up/${decided.key}`,
    files,
    'Takes the losing branch and the flag check out.',
  );
  const cleaningUp = goOn(
    cleaning,
    step(at + 0.01, BOT, { name: 'recordCleanUpPullRequest', pullRequest: opened, runs: [] }),
  );
  const clean = goOn(
    cleaningUp,
    step(at + 0.2, BOT, { name: 'recordCleanUpMerge', number: 13, mergedBy: 'sam-the-engineer' }),
  );
  const isOver = clean.experiment.status === 'completed';
  const completed = isOver ? clean : goOn(clean, step(at + 1.2, BOT, { name: 'finishCleanUp' }));
  return { cleaning, cleaningUp, clean, completed };
}

function marginOf(design: Experiment['design']): number {
  return design?.plan.guardrails.find(({ metric }) => metric.key === 'revenue_per_user')?.margin ?? 0;
}

const gate = untilRunning(GATE_KEY, GATE_PLAN);
const mail = untilRunning(MAIL_KEY, MAIL_PLAN);
const twoTreatments = untilRunning(TWO_GATES_KEY, TWO_GATES_PLAN).running;
/** One week shorter, so that it may be extended. */
const shortGate = untilRunning(GATE_KEY, {
  ...GATE_PLAN,
  sizing: { ...GATE_PLAN.sizing, days: 15, plannedLooks: 2 },
});
const watched = (figures: Figures) => goOn(gate.running, look(2, figures));

const firstDay = watched(COOKIE_CATS);
const interimReport = goOn(firstDay, look(16, COOKIE_CATS));
const decisionKill = goOn(
  interimReport,
  look(23, COOKIE_CATS, {
    headline: 'Moving the gate to level 40 lowers 7-day retention.',
    reasons: [
      'Retention fell from 19.02 % to 18.2 %, a lift of −4.31 %.',
      'The whole interval of the lift, −6.9 % to −1.65 %, lies below zero, so this is proven.',
      'Revenue per user and the crash rate look unchanged, but are not proven to be within their margins.',
    ],
  }),
);
const decisionShip = goOn(
  mail.running,
  look(2, HILLSTROM),
  look(8, HILLSTROM, {
    headline: 'The men’s e-mail brings many more customers to the site.',
    reasons: [
      'The visit rate rose from 10.62 % to 18.28 %, a lift of +72.14 %.',
      'The unsubscribe rate is proven to be within its margin.',
    ],
  }),
);
const endWithoutWinner = goOn(watched(NOTHING), look(16, NOTHING), look(23, NOTHING));
const decidedShip = goOn(decisionShip, decision(8.1, PRIYA, 'ship'));
const decidedKill = goOn(decisionKill, decision(23.1, PRIYA, 'kill'));
const overrideProposed = goOn(
  decisionKill,
  decision(23.1, PRIYA, 'ship', 'The later gate is needed for the new chapter; we accept the loss.'),
);
const beforeExtension = goOn(shortGate.running, look(2, LOSS), look(9, LOSS));
const extended = goOn(
  beforeExtension,
  extension(9.1, PRIYA, 'The sale of last week distorts it; a third week shows whether it lasts.'),
);
const amendmentProposed = goOn(
  firstDay,
  step(3, MARIA, ({ design }) => ({
    name: 'proposeAmendment',
    change: { kind: 'margin', metric: 'revenue_per_user', from: marginOf(design), to: 0.08 },
    planHash: design?.planHash ?? '',
    reason: 'Finance agreed that a fall of 8 % for a month is acceptable.',
  })),
);
const amended = goOn(
  amendmentProposed,
  step(3.1, PRIYA, ({ design }) => ({
    name: 'approveAmendment',
    amendment: design?.pendingAmendment?.id ?? 0,
    planHash: design?.planHash ?? '',
    message: null,
  })),
);
const dropDecision = goOn(
  twoTreatments,
  look(2, twoGates({ retention: 0.17 })),
  look(16, twoGates({ retention: 0.17 })),
);
const harmed = goOn(watched(COOKIE_CATS), look(4, CRASHES));
const watchedPlan = withGuardrailPower(
  {
    ...GATE_PLAN,
    request: { ...GATE_REQUEST, smallestLift: 0.03, expectedLift: 0.05, mustHold: ['revenue_per_user'] },
    guardrails: GATE_PLAN.guardrails.map((one) => ({
      ...one,
      sizedFor: one.metric.key === 'revenue_per_user',
    })),
    sizing: { ...GATE_PLAN.sizing, goalDays: 15, detectableLift: 0.0312 },
    chances: { ship: 0.784, shipUnchanged: 0.022, harmUnchanged: 0.002 },
  },
  {
    crash_rate: { ...GATE_PLAN.baseline, mean: 0.03, variance: 0.03 * 0.97 },
    revenue_per_user: { ...GATE_PLAN.baseline, mean: 2.4, variance: 36 },
  },
);
const LOGIN_REQUEST: Plan['request'] = { ...GATE_REQUEST, crossesLogin: true };
const highRiskPlan: Plan = { ...GATE_PLAN, request: { ...LOGIN_REQUEST, risk: 'high' } };
const riskyMerged = untilRunning(GATE_KEY, highRiskPlan).merged;
const highRisk = goOn(proposedAs(GATE_KEY, LOGIN_REQUEST), designed(0.01, highRiskPlan));

/** A design that failed for this reason. */
export function designFailed(
  reason: AgentFailure['reason'],
  detail: string,
  role: AgentFailure['role'],
): Story {
  const failure = { role, reason, detail };
  return goOn(
    gate.proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure, assessment: null, runs: [] }),
  );
}

/** Named examples, each made by real commands through the real rules. */
/** A reading that cannot pass by itself, told when it has failed for the second time. */
const unread = (story: Story, task: ReadingTask, days: number): Story => {
  const fault = {
    name: 'recordReadingFault',
    ...{ task, code: 'posthog.forbidden', mayPass: false },
    detail:
      "The personal API key lacks the scope query:read. Add it to the key in PostHog, then try again. PostHog says: “API key missing required scope 'query:read'”",
  } as const;
  return goOn(story, step(days, BOT, fault), step(days + 0.05, BOT, fault));
};
const lookUnread = unread(firstDay, 'look', 3);

const ALERTS: readonly Alert[] = [
  {
    ...{ key: 'exposures-stalled', level: 'anomaly' },
    text: 'No new unit was exposed in the last 6 hours (1,000 so far). Check that the code which reads the flag is deployed and that its events arrive.',
  },
  {
    ...{ key: 'sample-reached', level: 'notice' },
    text: 'The planned sample is reached (85,000 units). The last look follows on the next whole week.',
  },
];
const CAUSES = [
  'By day: control 1,203, treatment 640 on 2026-01-07 (p < 0.0001).',
  'The share of units was raised to 10 % on 2026-01-07 09:00.',
];
const TOLD: Told = { productManagers: ['p_lena'], leadership: ['p_omar'], leadershipChannel: 'C_HEADS' };
/** A canary, a tenth of the units for a week, then all. */
const RAMP_PLAN: Plan = {
  ...GATE_PLAN,
  launch: {
    steps: [
      { share: 0.05, days: 0 },
      { share: 0.1, days: 7 },
      { share: 1, days: 0 },
    ],
  },
  watch: {
    errors: { ...GATE_PLAN.goal, key: 'errors', name: 'Errors' },
    ...{ regression: 0.05, pausesForIntegrity: true },
  },
};
const ramp = untilRunning(GATE_KEY, RAMP_PLAN);
const rampLaunched = ramp.launched;
const rampRaised = goOn(
  rampLaunched,
  step(1, BOT, { name: 'recordVerification', checks: checks(RAMP_PLAN, true) }),
);
const crashing = {
  ...{ key: 'errors-treatment', met: false },
  text: 'Crash rate of treatment is up: 3.1 times the control’s level (p 0.0004).',
};
const pausedShipment = goOn(
  untilCompleted(decidedShip, 8.2).cleaningUp,
  step(8.3, MARIA, { name: 'pause', reason: 'The e-mail goes to people who opted out.' }),
);

const asksForRetention = pressed(0.1, TOM, 'plan', (shown) => ({
  name: 'requestChanges',
  comment: 'Please protect 1-day retention as well.',
  ...shown,
}));

/** The start of the day in UTC so many days after the start of the story. */
function dayAt(days: number): number {
  return (Math.floor(START / DAY) + days) * DAY;
}

/** A start on the ninth day; behind another, it can start on the twelfth. */
function planned(at: number, ahead: string | null, startsAt: number | null = dayAt(ahead === null ? 9 : 12)) {
  return step(at, MARIA, { name: 'planStart', from: dayAt(9), startsAt, ahead });
}

export const EXAMPLES = {
  ...gate,
  highRisk,
  watchedGuardrail: goOn(proposedAs(GATE_KEY, watchedPlan.request), designed(0.01, watchedPlan)),
  approvedOnce: goOn(highRisk, approve(0.1, PRIYA)),
  approvedAgain: goOn(highRisk, approve(0.1, PRIYA), approve(0.2, TOM_LATER)),
  launchProposed: goOn(riskyMerged, launch(0.95, PRIYA)),
  launchProposedAgain: goOn(riskyMerged, launch(0.95, PRIYA), launch(0.96, TOM_LATER)),
  changesRequested: goOn(gate.inReview, asksForRetention),
  planChanged: goOn(
    gate.inReview,
    asksForRetention,
    designed(0.2, { ...GATE_PLAN, hypothesis: 'The gate at level 40 raises 7-day retention.', risks: [] }),
  ),
  planUnchanged: goOn(gate.inReview, asksForRetention, designed(0.2, GATE_PLAN)),
  rejected: goOn(
    gate.inReview,
    pressed(0.1, TOM, 'plan', (shown) => ({
      name: 'reject',
      reason: 'The gate is rebuilt next month anyway.',
      told: true,
      ...shown,
    })),
  ),
  closedUnmerged: goOn(gate.implemented, step(0.5, BOT, { name: 'recordClosure', number: 12 })),
  cleanUpClosed: goOn(
    untilCompleted(decidedKill, 23.2).cleaningUp,
    step(23.3, BOT, { name: 'recordClosure', number: 13 }),
  ),
  takenOutByHand: goOn(
    untilCompleted(decidedKill, 23.2).cleaning,
    step(23.3, BOT, { name: 'recordFlagGone' }),
  ),
  shippedByHand: goOn(untilCompleted(decidedShip, 8.2).cleaning, step(8.3, BOT, { name: 'recordFlagGone' })),
  ...draftStories(gate.implemented),
  implementationFailed: goOn(
    gate.implementing,
    step(0.12, BOT, { name: 'recordImplementationFailure', failure: retry, runs: [] }),
  ),
  startPlanned: goOn(gate.merged, planned(0.96, null)),
  startQueued: goOn(gate.merged, planned(0.96, 'show-the-tutorial-again')),
  startBehindOpen: goOn(gate.merged, planned(0.96, 'an experiment of a private channel', null)),
  mergedForLater: goOn(
    gate.implemented,
    planned(0.5, null),
    step(0.9, BOT, { name: 'recordMerge', number: 12, mergedBy: 'sam-the-engineer' }),
  ),
  startDropped: goOn(gate.merged, planned(0.96, null), step(0.97, MARIA, { name: 'dropStart' })),
  startDue: goOn(gate.merged, planned(0.96, null), step(9, BOT, { name: 'callStart', startsAt: dayAt(9) })),
  heldBack: goOn(
    gate.launched,
    step(0.95, BOT, { name: 'holdBack', conflicts: ['show-the-tutorial-again'] }),
  ),
  notVerified: goOn(
    gate.launched,
    step(2, BOT, { name: 'recordVerification', checks: checks(GATE_PLAN, false) }),
  ),
  lookUnread,
  lookReadAgain: goOn(lookUnread, step(3.5, BOT, { name: 'recordReadingRecovery', task: 'look' })),
  canaryUnread: unread(gate.launched, 'launch-check', 1),
  paused: goOn(gate.running, step(3, MARIA, { name: 'pause', reason: 'The gate shows twice on tablets.' })),
  resumed: goOn(
    gate.running,
    step(3, MARIA, { name: 'pause', reason: 'The gate shows twice on tablets.' }),
    step(3.5, TOM, { name: 'resume', message: null }),
  ),
  rampReview: ramp.inReview,
  rampLaunched,
  rampRaised,
  rampHeld: goOn(
    rampRaised,
    step(2, BOT, { name: 'recordVerification', checks: [...checks(RAMP_PLAN, true), crashing] }),
  ),
  pausedShipment,
  resumedShipment: goOn(pausedShipment, step(8.4, TOM, { name: 'resume', message: null })),
  mergedWhilePaused: goOn(
    pausedShipment,
    step(8.4, BOT, { name: 'recordCleanUpMerge', number: 13, mergedBy: 'p_lena' }),
  ),
  firstDay,
  interimReport,
  decisionKill,
  decisionShip,
  endWithoutWinner,
  decidedKill,
  decidedShip,
  decidedEnd: goOn(endWithoutWinner, decision(23.1, PRIYA, 'end-without-winner')),
  overrideProposed,
  overrideLapsed: goOn(
    overrideProposed,
    step(23.15, BOT, ({ key, version, flag }) => ({
      name: 'recordFlag',
      effect: effectKey(key, version, 0),
      flag: flag === null ? null : { ...flag, version: 'set again' },
    })),
  ),
  decidedAgainst: goOn(overrideProposed, decision(23.2, TOM, 'ship')),
  keptRunning: goOn(
    goOn(watched(LOSS), look(16, LOSS)),
    decision(16.1, PRIYA, 'keep-running', 'Weekend traffic is missing.'),
    decision(16.2, TOM, 'keep-running'),
  ),
  beforeExtension,
  extended,
  amendmentProposed,
  amended,
  amendedReport: goOn(amended, look(16, COOKIE_CATS)),
  extendedReport: goOn(extended, look(16, LOSS)),
  undone: goOn(
    decidedShip,
    pressed(8.12, TOM, 'decided', ({ message }) => ({ name: 'undo', message })),
  ),
  healthAlarm: goOn(firstDay, look(3, BROKEN_SPLIT)),
  coveredReport: goOn(firstDay, look(3, BROKEN_SPLIT), look(16, BROKEN_SPLIT)),
  harmed,
  watchAlerts: goOn(firstDay, look(3, COOKIE_CATS, null, foundWith(ALERTS))),
  watchNotice: goOn(firstDay, look(3, COOKIE_CATS, null, foundWith(ALERTS.slice(-1)))),
  brokenWithCauses: goOn(
    firstDay,
    look(3, BROKEN_SPLIT, null, foundWith([], { causes: CAUSES, told: TOLD })),
  ),
  harmEscalated: goOn(watched(COOKIE_CATS), look(4, CRASHES, null, foundWith([], { told: TOLD }))),
  harmUnproven: watched(RARE_CRASHES),
  droppedByBot: goOn(twoTreatments, look(2, twoGates({ crashes: 0.125 }))),
  dropDecision,
  droppedByPerson: goOn(dropDecision, decision(16.1, PRIYA, 'drop-variant')),
  ...untilCompleted(decidedShip, 8.2),
  killedAndClean: untilCompleted(decidedKill, 23.2).completed,
  harmedAndClean: untilCompleted(harmed, 4.1).completed,
  cleanUpFailed: goOn(
    untilCompleted(decidedShip, 8.2).cleaning,
    step(8.3, BOT, { name: 'recordCleanUpFailure', failure: retry, runs: [] }),
  ),
  cancelled: goOn(gate.merged, step(0.93, MARIA, { name: 'cancel', reason: 'The idea is out of date.' })),
  effectDied: goOn(
    gate.merged,
    step(0.92, BOT, {
      name: 'recordEffectDeath',
      death: {
        effect: `${GATE_KEY}:9:0`,
        kind: 'flag',
        code: 'posthog.unavailable',
        detail: 'PostHog answered 500 eight times in a row.',
      },
    }),
  ),
} as const satisfies Readonly<Record<string, Story>>;
