import { type Harm, harmsIn } from '#sandbox/stand-ins/openai/cues/harms.ts';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';

/** What a review calls the matter of a harm. */
const MATTERS: Readonly<Record<string, string>> = {
  'dark-patterns': 'deception',
  consent: 'consent',
  minors: 'vulnerable',
  'vulnerable-people': 'vulnerable',
  money: 'discrimination',
};

function blockFor({ category, words, harm, instead }: Harm) {
  const settled =
    instead === null ? 'Only a person can settle this.' : `Settled by "${instead}" in its place.`;
  const matter = /personal data/.test(harm) ? 'privacy' : (MATTERS[category] ?? 'safety');
  return { category: matter, severity: 'block', text: `"${words.trim()}" ${harm}. ${settled}` };
}

/** Objects to words of the plan that name a known harm, and says what would settle it. */
export function scriptedPolicy(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const text = [plan.title, plan.hypothesis, ...plan.variants.map(({ description }) => description)].join(
    '\n',
  );
  const { request, guardrails } = plan;
  const concern = (category: string, said: string) => ({ category, severity: 'concern', text: said });
  const concerns = [
    ...(request.risk === 'high'
      ? [concern('safety', `High risk: tell support before the change reaches people (${request.surface}).`)]
      : []),
    ...(guardrails.length === 1
      ? [concern('measurement', 'One guardrail shows one kind of harm only.')]
      : []),
  ];
  return { findings: [...harmsIn(text).map(blockFor), ...concerns].slice(0, 6) };
}
