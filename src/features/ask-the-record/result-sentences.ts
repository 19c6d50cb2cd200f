import type { DecisionRecord } from '#domain/decision/state.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { DECISION_WORDS, recommendedWords } from '#features/act-words.ts';
import { foundWords, recommendationWords } from '#features/analyse-experiment/facts.ts';
import { statementsOf } from '#features/analyse-experiment/statements.ts';
import { joined, type RecordSentence, type SentencePart, sentence } from './sentence.ts';

/** What the newest registered look shows, as its report says it, and what was decided. Effects that are hidden stay hidden. */
export function resultSentences(experiment: Experiment): readonly RecordSentence[] {
  return [...lookSentences(experiment), ...decisionSentences(experiment)];
}

function lookSentences(experiment: Experiment): readonly RecordSentence[] {
  const snapshot = latestSnapshot(experiment);
  const plan = experiment.design?.plan;
  const harm = experiment.looks.harm;
  const stopped = harm === null ? [] : [sentence('harm', `The bot stopped it: harm to ${harm} is proven.`)];
  if (snapshot === null || plan === undefined)
    return [...stopped, sentence('no-look', 'No registered look was taken yet, so no effect was read.')];
  const { analysis, verdict, at } = snapshot;
  const isHidden = analysis.show === 'progress';
  return [
    ...stopped,
    sentence('look', `Look ${analysis.look} of ${analysis.plannedLooks} was taken on `, { at }, '.'),
    ...(isHidden
      ? [sentence('hidden', 'Its effects are not read before they can be decided on.')]
      : [
          sentence(
            'recommendation',
            `${foundWords(plan, analysis, verdict)}The rules recommend: ${recommendationWords(plan, verdict)}.`,
          ),
        ]),
    ...statementsOf(plan, analysis, verdict.variant).map(({ id, text }) => sentence(`look-${id}`, text)),
  ];
}

function decisionSentences(experiment: Experiment): readonly RecordSentence[] {
  const { record, pendingOverride, undoneAt } = experiment.decision;
  const undone =
    undoneAt === undefined
      ? []
      : [sentence('undone', 'A decision was taken back on ', { at: undoneAt }, '.')];
  if (record !== null) return [...ofRecord(experiment, record), ...undone];
  const first =
    pendingOverride === null
      ? []
      : [
          sentence(
            'first-vote',
            { person: pendingOverride.by },
            ' voted, and a second approver has to confirm it.',
          ),
        ];
  return [sentence('no-decision', 'No decision is in force.'), ...first, ...undone];
}

function ofRecord(experiment: Experiment, record: DecisionRecord): readonly RecordSentence[] {
  const { decision, at, overrides, recommendation, reason } = record;
  return [
    sentence('decision', `${DECISION_WORDS[decision]} `, ...whoDecided(record), ' on ', { at }, '.'),
    ...(overrides
      ? [sentence('override', `The rules recommended to ${recommendedWords(experiment, recommendation)}.`)]
      : []),
    ...(reason === null || reason === ''
      ? []
      : [sentence('decision-reason', 'The reason given for the decision: ', { quoted: reason }, '.')]),
    ...(record.undoUntil > at
      ? [sentence('undo', 'It can be undone until ', { at: record.undoUntil }, '.')]
      : []),
  ];
}

function whoDecided({ by, unattended }: DecisionRecord): readonly SentencePart[] {
  if (unattended === undefined)
    return [
      'by ',
      ...joined(
        by.map((person) => ({ person })),
        'and',
      ),
    ];
  return unattended.why === 'expired'
    ? ['by the bot, because no approver decided in time,']
    : ['automatically, by the standing approval of ', { person: unattended.approver }, ','];
}
