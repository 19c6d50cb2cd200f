import { context, fields, header, type SectionOptions, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, code, link, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { count, percent, wholePercent } from '#domain/figures.ts';
import { goalKeysOf, goalsOf } from '#domain/goals.ts';
import { effectiveRollout } from '#domain/launch/release-conditions.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { runProgress } from '#domain/looks/run-progress.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { cardMenu } from '#features/choose-command/actions.ts';
import { decidedBy } from '#features/decided-by.ts';
import { moment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { sourceWords } from '#features/source-words.ts';
import { experimentStatusWords } from '#features/status-words.ts';
import { dueCommands } from '#features/thread/due-commands.ts';
import { nextStep } from '#features/thread/next-step.ts';
import { titleOf } from '#features/title.ts';

/** How many characters of the request the card repeats. */
const WORDS_LENGTH = 300;

/** The card: the one message that always shows the present state. Pure. */
export function renderCard(experiment: Experiment, now: number): ChatMessage {
  const title = titleOf(experiment);
  const status = isShipmentPaused(experiment) ? 'decided (paused)' : experimentStatusWords(experiment);
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
        `${code(experiment.key)} · asked for by ${askedBy(experiment)}${ownWords(experiment)}${followed(experiment)}${cameFrom(experiment)}${milestones(experiment)}`,
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

/** By whom each step was let through, as a line of its own: the messages of the thread say it only until the next step. */
function milestones({ design, code: implementation, launch }: Experiment): string {
  const approvers = validApprovals({ design });
  const mergedBy = implementation?.pullRequest.mergedBy ?? null;
  const told = [
    ...(approvers.length === 0
      ? []
      : [`approved by ${approvers.map(({ person }) => mention(person)).join(' and ')}`]),
    ...(mergedBy === null ? [] : [`merged by ${escapeMrkdwn(mergedBy)}`]),
    ...(launch?.by === undefined ? [] : [`launched by ${mention(launch.by)}`]),
  ];
  return told.length === 0 ? '' : `\n${told.join(' · ')}`;
}

/** The requester, who is named once if they own it too. */
function askedBy({ proposal, request }: Experiment): string {
  return proposal.requester === request.owner ? 'the owner' : mention(proposal.requester);
}

/** The experiment that it follows up. */
function followed({ proposal: { parent } }: Experiment): string {
  return parent === undefined ? '' : ` · follows ${code(parent)}`;
}

/** What the idea came from, and who had it planned if that is another person. */
function cameFrom({ proposal: { source, planned, requester } }: Experiment): string {
  const from = source === undefined ? '' : ` · ${sourceWords(source)}`;
  return planned === undefined || planned.by === requester
    ? from
    : `${from} · planned by ${mention(planned.by)}`;
}

/** Surface and goal; neither is known before the choices of a request that leaves them open. */
function placeFacts(experiment: Experiment): readonly string[] {
  if (experiment.proposal.leftOpen === true) return [`${bold('Goal and surface')}\nnot chosen yet`];
  return [`${bold('Surface')}\n${escapeMrkdwn(experiment.request.surface)}`, goalFact(experiment)];
}

function progressFacts(experiment: Experiment, now: number): readonly string[] {
  const { design } = experiment;
  if (design === null) return [];
  const { plan } = design;
  const size = `${bold('Sample')}\n${count(plan.sizing.unitsPerVariant)} per variant, ${plan.sizing.days} days`;
  const progress = runProgress(experiment, now);
  if (progress === null) return [size];
  const { share, day, days } = progress;
  return [size, `${bold('Progress')}\n${bar(share)} ${wholePercent(share)} · day ${day} of ${days}`];
}

function nextLookFacts(experiment: Experiment): readonly string[] {
  const at = nextScheduledAt(experiment);
  if (at === null || experiment.status !== 'running') return [];
  return [`${bold('Next look')}\n${moment(at, '{date_short_pretty}')}`];
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
  const { total, restricted } = effectiveRollout(flag);
  return `on for ${percent(total)}${restricted.length === 0 ? '' : ', other conditions for some units'}`;
}

/** What came of it, once that is settled. */
export function outcomeFacts({
  decision: { record },
  looks,
  ended,
  tampering: { settled },
}: Experiment): readonly string[] {
  if (looks.harm !== null) return [`${bold('Outcome')}\nStopped for harm by the bot`];
  if (ended?.withdrawnAfterDays !== undefined)
    return [`${bold('Outcome')}\nWithdrawn: no person answered for ${ended.withdrawnAfterDays} days`];
  if (ended?.cancellation != null) {
    const how = ended.rejected === true ? 'Plan rejected' : 'Cancelled';
    return [`${bold('Outcome')}\n${how} by ${mention(ended.cancellation.person)}`];
  }
  if (settled?.how === 'ended') {
    const by = settled.person === null ? '' : ` by ${mention(settled.person)}`;
    return [`${bold('Outcome')}\nEnded${by} after the flag was changed by hand`];
  }
  if (record === null) return [];
  return [`${bold('Outcome')}\n${DECISION_WORDS[record.decision]} ${decidedBy(record)}`];
}
