import type { ChatMessage } from '#block-kit/message.ts';
import type { Topic } from '#domain/topic.ts';
import { renderAnalysis } from '#features/analyse-experiment/analyze-command.ts';
import { renderReminder } from '#features/call-people/reminder-blocks.ts';
import { DESIGN_STEPS } from '#features/design-plan/design-plan.ts';
import { renderMessageLost, renderThreadMoved } from '#features/heal-threads/blocks.ts';
import {
  renderChannelClosed,
  renderChannelOpen,
  renderUnwatchedPaused,
} from '#features/heal-threads/closed-blocks.ts';
import { renderCardFailed, renderEffectFailed } from '#features/thread/blocks.ts';
import { renderCard } from '#features/thread/card.ts';
import { withSteps } from '#features/thread/progress.ts';
import { stamped } from '#features/thread/stamp.ts';
import { DAY } from '#shared/clock.ts';
import { ALERT_CASES } from '#test/features/golden-alert-cases.ts';
import { ANSWER_CASES } from '#test/features/golden-answer-cases.ts';
import { BACKLOG_CASES } from '#test/features/golden-backlog-cases.ts';
import { CALENDAR_CASES } from '#test/features/golden-calendar-cases.ts';
import { COMMAND_CASES } from '#test/features/golden-command-cases.ts';
import { CONFIGURATION_CASES } from '#test/features/golden-configuration-cases.ts';
import { DIGEST_MESSAGES } from '#test/features/golden-digest-cases.ts';
import { FILE_CASES } from '#test/features/golden-file-cases.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { ASSESSED } from '#test/support/example-assessments.ts';
import { CHOSEN } from '#test/support/example-choices.ts';
import { CLEAN_UPS } from '#test/support/example-clean-ups.ts';
import { designFailed, EXAMPLES } from '#test/support/example-experiments.ts';
import { REASONED } from '#test/support/example-reasoning.ts';
import { SNOOZES } from '#test/support/example-snoozes.ts';
import { START, type Story } from '#test/support/example-story.ts';
import { LAUNCHED_BESIDES, SETTLED, TAMPERED } from '#test/support/example-tampering.ts';
import { remindedOfFlag, SHIPPING_CASES, UNATTENDED_CASES } from '#test/support/example-unattended.ts';
import { WAIT_CASES, withdrawn } from '#test/support/example-waits.ts';
import { THREE_TREATMENTS, WORDED } from '#test/support/example-wordings.ts';

/** A message to be reviewed; `topic` where a slice renders it into the thread. */
export interface GoldenCase {
  readonly name: string;
  readonly topic: Topic | null;
  /** The story that posts it; left out if no story does. */
  readonly story?: Story;
  readonly message: () => ChatMessage;
}

function topic(story: Story, of: Topic, name: string = of): GoldenCase {
  return { name, topic: of, story, message: () => renderTopic(story, of) };
}

function other(name: string, message: () => ChatMessage): GoldenCase {
  return { name, topic: null, message };
}

function card(name: keyof typeof EXAMPLES): GoldenCase {
  return cardOf(EXAMPLES[name], fileOf('card', name).slice('card-'.length));
}

function cardOf({ experiment, commits }: Story, name: string): GoldenCase {
  return other(`card-${name}`, () => renderCard(experiment, commits.at(-1)?.at ?? 0));
}

