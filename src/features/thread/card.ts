import { context, fields, header, type SectionOptions, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, code, link, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { holdingUp } from '#domain/delivery/failed-effects.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { count, percent, wholePercent } from '#domain/figures.ts';
import { goalKeysOf, goalsOf } from '#domain/goals.ts';
import { effectiveRollout } from '#domain/launch/release-conditions.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { hasToldReadingFault } from '#domain/looks/reading-faults.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { nextLookAt } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Status } from '#domain/status.ts';
import { stuckOf } from '#domain/stuck.ts';
import { FLAG_CHANGED } from '#domain/tampering/choices.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { cardMenu } from '#features/choose-command/actions.ts';
import { decidedBy } from '#features/decided-by.ts';
import { moment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { shipmentWords } from '#features/shipment-words.ts';
import { statusWords } from '#features/status-words.ts';
import { dueCommands } from '#features/thread/due-commands.ts';
import { titleOf } from '#features/title.ts';
import { DAY } from '#shared/clock.ts';

const NEXT: Readonly<Record<Status, string>> = {
  draft: 'The agents are working on the plan.',
  'in-review': 'Waiting for an approver to review the plan in the thread.',
  approved: 'The implementer is about to start.',
  implementing: 'The implementer is writing the code.',
  implemented: 'Waiting for the pull request to be reviewed and merged.',
  verifying:
    'A small canary runs. The bot checks that units are counted and split as planned, and that their events arrive.',
  running: 'Reports follow in the thread.',
  paused: 'No user meets the change until an approver resumes it.',
  deciding: 'Waiting for an approver to decide in the thread.',
  decided: 'The clean-up follows when the time to undo has passed.',
  'cleaning-up': 'The clean-up pull request is on its way.',
  completed: 'Nothing more to do: the code is clean and the flag is gone.',
  cancelled: 'Nothing more to do: the experiment is cancelled.',
  killed: 'The flag is off. The clean-up follows.',
};

/** How many characters of the request the card repeats. */
const WORDS_LENGTH = 300;
const BY_HAND = 'The flag was changed by hand. Waiting for an approver to choose in the thread.';

/** What has to happen next, in one sentence. */
export function nextStep(experiment: Experiment): string {
  const isByHand = experiment.tampering.open !== null;
  // What stopped at the change by hand goes on by itself once that is settled.
  const count = holdingUp(experiment).filter((failed) => !isByHand || failed.code !== FLAG_CHANGED).length;
  if (count > 0) {
    return `Stuck: ${count === 1 ? 'a step' : `${count} steps`} failed. Press Try again in the thread, or choose it in the menu here.`;
  }
  if (isByHand) return BY_HAND;
  if (stuckOf(experiment) === 'needs-edit') {
    return `This is not possible as asked. Edit the request in the thread, or choose ${bold('End')} in the menu here.`;
  }
  if (experiment.failure?.reason === 'not-chosen') {
    return 'Nothing in the settings fits a part of the idea. Press Edit request in the thread and choose.';
  }
  if (experiment.failure !== null) {
    const edit = experiment.status === 'draft' ? ', or edit the request' : '';
    return `An agent could not finish. Press Try again in the thread${edit}.`;
  }
  if (hasToldReadingFault(experiment)) {
    return 'The bot cannot read the figures now. The thread says why and what to do.';
  }
  if (isShipmentPaused(experiment))
    return 'The shipped change is off until an approver resumes it. The clean-up waits.';
  return codeStep(experiment) ?? shipmentWords(experiment) ?? NEXT[experiment.status];
}

/** What has to happen with the pull request that the experiment waits for; null if it waits for none. */
function codeStep({ status, code: implementation, cleanUp }: Experiment): string | null {
  const pullRequest = implementation?.pullRequest ?? null;
  const cleaning = cleanUp?.pullRequest ?? null;
  if (status === 'implemented' && pullRequest !== null) {
    if (pullRequest.mergedAt !== null) return 'Merged. Waiting for an approver to launch it in the thread.';
    if (pullRequest.closedAt === null) return null;
    return `Pull request #${pullRequest.number} was closed. Reopen it, or choose ${bold('End')} in the menu here.`;
  }
  if (status === 'cleaning-up' && cleanUp?.codeCleanAt != null) {
    return 'The code is clean. The flag stays on for a day, so that the code can be deployed; then the bot removes the flag.';
  }
  if (status !== 'cleaning-up' || cleaning === null) return null;
  if (cleaning.closedAt === null) return 'Waiting for the clean-up pull request to be merged.';
  return `Clean-up pull request #${cleaning.number} was closed. Reopen it; if the flag was taken out by hand, press Try again in the thread.`;
}

/** The card: the one message that always shows the present state. Pure. */
export function renderCard(experiment: Experiment, now: number): ChatMessage {
  const title = titleOf(experiment);
  const stuck = stuckOf(experiment) ?? undefined;
  const status = isShipmentPaused(experiment) ? 'decided (paused)' : statusWords(experiment.status, stuck);
  const facts = [
    `${bold('Status')}\n${status}`,
    `${bold('Owner')}\n${mention(experiment.request.owner)}`,
    ...placeFacts(experiment),
    ...progressFacts(experiment, now),
    ...nextLookFacts(experiment),
    ...linkFacts(experiment),
    ...outcomeFacts(experiment),
  ];
  return message({
    text: `Experiment: ${escapeMrkdwn(oneLine(title, 150))} — ${status}. ${nextStep(experiment)}`,
    blocks: [
      header(oneLine(title, 150)),
      fields(facts),
      section(`${bold('Next')}  ${nextStep(experiment)}`, menu(experiment, now)),
      context([
        `${code(experiment.key)} · asked for by ${askedBy(experiment)}${ownWords(experiment)}${followed(experiment)}`,
      ]),
    ],
  });
}

/** What can be chosen now, at the right of the next step. */
function menu(experiment: Experiment, now: number): SectionOptions {
  const due = dueCommands(experiment, now);
  return due.length === 0 ? {} : { accessory: cardMenu.overflow(due) };
}

/** The goals by name once there is a plan, by key before. */
function goalFact({ design, request }: Experiment): string {
  const names = design === null ? goalKeysOf(request) : goalsOf(design.plan).map(({ name }) => name);
  return `${bold(names.length === 1 ? 'Goal' : 'Goals')}\n${escapeMrkdwn(names.join(', '))}`;
}

/** What was asked for, in the words of the request, once the plan has a title of its own. */
function ownWords({ design, request: { idea } }: Experiment): string {
  return design === null ? '' : `: “${escapeMrkdwn(oneLine(saidPlainly(idea), WORDS_LENGTH))}”`;
}

/** The requester, who is named once if they own it too. */
function askedBy({ proposal, request }: Experiment): string {
  return proposal.requester === request.owner ? 'the owner' : mention(proposal.requester);
}

/** The experiment that it follows up. */
function followed({ proposal: { parent } }: Experiment): string {
  return parent === undefined ? '' : ` · follows ${code(parent)}`;
}

/** Surface and goal; neither is known before the choices of a request that leaves them open. */
function placeFacts(experiment: Experiment): readonly string[] {
  if (experiment.proposal.leftOpen === true) return [`${bold('Goal and surface')}\nnot chosen yet`];
  return [`${bold('Surface')}\n${escapeMrkdwn(experiment.request.surface)}`, goalFact(experiment)];
}

function progressFacts(experiment: Experiment, now: number): readonly string[] {
  const { design, launch } = experiment;
  if (design === null) return [];
  const { plan } = design;
  const size = `${bold('Sample')}\n${count(plan.sizing.unitsPerVariant)} per variant, ${plan.sizing.days} days`;
  if (launch?.runningSince == null) return [size];
  const share = Math.min(1, newestLook(experiment)?.analysis.informationFraction ?? 0);
  const until = experiment.decision.record?.at ?? experiment.ended?.at ?? now;
  const day = Math.min(
    Math.floor(activeTime(launch, launch.runningSince, until) / DAY) + 1,
    plan.sizing.days,
  );
  return [
    size,
    `${bold('Progress')}\n${bar(share)} ${wholePercent(share)} · day ${day} of ${plan.sizing.days}`,
  ];
}

function nextLookFacts(experiment: Experiment): readonly string[] {
  const at = nextLookAt(experiment);
  if (at === null || experiment.status !== 'running') return [];
  return [`${bold('Next look')}\n${moment(at, '{date_short_pretty}')}`];
}

/** The look that saw the most, scheduled or not. */
function newestLook(experiment: Experiment): AnalysisSnapshot | null {
  const { watch } = experiment.looks;
  const scheduled = latestSnapshot(experiment);
  if (scheduled === null || watch === null) return scheduled ?? watch;
  return watch.until > scheduled.until ? watch : scheduled;
}

/** Ten blocks, as many full as tenths are reached. */
export function bar(share: number): string {
  const full = Math.max(0, Math.min(10, Math.floor(share * 10 + 1e-9)));
  return '▓'.repeat(full) + '░'.repeat(10 - full);
}

function linkFacts(experiment: Experiment): readonly string[] {
  const { code: implementation, cleanUp, flag } = experiment;
  const pull = implementation?.pullRequest ?? null;
  const cleaning = cleanUp?.pullRequest ?? null;
  const links = [
    ...(pull === null ? [] : [link(pull.url, `#${pull.number}`)]),
    ...(cleaning === null ? [] : [`clean-up ${link(cleaning.url, `#${cleaning.number}`)}`]),
  ];
  return [
    ...(links.length === 0 ? [] : [`${bold('Code')}\n${links.join(', ')}`]),
    ...(flag === null ? [] : [`${bold('Flag')}\n${link(flag.url, flagWords(flag))}`]),
  ];
}

/** Off, or the share of the units that all conditions together let in. Plain text. */
function flagWords(flag: FlagRecord): string {
  if (!flag.active) return 'off';
  const { shares, restricted } = effectiveRollout(flag);
  const share = Object.values(shares).reduce((sum, part) => sum + part, 0);
  return `on for ${percent(share)}${restricted.length === 0 ? '' : ', other conditions for some units'}`;
}

/** What came of it, once that is settled. */
function outcomeFacts({
  decision: { record },
  looks,
  ended,
  tampering: { settled },
}: Experiment): readonly string[] {
  if (looks.harm !== null) return [`${bold('Outcome')}\nStopped for harm by the bot`];
  if (ended?.withdrawnAfterDays !== undefined)
    return [`${bold('Outcome')}\nWithdrawn: no person answered for ${ended.withdrawnAfterDays} days`];
  if (ended?.cancellation != null) {
    return [`${bold('Outcome')}\nCancelled by ${mention(ended.cancellation.person)}`];
  }
  if (settled?.how === 'ended') {
    const by = settled.person === null ? '' : ` by ${mention(settled.person)}`;
    return [`${bold('Outcome')}\nEnded${by} after the flag was changed by hand`];
  }
  if (record === null) return [];
  return [`${bold('Outcome')}\n${DECISION_WORDS[record.decision]} ${decidedBy(record)}`];
}
