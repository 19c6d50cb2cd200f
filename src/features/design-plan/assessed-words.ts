import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { CriterionVerdict, HypothesisCriterion, OutcomeGround } from '#domain/agent-output.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { RiskReason } from '#domain/risk/risk-category.ts';
import { said } from '#features/said.ts';
import { listed } from '#shared/listed.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { answeredOf } from './said-of-idea.ts';

/** Characters of a line that a person or a model wrote. */
const LINE = 240;

const CRITERION_WORDS: Readonly<Record<HypothesisCriterion, string>> = {
  specific: 'Specific',
  measurable: 'Measurable',
  achievable: 'Achievable',
  relevant: 'Relevant',
  timeBound: 'Time-bound',
};

const VERDICT_MARKS: Readonly<Record<CriterionVerdict['verdict'], string>> = {
  ok: ':white_check_mark:',
  weak: ':warning:',
  missing: ':x:',
};

const GROUND_WORDS: Readonly<Record<OutcomeGround, string>> = {
  'bug-fix': 'it mends a bug, so do it for all users now',
  'legal-duty': 'it is a legal duty, so do it for all users now',
  security: 'it mends a security hole, so do it for all users now',
  urgent: 'it is urgent, so do it for all users now',
  certain: 'its result is as good as known, so do it for all users now',
  'no-change': 'it names no change',
  'several-changes': 'it holds several changes at once',
  hopeless: 'it cannot move the goal',
};

/** Why the risk is higher than was asked for, as a line of mrkdwn; none if it is not. */
export function raisedRiskLines(experiment: Experiment): readonly string[] {
  const { plan } = designOf(experiment);
  const { riskReasons = [], request } = plan;
  if (riskReasons.length === 0) return [];
  const reasons = riskReasons.map(reasonWords);
  return [`Risk ${request.risk}, not ${experiment.request.risk}: ${listed(reasons)}`];
}

function reasonWords(reason: RiskReason): string {
  switch (reason.by) {
    case 'words':
      return `it says “${escapeMrkdwn(oneLine(reason.words, 60))}” (${CATEGORY_WORDS[reason.category]})`;
    case 'supervisor': {
      const named = reason.categories.map((category) => CATEGORY_WORDS[category]);
      return named.length === 0 ? 'the supervisor judges so' : `the supervisor sees ${listed(named)}`;
    }
    case 'settings':
      return 'the settings say so for what it touches';
  }
}

/** That it is planned against advice, by whom and why, as a line of mrkdwn; none if it is not. */
export function overruledLines({ proposal }: Experiment): readonly string[] {
  const { overruled, assessment } = proposal;
  if (overruled === undefined) return [];
  const ground = assessment?.ground;
  const advice = ground == null ? '' : ` (${GROUND_WORDS[ground]})`;
  return [
    `Planned against the advice${advice}. ${mention(overruled.by)} says: ${said(oneLine(overruled.reason, LINE))}`,
  ];
}

/** The five verdicts of the supervisor on the idea, and what was answered to it. */
export function assessedSections(experiment: Experiment): ChatMessage['blocks'] {
  const lines = verdictLines(experiment, () => true);
  const answers = answeredOf(experiment).map(
    ({ question, answer, by }) =>
      `${escapeMrkdwn(oneLine(question, LINE))} ${mention(by)}: ${said(oneLine(answer, LINE))}`,
  );
  return [
    ...(lines.length === 0
      ? []
      : [section(`${bold('The idea, as the supervisor sees it')}\n${lines.join('\n')}`)]),
    ...(answers.length === 0 ? [] : [section(`${bold('Answered')}\n${answers.join('\n')}`)]),
  ];
}

/** Of the same verdicts those that are weak or missing, for an idea that is no plan yet. */
export function weakLines(experiment: Pick<Experiment, 'proposal'>): readonly string[] {
  return verdictLines(experiment, ({ verdict }) => verdict !== 'ok');
}

function verdictLines(
  { proposal }: Pick<Experiment, 'proposal'>,
  isShown: (verdict: CriterionVerdict) => boolean,
): readonly string[] {
  const verdicts = Object.entries(proposal.assessment?.verdicts ?? {}) as [
    HypothesisCriterion,
    CriterionVerdict,
  ][];
  return verdicts
    .filter(([, verdict]) => isShown(verdict))
    .map(
      ([name, { verdict, reason }]) =>
        `${VERDICT_MARKS[verdict]} ${CRITERION_WORDS[name]}: ${escapeMrkdwn(oneLine(reason, LINE))}`,
    );
}