function fileOf(of: string, name: string): string {
  return `${of}-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

const FAILURES = [
  designFailed('declined', 'The model would not answer.', 'supervisor'),
  designFailed('truncated', 'The answer was longer than 4,000 tokens.', 'designer'),
  designFailed('invalid-answer', 'treatmentDescriptions: one is needed, there are two', 'designer'),
  designFailed(
    'not-testable',
    'It is not said what is to change.\nWhich screen is meant?\nWhat should players do more often?',
    'supervisor',
  ),
  designFailed('objected', 'The change hides the price until after the order.', 'policy'),
  designFailed(
    'impossible',
    'This would take 84 days; the longest allowed is 28. Raise the traffic share or the smallest lift worth having.',
    'designer',
  ),
  designFailed('ceiling', 'The agents have used $5.02 of $5.00 for this experiment.', 'designer'),
  designFailed(
    'day-ceiling',
    'The agents have used 20,012,000 of 20,000,000 tokens for all experiments today.',
    'supervisor',
  ),
];

const STATUSES = [
  'proposed',
  'inReview',
  'approved',
  'implementing',
  'implemented',
  'merged',
  'launched',
  'running',
  'interimReport',
  'lookUnread',
  'paused',
  'pausedShipment',
  'decisionShip',
  'decidedShip',
  'cleaning',
  'cleaningUp',
  'clean',
  'completed',
  'closedUnmerged',
  'cleanUpClosed',
  'cancelled',
  'rejected',
  'harmed',
  'effectDied',
  'implementationFailed',
] as const;

/** Proposed where the bot was not invited. */
const WITHOUT_CARD = {
  experiment: {
    ...EXAMPLES.proposed.experiment,
    delivery: {
      ...EXAMPLES.proposed.experiment.delivery,
      threadTs: null,
      failedEffects: [
        { effect: 'gate:1:0', kind: 'card', code: 'slack.channel_not_found', detail: 'Invite the bot.' },
      ],
    },
  },
  ...{ key: 'gate:2:0', at: 0 },
};

/** The card of a plan in review was deleted. */
const movedFrom = (link: string | null) => ({
  experiment: {
    ...EXAMPLES[link === null ? 'proposed' : 'inReview'].experiment,
    healing: { card: { threadTs: '1.000001', link, count: 1 } },
  },
  ...{ key: 'gate:4:1', at: 0 },
});

/** Slack took a report with no words of its documents. */
const LOST_POST = {
  experiment: {
    ...EXAMPLES.running.experiment,
    healing: { lossesTold: ['gate:9:0'] },
    delivery: {
      ...EXAMPLES.running.experiment.delivery,
      failedEffects: [
        { effect: 'gate:9:0', kind: 'post', code: 'slack.brand_new', detail: 'Slack answered brand_new.' },
      ],
    },
  },
  ...{ key: 'gate:20:0', at: START },
};

/** The channel of an example is archived. */
const shutOutOf = (of: 'running' | 'inReview' | 'decidedShip' | 'paused') => ({
  experiment: {
    ...EXAMPLES[of].experiment,
    healing: {
      channel: { since: START, code: 'slack.is_archived', detail: 'The channel is archived. Unarchive it.' },
    },
  },
  ...{ key: 'gate:20:0', at: START },
});

/** Paused, while an approval policy of the flag service keeps the flag on. */
const STILL_ON = {
  experiment: {
    ...EXAMPLES.paused.experiment,
    flag: EXAMPLES.running.experiment.flag,
    delivery: {
      ...EXAMPLES.paused.experiment.delivery,
      failedEffects: [
        {
          ...{ effect: 'gate:20:0', kind: 'flag', code: 'posthog.change-request', mayPass: false },
          detail:
            'PostHog wants this flag change approved: approve change request cr-1 there, then try again.',
        },
      ],
    },
  },
  ...{ key: 'gate:21:0', at: 0 },
};

/** What waits for one person. */
const REMINDED = [EXAMPLES.decisionKill, EXAMPLES.inReview, EXAMPLES.merged].map(({ experiment }) => ({
  experiment,
  url: 'https://acme.slack.com/archives/C1/p1767603600000010',
}));

const REMINDED_AT = START + 30 * DAY;

const UPLOADED = { intervals: 'F0000000001', trend: 'F0000000002' };

/** Every message that the bot can write, each for a named example. */
export const CASES: readonly GoldenCase[] = [
  topic(EXAMPLES.inReview, 'plan'),
  topic(EXAMPLES.highRisk, 'plan', 'plan-high-risk'),
  topic(REASONED.inReview, 'plan', 'plan-with-reasons'),
  topic(REASONED.objected, 'plan', 'plan-with-objection'),
  topic(REASONED.tooLong, 'design-failed', 'design-failed-with-alternatives'),
  topic(EXAMPLES.planChanged, 'plan', 'plan-changed'),
  topic(EXAMPLES.planUnchanged, 'plan', 'plan-unchanged'),
  topic(EXAMPLES.watchedGuardrail, 'plan', 'plan-watched-guardrail'),
  topic(THREE_TREATMENTS.plan, 'plan', 'plan-three-treatments'),
  ...Object.entries(WORDED).map(([name, story]) => topic(story.plan, 'plan', `plan-${name}`)),
  ...FAILURES.map((story) =>
    topic(story, 'design-failed', `design-failed-${story.experiment.failure?.reason}`),
  ),
  topic(CHOSEN.inReview, 'plan', 'plan-chosen'),
  topic(CHOSEN.failed, 'design-failed', 'design-failed-not-chosen'),
  cardOf(CHOSEN.proposed, 'proposed-open'),
  topic(ASSESSED.asked, 'questions-asked'),
  topic(ASSESSED.againstAdvice, 'plan', 'plan-against-advice'),
  topic(ASSESSED.doNow, 'advised-against', 'advised-do-now'),
  topic(ASSESSED.dropped, 'advised-against', 'advised-drop'),
  topic(CHOSEN.askedEdit, 'design-failed', 'design-failed-asks-edit'),
  topic(EXAMPLES.approvedOnce, 'first-approval'),
  topic(EXAMPLES.approvedAgain, 'first-approval', 'first-approval-lapsed'),
  topic(EXAMPLES.implemented, 'pull-request'),
  topic(EXAMPLES.draftRunning, 'pull-request', 'pull-request-running'),
  topic(EXAMPLES.draftRed, 'pull-request', 'pull-request-red'),
  topic(EXAMPLES.draftStopped, 'pull-request', 'pull-request-stopped'),
  topic(EXAMPLES.draftGreen, 'pull-request', 'pull-request-green'),
  topic(EXAMPLES.draftReady, 'pull-request', 'pull-request-ready'),
  topic(EXAMPLES.draftWithout, 'pull-request', 'pull-request-without-checks'),
  topic(EXAMPLES.draftHidden, 'pull-request', 'pull-request-hidden-checks'),
  topic(EXAMPLES.draftTakenOver, 'pull-request', 'pull-request-taken-over'),
  topic(EXAMPLES.draftTakenOver, 'branch-taken-over'),
  topic(EXAMPLES.draftRepaired, 'code-revised', 'code-repaired'),
  topic(EXAMPLES.draftAnswered, 'code-revised', 'code-revised'),
  topic(EXAMPLES.draftNotRepaired, 'code-not-revised', 'code-not-repaired'),
  topic(EXAMPLES.draftRepairedTwice, 'code-not-revised', 'code-repaired-twice'),
  topic(EXAMPLES.draftDiscussedThrice, 'code-not-revised', 'code-discussed-thrice'),
  topic(EXAMPLES.implementationFailed, 'implementation-failed'),
  topic(EXAMPLES.merged, 'merged'),
  topic(EXAMPLES.closedUnmerged, 'pull-request-closed'),
  topic(EXAMPLES.cleanUpClosed, 'pull-request-closed', 'clean-up-closed'),
  topic(EXAMPLES.launchProposed, 'launch-proposed'),
  topic(EXAMPLES.launchProposedAgain, 'launch-proposed', 'launch-proposed-lapsed'),
  topic(EXAMPLES.launched, 'launched'),
  topic(EXAMPLES.startPlanned, 'start-planned'),
  topic(EXAMPLES.startQueued, 'start-planned', 'start-queued'),
  topic(EXAMPLES.startBehindOpen, 'start-planned', 'start-behind-open'),
  topic(EXAMPLES.startDropped, 'start-planned', 'start-dropped'),
  topic(EXAMPLES.startDue, 'start-due'),
  topic(EXAMPLES.mergedForLater, 'merged', 'merged-with-planned-start'),
  topic(EXAMPLES.heldBack, 'launch-held-back'),
  topic(EXAMPLES.notVerified, 'launch-not-verified'),
  topic(EXAMPLES.rampReview, 'plan', 'plan-launch-and-watch'),
  topic(EXAMPLES.rampHeld, 'launch-not-verified', 'launch-ramp-held'),
  topic(EXAMPLES.rampRaised, 'ramp-raised'),
  topic(EXAMPLES.rampLaunched, 'launched', 'launched-ramp'),
  topic(EXAMPLES.running, 'running'),
  topic(EXAMPLES.paused, 'paused'),
  topic(EXAMPLES.resumed, 'resumed'),
  topic(EXAMPLES.pausedShipment, 'paused', 'paused-shipped'),
  topic(EXAMPLES.resumedShipment, 'resumed', 'resumed-shipped'),
  topic(EXAMPLES.mergedWhilePaused, 'flag-stays', 'flag-stays-paused'),
  topic(EXAMPLES.firstDay, 'progress'),
  topic(EXAMPLES.interimReport, 'report'),
  {
    name: 'report-with-pictures',
    topic: 'report',
    message: () => renderTopic(EXAMPLES.interimReport, 'report', UPLOADED),
  },
  {
    name: 'decision-with-pictures',
    topic: 'decision',
    message: () => renderTopic(EXAMPLES.decisionShip, 'decision', UPLOADED),
  },
  topic(EXAMPLES.coveredReport, 'report', 'report-covered'),
  topic(THREE_TREATMENTS.report, 'report', 'report-three-treatments'),
  topic(THREE_TREATMENTS.decision, 'decision', 'decision-three-treatments'),
  ...Object.entries(WORDED).map(([name, story]) => topic(story.decision, 'decision', `decision-${name}`)),
  ...Object.entries(WORDED).map(([name, story]) => topic(story.report, 'report', `report-${name}`)),
  topic(EXAMPLES.healthAlarm, 'health-alarm'),
  topic(EXAMPLES.lookUnread, 'reading-failed'),
  topic(EXAMPLES.canaryUnread, 'reading-failed', 'reading-failed-canary'),
  topic(EXAMPLES.lookReadAgain, 'reading-recovered'),
  topic(EXAMPLES.harmed, 'harm'),
  topic(EXAMPLES.harmUnproven, 'harm-unproven'),
  topic(EXAMPLES.watchAlerts, 'watch-alerts'),
  topic(EXAMPLES.watchNotice, 'watch-alerts', 'watch-notice'),
  ...Object.entries(SNOOZES).map(([name, story]) => topic(story, 'alert-snoozed', name)),
  topic(EXAMPLES.brokenWithCauses, 'health-alarm', 'health-alarm-with-causes'),
  topic(EXAMPLES.harmEscalated, 'harm', 'harm-told-to-leadership'),
  topic(EXAMPLES.harmEscalated, 'harm-escalated'),
  topic(EXAMPLES.droppedByBot, 'variant-dropped'),
  topic(EXAMPLES.droppedByPerson, 'variant-dropped', 'variant-dropped-by-person'),
  topic(EXAMPLES.dropDecision, 'decision', 'decision-drop'),
  topic(EXAMPLES.decisionShip, 'decision', 'decision-ship'),
  topic(EXAMPLES.decisionKill, 'decision', 'decision-kill'),
  topic(EXAMPLES.endWithoutWinner, 'decision', 'decision-end-without-winner'),
  topic(EXAMPLES.keptRunning, 'decision', 'decision-early'),
  topic(EXAMPLES.overrideProposed, 'override-proposed'),
  topic(EXAMPLES.overrideLapsed, 'override-lapsed'),
  topic(EXAMPLES.keptRunning, 'kept-running'),
  topic(EXAMPLES.extended, 'extended'),
  topic(EXAMPLES.amendmentProposed, 'amendment-proposed'),
  topic(EXAMPLES.amended, 'amended'),
  topic(EXAMPLES.amendedReport, 'report', 'report-amended'),
  topic(EXAMPLES.extendedReport, 'decision', 'decision-extended'),
  topic(EXAMPLES.decidedShip, 'decided', 'decided-ship'),
  topic(EXAMPLES.decidedKill, 'decided', 'decided-kill'),
  topic(EXAMPLES.decidedEnd, 'decided', 'decided-end-without-winner'),
  topic(EXAMPLES.decidedAgainst, 'decided', 'decided-against-the-evidence'),
  topic(EXAMPLES.undone, 'undone'),
  ...[...UNATTENDED_CASES, ...SHIPPING_CASES].map(([story, of, name]) => topic(story, of, name)),
  topic(EXAMPLES.cleaningUp, 'clean-up'),
  topic(EXAMPLES.killedAndClean, 'clean-up', 'clean-up-kill'),
  topic(EXAMPLES.cleanUpFailed, 'clean-up-failed'),
  topic(CLEAN_UPS.firstPart, 'clean-up', 'clean-up-part'),
  topic(CLEAN_UPS.lastPart, 'clean-up', 'clean-up-last-part'),
  topic(CLEAN_UPS.flagLeft, 'flag-left'),
  topic(CLEAN_UPS.flagBack, 'flag-left', 'flag-left-reverted'),
  topic(CLEAN_UPS.reverted, 'flag-stays', 'flag-stays-reverted'),
  topic(CLEAN_UPS.revertedAndClean, 'completed', 'completed-reverted'),
  topic(remindedOfFlag(EXAMPLES.cleaningUp), 'flag-debt'),
  topic(remindedOfFlag(EXAMPLES.cleanUpClosed), 'flag-debt', 'flag-debt-closed'),
  topic(remindedOfFlag(EXAMPLES.cleanUpFailed), 'flag-debt', 'flag-debt-failed'),
  topic(EXAMPLES.clean, 'flag-stays'),
  topic(EXAMPLES.shippedByHand, 'flag-stays', 'flag-stays-by-hand'),
  topic(EXAMPLES.completed, 'completed', 'completed-ship'),
  topic(EXAMPLES.killedAndClean, 'completed', 'completed-kill'),
  topic(EXAMPLES.harmedAndClean, 'completed', 'completed-harm'),
  topic(EXAMPLES.takenOutByHand, 'completed', 'completed-by-hand'),
  topic(EXAMPLES.cancelled, 'cancelled'),
  topic(EXAMPLES.rejected, 'rejected'),
  ...WAIT_CASES.map(([story, of, name]) => topic(story, of, name)),
  cardOf(withdrawn(EXAMPLES.inReview), 'withdrawn'),
  other('reminder', () => renderReminder(REMINDED, REMINDED_AT)),
  topic(EXAMPLES.effectDied, 'effect-failed'),
  {
    name: 'effect-failed-still-on',
    topic: 'effect-failed',
    message: () => renderEffectFailed(STILL_ON),
  },
  ...[null, 'https://sandbox.slack.com/archives/C_GROWTH/p1'].map((link) => ({
    name: `thread-moved${link === null ? '' : '-with-link'}`,
    topic: 'thread-moved' as const,
    message: () => renderThreadMoved(movedFrom(link)),
  })),
  ...(['running', 'inReview', 'decidedShip'] as const).map((of) => ({
    name: `channel-closed-${of === 'running' ? 'while-running' : of === 'inReview' ? 'in-review' : 'after-shipping'}`,
    topic: 'channel-closed' as const,
    message: () => renderChannelClosed(shutOutOf(of)),
  })),
  { name: 'message-lost', topic: 'message-lost', message: () => renderMessageLost(LOST_POST) },
  { name: 'channel-open', topic: 'channel-open', message: renderChannelOpen },
  {
    name: 'unwatched-paused',
    topic: 'unwatched-paused',
    message: () => renderUnwatchedPaused(shutOutOf('paused')),
  },
  { name: 'card-failed', topic: 'card-failed', message: () => renderCardFailed(WITHOUT_CARD) },
  ...Object.entries(TAMPERED).map(([name, story]) =>
    topic(story, 'flag-tampered', fileOf('flag-tampered', name)),
  ),
  ...Object.entries(SETTLED).map(([name, story]) =>
    topic(story, 'flag-settled', fileOf('flag-settled', name)),
  ),
  ...(['off', 'condition'] as const).map((name) => cardOf(TAMPERED[name], `tampered-${name}`)),
  cardOf(SETTLED.ended, 'ended-for-flag'),
  topic(LAUNCHED_BESIDES, 'launched', 'launched-besides-other-conditions'),
  ...STATUSES.map(card),
  other('analysis-of-the-watch', () => renderAnalysis(EXAMPLES.firstDay.experiment, 'read')),
  other('analysis-after-a-look', () => renderAnalysis(EXAMPLES.decisionKill.experiment, 'fresh')),
  ...Object.entries(ANSWER_CASES).map(([name, message]) => other(name, message)),
  ...Object.entries({
    ...COMMAND_CASES,
    ...ALERT_CASES,
    ...BACKLOG_CASES,
    ...FILE_CASES,
    ...CONFIGURATION_CASES,
    ...DIGEST_MESSAGES,
    ...CALENDAR_CASES,
  }).map(([name, message]) => other(name, message)),
  other('steps', () =>
    withSteps(renderCard(EXAMPLES.proposed.experiment, 0), 'Planning the experiment', [
      { title: DESIGN_STEPS[0] ?? '', state: 'complete', note: 'testable, low risk' },
      { title: DESIGN_STEPS[1] ?? '', state: 'complete', note: '7-day retention 19.02 %, 6,442 units a day' },
      { title: DESIGN_STEPS[2] ?? '', state: 'in_progress', note: '' },
      { title: DESIGN_STEPS[3] ?? '', state: 'pending', note: '' },
    ]),
  ),
  other('plan-rejected', () => {
    const text = `Rejected by <@p_tom>: The gate is rebuilt next month anyway.`;
    return stamped(renderTopic(EXAMPLES.rejected, 'plan'), text, EXAMPLES.rejected.experiment.ended?.at ?? 0);
  }),
];

/** The messages that a story posts into the thread. */
export const CALLED_CASES = CASES.flatMap(({ name, story, topic: of }) =>
  story === undefined || of === null ? [] : [{ name, story, topic: of }],
);
