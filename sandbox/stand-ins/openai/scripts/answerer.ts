import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';

const Named = z.array(z.object({ id: z.string(), text: z.string() }));

/** What a word of a question is about, by the beginnings of ids of sentences. */
const ABOUT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bwho\b.*\b(approv|review)/u, ['approved', 'waits']],
  [/\bwho\b.*\b(decid|kill|ship)/u, ['decision', 'decision-reason', 'waits']],
  [/\bwho\b.*\b(own|answer)/u, ['owner', 'requester']],
  [/\bwhy\b/u, ['decision-reason', 'hypothesis', 'rationale']],
  [/\b(long|days|units|users|players|sample|size|big|many)\b/u, ['size', 'progress']],
  [/\b(next look|when)\b/u, ['next-look', 'waits', 'next']],
  [
    /\b(lift|effect|result|doing|going|retention|figures?)\b/u,
    ['recommendation', 'look-f1', 'look-f2', 'no-look', 'status'],
  ],
  [/\bguardrail/u, ['guardrail', 'look-f2']],
  [/\b(flag)\b/u, ['flag']],
  [/\b(pull request|code|pr)\b/u, ['code']],
  [/\b(status|wait|stand)/u, ['status', 'next', 'waits']],
];

/** Chooses the sentences that the words of the question are about, as a careful reader would; knows nothing of anything else. */
export function scriptedAnswerer(question: Question): object {
  const sentences = jsonOf(question, 'sentences', Named);
  const acts = jsonOf(question, 'acts', Named);
  const asked = (question.blocks.get('question') ?? '').toLowerCase();
  const act = asked.includes('?')
    ? undefined
    : acts.find(({ id }) => new RegExp(`\\b${id}\\b`, 'u').test(asked));
  if (act !== undefined) return { kind: 'act', sentences: [], act: act.id };
  const wanted = ABOUT.find(([words]) => words.test(asked))?.[1] ?? [];
  const chosen = wanted.flatMap((start) =>
    sentences.filter(({ id }) => id === start || id.startsWith(`${start}-`)),
  );
  const ids = [...new Set(chosen.map(({ id }) => id))].slice(0, 6);
  if (ids.length === 0) return { kind: 'not-in-record', sentences: [], act: null };
  return { kind: 'answer', sentences: ids, act: null };
}
