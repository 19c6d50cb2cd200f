import type { ChatMessage } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { PolicyCategory, PolicyOpinion } from '#domain/agent-output.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { PastOutcome } from '#domain/memory/past-experiment.ts';
import { CATEGORY_WORDS } from './category-words.ts';
import { listSection } from './list-section.ts';

/** Characters of a line that people or models wrote. */
const LINE = 240;

const OUTCOMES: Readonly<Record<PastOutcome, string>> = {
  shipped: 'it was shipped',
  killed: 'people ended it',
  inconclusive: 'it ended without shipping',
  harmful: 'it was stopped for harm',
  cancelled: 'it was cancelled',
};

const POLICY_WORDS: Readonly<Record<PolicyCategory, string>> = {
  privacy: 'privacy',
  deception: 'deception',
  consent: 'consent',
  vulnerable: 'people who cannot protect themselves',
  discrimination: 'discrimination',
  money: 'money',
  safety: 'safety',
  measurement: 'measurement',
};

/** What the rules in code say of a plan that may go on, a line of mrkdwn each, with the id of the rule. */
export function noteLines(experiment: Experiment): readonly string[] {
  return (designOf(experiment).notes ?? []).map((note) => `${noteWords(note)} ${code(note.rule)}`);
}

function noteWords(note: PlanNote): string {
  switch (note.rule) {
    case 'surface-conflict':
      return note.isRunning
        ? `${nameOf(note)} runs on this surface. This can be approved and built now; it launches when that one has ended.`
        : `${nameOf(note)} is planned on this surface, too. The first that is launched runs; the other waits for its end.`;
    case 'metric-conflict':
      return `${nameOf(note)} runs on the same goal. Launch this after it to keep their effects apart. If both run, reports show whether they mix.`;
    case 'population-conflict':
      return `${nameOf(note)} meets the same users. Launch this after it to keep them apart; the bot cannot exclude the users of one from the other.`;
    case 'sensitive-audience':
      return `This is about ${CATEGORY_WORDS[note.category]} (“${escapeMrkdwn(oneLine(note.words, 60))}”). Ask those who speak for them before you approve.`;
    case 'consent':
      return `This is about consent (“${escapeMrkdwn(oneLine(note.words, 60))}”). Ask who is responsible for privacy before you approve.`;
    case 'repeat-of-failure': {
      const learnt =
        note.learning === null
          ? ''
          : ` Learnt: “${escapeMrkdwn(oneLine(note.learning, LINE).replace(/\.$/, ''))}”.`;
      return `${code(note.experiment)} tried this: ${OUTCOMES[note.outcome]}.${learnt} Approve it only if something differs now.`;
    }
  }
}

function nameOf({ experiment }: { readonly experiment: string | null }): string {
  return experiment === null ? 'An experiment of another channel' : code(experiment);
}

/** The concerns of the policy review as lines of mrkdwn, each with what it is about. */
export function concernLines(opinion: PolicyOpinion): readonly string[] {
  return concernsOf(opinion).map(({ about, text }) => {
    const of = about === null ? '' : ` (${about})`;
    return `Concern of the policy review${of}: ${escapeMrkdwn(oneLine(text, LINE))}`;
  });
}

/** The concerns of the policy review, for the details of a plan. */
export function concernSection(opinion: PolicyOpinion): ChatMessage['blocks'] {
  const lines = concernsOf(opinion).map(({ about, text }) =>
    about === null ? escapeMrkdwn(text) : `${about}: ${escapeMrkdwn(text)}`,
  );
  return listSection('Notes of the policy review', lines);
}

/** What each concern is about; null in journals from before it was kept. */
function concernsOf({
  findings,
  considerations,
}: PolicyOpinion): readonly { readonly about: string | null; readonly text: string }[] {
  if (findings === undefined) return considerations.map((text) => ({ about: null, text }));
  return findings
    .filter(({ severity }) => severity === 'concern')
    .map(({ category, text }) => ({ about: POLICY_WORDS[category], text }));
}

/** What blocks a plan, as lines of plain text that say what each is about. */
export function objectionTexts({ findings, objections }: PolicyOpinion): readonly string[] {
  if (findings === undefined) return objections;
  return findings
    .filter(({ severity }) => severity === 'block')
    .map(({ category, text }) => `About ${POLICY_WORDS[category]}: ${text}`);
}

/** The notes of the rules, for the details of a plan. */
export function noteSections(experiment: Experiment): ChatMessage['blocks'] {
  return listSection('What the rules say', noteLines(experiment));
}
