import { listMarkdown } from '#agents/markdown.ts';
import { configurationsOf, isConfigured } from '#domain/configurations/planned-configurations.ts';
import { writtenValue } from '#domain/configurations/written-configuration.ts';
import { mustHold } from '#domain/decision/criteria.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { count, percent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';
import { sizedLift } from '#domain/plan.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { shippingPlanWords } from '#features/afterwards-words.ts';
import { changeWords } from '#features/amendment-words.ts';
import { costWords } from '#features/cost-words.ts';
import { decidedBy } from '#features/decided-by.ts';
import { utcMoment } from '#features/moment.ts';
import { titleOf } from '#features/title.ts';
import { cell, plainNames, table } from './markdown-parts.ts';
import { forecastSection, reasoningLines } from './record-forecast.ts';
import { lookSections } from './record-looks.ts';

/**
 * The full written record of an experiment as Markdown, from its state alone. People appear by the pseudonym of the journal, because
 * a document cannot be taken back when a person is forgotten.
 */
export function recordDocument(experiment: Experiment): string {
  const { plan } = designOf(experiment);
  const parts = [
    `# ${cell(titleOf(experiment))}`,
    headLines(experiment),
    `## Hypothesis\n\n${cell(plan.hypothesis)}\n\n${cell(plan.rationale)}\n\n> ${cell(plan.request.idea)}`,
    reasoningLines(plan),
    methodSection(plan),
    sampleSection(experiment, plan),
    datesSection(experiment),
    privacySection(plan),
    ...lookSections(experiment, plan),
    forecastSection(experiment, plan),
    learningsSection(experiment),
    decisionSection(experiment),
    amendmentsSection(experiment),
    followUpSection(experiment),
    evidenceSection(experiment),
  ];
  return plainNames(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

function headLines(experiment: Experiment): string {
  const { key, request, proposal, design } = experiment;
  return listMarkdown([
    `Experiment \`${key}\`, ${experiment.status}`,
    `Asked for by ${proposal.requester}, answered for by ${request.owner}`,
    `Risk ${design?.plan.request.risk ?? request.risk}`,
  ]);
}

function methodSection(plan: Plan): string {
  const { goal: first, guardrails, secondary, request, sizing } = plan;
  const rows = [
    ...goalsOf(plan).map((goal) => [
      'goal',
      goal.name,
      goal.desiredDirection === 'increase' ? 'should rise' : 'should fall',
      `worth having ${percent(request.smallestLift)}${goal === first ? `, sized to see ${percent(sizedLift(request))}` : ''}`,
    ]),
    ...guardrails.map((guardrail) => [
      'guardrail',
      guardrail.metric.name,
      `at most ${percent(guardrail.margin)} worse`,
      mustHold(guardrail) ? 'must hold' : 'watched',
    ]),
    ...secondary.map(({ name }) => ['secondary', name, '', 'read, decides nothing']),
  ];
  const configured = new Map(configurationsOf(plan).map((one) => [one.key, one.configuration]));
  const variants = plan.variants.map(({ key, allocation, description }) => {
    const configuration = configured.get(key);
    const words = configuration === undefined ? '' : `, configuration \`${writtenValue(configuration)}\``;
    return `\`${key}\` ${percent(allocation)}: ${cell(description)}${words}`;
  });
  return [
    '## Method',
    listMarkdown(variants),
    table(['role', 'metric', 'wanted', 'meaning'], rows),
    listMarkdown([
      `Surface ${cell(request.surface)}, ${percent(request.trafficShare)} of its units; ${variedWords(plan)}`,
      `Chance of a false proof at most ${percent(plan.alpha)}, power ${percent(plan.power)}; ${sizing.plannedLooks} looks, ${plan.lookCadence}`,
      `Sized by ${cell(sizing.method)}; decided by the rules ${cell(plan.decisionRules?.name ?? 'of that time')}`,
      ...[shippingPlanWords(plan.afterwards)]
        .filter((words) => words !== '')
        .map((words) => `After a shipment: ${words}`),
    ]),
    ...(plan.risks.length === 0 ? [] : [`Risks seen before:\n\n${listMarkdown(plan.risks.map(cell))}`]),
  ].join('\n\n');
}

/** What is varied, and where. */
function variedWords(plan: Plan): string {
  const { file, repository } = plan.request;
  if (isConfigured(plan)) return 'the configuration that the flag carries';
  return `${file === undefined ? 'code' : `the file ${cell(file)}`} in ${cell(repository)}`;
}

function sampleSection(experiment: Experiment, { sizing, baseline }: Plan): string {
  const units = Object.entries(latestSnapshot(experiment)?.analysis.units ?? {});
  const seen = units.map(([key, value]) => `${key} ${count(value)}`).join(', ');
  return `## Sample\n\n${listMarkdown([
    `Planned: ${count(sizing.plannedUnits)} units over ${sizing.days} days, at least ${count(sizing.unitsPerVariant)} in each variant`,
    `Before: ${count(baseline.unitsPerDay)} new units a day`,
    seen === '' ? 'Seen at the last look: no look was taken' : `Seen at the last look: ${seen}`,
  ])}`;
}

function datesSection({ proposal, design, launch, looks, decision, ended }: Experiment): string {
  const approvals = (design?.approvals ?? []).map(({ at }) => `Approved ${utcMoment(at)}`);
  const pauses = (launch?.pauses ?? []).map(
    ({ from, until }) => `Paused ${utcMoment(from)} to ${utcMoment(until)}`,
  );
  return `## Dates\n\n${listMarkdown([
    `Proposed ${utcMoment(proposal.at)}`,
    ...(proposal.planned === undefined ? [] : [`Kept for later until ${utcMoment(proposal.planned.at)}`]),
    ...approvals,
    ...(launch === null ? [] : [`Canary from ${utcMoment(launch.at)}`]),
    ...(launch?.runningSince == null ? [] : [`Registered split from ${utcMoment(launch.runningSince)}`]),
    ...pauses,
    ...looks.snapshots.map(({ at, analysis }) => `Look ${analysis.look} ${utcMoment(at)}`),
    ...(decision.record === null ? [] : [`Decided ${utcMoment(decision.record.at)}`]),
    ...(ended === null ? [] : [`Ended ${utcMoment(ended.at)}`]),
  ])}`;
}

function privacySection({ testAccounts }: Plan): string {
  const left =
    testAccounts?.platformFilter === false ? 'not left out by the platform' : 'left out as the platform says';
  return `## Privacy\n\n${listMarkdown([
    'For the looks, the bot asked for counts, means, variances and covariances of each variant, by day and segment too; it asked for no row of a single unit.',
    'People appear by pseudonym. The key that names them is erased on request and after the retention period.',
    `Internal and test users: ${left}, with ${testAccounts?.rules.length ?? 0} rules of the team.`,
  ])}`;
}

function learningsSection(experiment: Experiment): string {
  const narrative = latestSnapshot(experiment)?.narrative ?? null;
  if (narrative === null) return '## Learnings\n\nNo words were written for the last look.';
  return `## Learnings\n\n${cell(narrative.headline)}\n\n${listMarkdown(narrative.reasons.map(cell))}`;
}

function decisionSection(experiment: Experiment): string {
  const { decision, looks, shipping } = experiment;
  const record = decision.record ?? shipping?.takenBack ?? null;
  const harm = looks.harm === null ? [] : [`Stopped by the bot: harm to ${looks.harm} is proven.`];
  if (record === null)
    return `## Decision\n\n${listMarkdown(harm.length === 0 ? ['None was taken.'] : harm)}`;
  return `## Decision\n\n${listMarkdown([
    ...harm,
    `${DECISION_WORDS[record.decision]} ${decidedBy(record)}, ${utcMoment(record.at)}`,
    `The rules recommended: ${record.recommendation}${record.overrides ? '; the decision differs' : ''}`,
    ...(record.reason === null ? [] : [`Reason: ${cell(record.reason)}`]),
    ...(decision.record === null ? ['It was taken back.'] : []),
  ])}`;
}

/** What was changed after the approval, beside the plan: flags that were changed by hand, and treatments that were dropped. */
function amendmentsSection(experiment: Experiment): string {
  const { design, looks, tampering, launch } = experiment;
  const amended = (design?.amendments ?? []).map(
    ({ change, reason, by, approvedBy, at }) =>
      `${utcMoment(at)}: ${cell(changeWords(experiment, { change }))} Asked for by ${by}, approved by ${approvedBy.join(' and ')}: ${cell(reason)}`,
  );
  const dropped = (looks.drops ?? []).flatMap(({ variants }) =>
    variants.map(({ variant, metric }) => `\`${variant}\` was dropped because of ${metric}`),
  );
  const accepted = launch?.accepted === undefined ? [] : ['A split that was made by hand was accepted'];
  const settled =
    tampering.settled === null ? [] : [`A change of the flag by hand was settled: ${tampering.settled.how}`];
  const lines = [...amended, ...dropped, ...accepted, ...settled];
  return `## Amendments\n\n${listMarkdown(lines.length === 0 ? ['None.'] : lines)}`;
}

function followUpSection({ status, code, cleanUp, flag, shipping }: Experiment): string {
  const pull = cleanUp?.pullRequest ?? null;
  return `## Follow-up\n\n${listMarkdown([
    ...(code === null ? [] : [`Implementation: ${code.pullRequest.url}`]),
    ...(pull === null
      ? [
          status === 'completed'
            ? 'The clean-up needed no pull request'
            : 'The clean-up has no pull request yet',
        ]
      : [`Clean-up: ${pull.url}${pull.mergedAt === null ? '' : ', merged'}`]),
    ...(shipping == null
      ? []
      : [
          `Steps of the shipment: ${Math.min(shipping.step, shipping.steps.length)} of ${shipping.steps.length} done`,
        ]),
    flag === null ? 'The flag is gone' : `The flag ${flag.url} is ${flag.active ? 'on' : 'off'}`,
  ])}`;
}

function evidenceSection(experiment: Experiment): string {
  const { planHash, plan } = designOf(experiment);
  const looks = experiment.looks.snapshots.map(
    ({ hash, analysis, cost }) =>
      `Look ${analysis.look}: snapshot \`${hash}\`${cost === undefined ? '' : `, read ${costWords(cost)}`}`,
  );
  return `## Evidence\n\n${listMarkdown([`Flag \`${plan.flagKey}\`, plan \`${planHash}\``, ...looks])}`;
}
