import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';

interface Concern {
  readonly category: string;
  readonly pattern: RegExp;
  readonly harm: string;
  /** What to write in its place; null if only a person can settle it. */
  readonly instead: ((match: RegExpExecArray) => string) | null;
}

const CONCERNS: readonly Concern[] = [
  {
    category: 'deception',
    pattern: /\b(?:fake|false|pretend|made-up|invented) ([a-z-]+)/i,
    harm: 'deceives people: they act on something that is not so',
    instead: ([, thing]) => `real ${thing}`,
  },
  {
    category: 'deception',
    pattern: /\b(?:hide|bury|obscure) (?:the )?(unsubscribe|cancel(?:lation)?|price|fees?|costs?|opt-out)\b/i,
    harm: 'takes from people the means to decide freely',
    instead: ([, thing]) => `show the ${thing}`,
  },
  {
    category: 'consent',
    pattern: /\bpre-?(?:ticked|checked|selected)\b/i,
    harm: 'takes consent that was not given',
    instead: () => 'unticked',
  },
  {
    category: 'privacy',
    pattern:
      /\b(?:date of birth|home address(?:es)?|phone numbers?|contact lists?|health (?:data|records)|location history|religion|ethnicity|salary|browsing history|private messages)\b/i,
    harm: 'uses personal data that the change does not need',
    instead: () => 'no personal data',
  },
  {
    category: 'vulnerable',
    pattern: /\b(?:children|kids|minors|teenagers|schoolchildren)\b/i,
    harm: 'experiments on people who cannot consent for themselves',
    instead: null,
  },
  {
    category: 'vulnerable',
    pattern: /\b(?:gambling|gamblers?|addict\w*|compulsive|people in debt|pregnan\w+)\b/i,
    harm: 'can hurt people who find it hard to protect themselves',
    instead: null,
  },
  {
    category: 'discrimination',
    pattern: /\b(?:different|higher) prices? (?:for|by) [a-z ]{3,30}/i,
    harm: 'makes people pay differently for who they are',
    instead: null,
  },
];

function blockFor(text: string, { category, pattern, harm, instead }: Concern) {
  const match = pattern.exec(text);
  if (match === null) return [];
  const settled =
    instead === null ? 'Only a person can settle this.' : `Settled by "${instead(match)}" in its place.`;
  return [{ category, severity: 'block', text: `"${match[0].trim()}" ${harm}. ${settled}` }];
}

/** Objects to words of the plan that name a known harm, and says what would settle it. */
export function scriptedPolicy(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const text = [plan.title, plan.hypothesis, ...plan.variants.map(({ description }) => description)].join(
    '\n',
  );
  const blocks = CONCERNS.flatMap((concern) => blockFor(text, concern));
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
  return { findings: [...blocks, ...concerns].slice(0, 6) };
}
