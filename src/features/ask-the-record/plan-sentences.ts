import { type Priority, scoreOf } from '#domain/backlog/priority.ts';
import { mustHold } from '#domain/decision/criteria.ts';
import type { Experiment, ProposalState } from '#domain/experiment.ts';
import { count, level, percent, wholePercent } from '#domain/figures.ts';
import { goalKeysOf, goalsOf } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';
import { sizedLift } from '#domain/plan.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';
import { shippingPlanWords } from '#features/afterwards-words.ts';
import { amendmentLines } from '#features/amendment-words.ts';
import { joined, type RecordSentence, sentence } from './sentence.ts';

/** What was asked for, and the plan if there is one. */
export function planSentences(experiment: Experiment): readonly RecordSentence[] {
  const { request, design, proposal } = experiment;
  const idea = sentence('idea', 'It was asked for in these words: ', { quoted: request.idea }, '.');
  if (design === null) {
    const isOpen = proposal.leftOpen === true;
    return [
      idea,
      isOpen
        ? sentence('request-open', 'The goal and the surface are not chosen yet.')
        : sentence(
            'request',
            `The goal metric is ${goalKeysOf(request).join(', ')}, on the surface ${request.surface}.`,
          ),
      sentence('no-plan', 'There is no plan yet.'),
    ];
  }
  return [idea, ...ofPlan(design.plan), ...amendmentLines(experiment).map(amended)];
}

function amended(words: string, index: number): RecordSentence {
  return sentence(`amendment-${index + 1}`, words);
}

function ofPlan(plan: Plan): readonly RecordSentence[] {
  const { request, sizing, guardrails, chances, secondary } = plan;
  const goals = goalsOf(plan).map(
    ({ name, desiredDirection }) =>
      `${name}, which should ${desiredDirection === 'increase' ? 'rise' : 'fall'}`,
  );
  const after = shippingPlanWords(plan.afterwards);
  return [
    sentence('hypothesis', 'The hypothesis is: ', { quoted: plan.hypothesis }, '.'),
    sentence('rationale', 'The reason given for it is: ', { quoted: plan.rationale }, '.'),
    sentence('goal', `The goal is ${goals.join('; and ')}.`),
    sentence(
      'lifts',
      `A lift of ${percent(request.smallestLift)} is worth having; the plan is sized to see ${percent(sizedLift(request))}.`,
    ),
    ...guardrails.map((guardrail) =>
      sentence(
        `guardrail-${guardrail.metric.key}`,
        `The guardrail ${guardrail.metric.name} may get worse by at most ${percent(guardrail.margin)}; it ${mustHold(guardrail) ? 'must hold' : 'is only watched'}.`,
      ),
    ),
    ...(guardrails.length === 0 ? [sentence('guardrails', 'The plan has no guardrails.')] : []),
    ...(secondary.length === 0
      ? []
      : [
          sentence(
            'secondary',
            `Read as well, and deciding nothing: ${secondary.map(({ name }) => name).join(', ')}.`,
          ),
        ]),
    sentence(
      'size',
      `The plan takes ${count(sizing.unitsPerVariant)} units in each variant over ${sizing.days} days, with ${sizing.plannedLooks} registered ${sizing.plannedLooks === 1 ? 'look' : 'looks'}.`,
    ),
    ...plan.variants.map(({ key, allocation, description }) =>
      sentence(
        `variant-${key}`,
        'The variant ',
        { name: key },
        ` gets ${percent(allocation)}: `,
        {
          quoted: description,
        },
        '.',
      ),
    ),
    sentence(
      'surface',
      `It runs on the surface ${request.surface} for ${percent(request.trafficShare)} of its units; the code is in ${request.repository}.`,
    ),
    ...(chances === undefined
      ? []
      : [
          sentence(
            'chances',
            `If the true lift is ${percent(sizedLift(request))}, the rules recommend to ship with a chance of ${wholePercent(chances.ship)}; if nothing changes, with ${wholePercent(chances.shipUnchanged)}.`,
          ),
        ]),
    sentence('risk', `The risk of the experiment is ${request.risk}.`),
    ...plan.risks.map((risk, index) =>
      sentence(`risk-${index + 1}`, 'A risk that was seen: ', { quoted: risk }, '.'),
    ),
    ...(after === '' ? [] : [sentence('afterwards', `After a shipment: ${after}`)]),
  ];
}

/** What the idea came from, how much it was worth planning, and who had it planned after it was kept for later. */
function sourceSentences({ source, priority, planned }: ProposalState): readonly RecordSentence[] {
  const from =
    source?.kind === 'message'
      ? sentence('source', 'The idea comes from ', { url: source.link, words: 'a message' }, '.')
      : sentence('source', 'The idea was imported with a list.');
  return [
    ...(source === undefined ? [] : [from]),
    ...(priority === undefined ? [] : [sentence('priority', priorityWords(priority))]),
    ...(planned === undefined
      ? []
      : [sentence('planned', { person: planned.by }, ' had it planned on ', { at: planned.at }, '.')]),
  ];
}

function priorityWords(priority: Priority): string {
  const { reach, confidence, effort } = priority;
  const weeks = effort === 1 ? 'one week' : `${level(effort)} weeks`;
  return `Its priority in the backlog is ${level(scoreOf(priority))}: it reaches ${count(reach)} people in a quarter, the team is ${percent(confidence)} sure of it, and it takes ${weeks} of work.`;
}

/** Who asked, who answers for it, and who let it through. */
export function peopleSentences({
  proposal,
  request,
  design,
  code,
  launch,
}: Experiment): readonly RecordSentence[] {
  const valid = validApprovals({ design });
  const mergedBy = code?.pullRequest.mergedBy ?? null;
  const mergedAt = code?.pullRequest.mergedAt ?? null;
  return [
    sentence('requester', { person: proposal.requester }, ' asked for it on ', { at: proposal.at }, '.'),
    ...sourceSentences(proposal),
    sentence('owner', { person: request.owner }, ' owns it.'),
    ...(valid.length === 0
      ? []
      : [
          sentence(
            'approved',
            'The plan was approved by ',
            ...joined(
              valid.map(({ person }) => ({ person })),
              'and',
            ),
            ' on ',
            { at: valid.at(-1)?.at ?? 0 },
            '.',
          ),
        ]),
    ...(mergedAt === null
      ? []
      : [
          sentence(
            'merged',
            `The code was merged${mergedBy === null ? '' : ` by ${mergedBy}`} on `,
            { at: mergedAt },
            '.',
          ),
        ]),
    ...(launch?.by === undefined
      ? []
      : [sentence('launched', { person: launch.by }, ' launched it on ', { at: launch.at }, '.')]),
  ];
}
