import { type Harm, harmsIn } from '#sandbox/stand-ins/openai/cues/harms.ts';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';

function objectionTo({ words, harm, instead }: Harm): string {
  const settled =
    instead === null ? 'Only a person can settle this.' : `Settled by "${instead}" in its place.`;
  return `"${words.trim()}" ${harm}. ${settled}`;
}

/** Objects to words of the plan that name a known harm, and says what would settle it. */
export function scriptedPolicy(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const text = [plan.title, plan.hypothesis, ...plan.variants.map(({ description }) => description)].join(
    '\n',
  );
  const objections = harmsIn(text).map(objectionTo);
  const { request, guardrails } = plan;
  const considerations = [
    ...(request.risk === 'high'
      ? [`High risk: tell support before the change reaches people (${request.surface}).`]
      : []),
    ...(guardrails.length === 1 ? ['One guardrail shows one kind of harm only.'] : []),
  ];
  return { verdict: objections.length > 0 ? 'objection' : 'no-objection', objections, considerations };
}
