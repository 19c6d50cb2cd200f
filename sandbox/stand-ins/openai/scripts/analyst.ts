import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { capitalised, cut } from '#sandbox/stand-ins/openai/words.ts';

interface FactSeen {
  readonly name: string;
  readonly display: string;
}

/** How a fact is said, by how its name begins; `about` is the rest of the name. */
const SAYINGS: readonly {
  readonly begins: string;
  readonly say: (about: string, display: string) => string;
}[] = [
  { begins: 'Level of ', say: (about, display) => `${capitalised(about)} stands at ${display}` },
  { begins: 'Lift of ', say: (about, display) => `${capitalised(about)} moved by ${display}` },
  {
    begins: 'Interval of the lift of ',
    say: (about, display) => `For ${about} the data allow anything from ${display}`,
  },
  { begins: 'Proven of ', say: (about, display) => `For ${about}: ${display}` },
];

function inWords({ name, display }: FactSeen): string {
  const saying = SAYINGS.find(({ begins }) => name.startsWith(begins));
  const text =
    saying === undefined ? `${name}: ${display}` : saying.say(name.slice(saying.begins.length), display);
  return `${cut(text, 390)}.`;
}

/** Says the facts in their own figures; what is proven comes first, p values are left to the table. */
export function scriptedAnalyst(question: Question): object {
  const facts = jsonOf(question, 'facts', z.array(z.object({ name: z.string(), display: z.string() })));
  const experiment = question.blocks.get('experiment') ?? '';
  const recommendation = question.blocks.get('recommendation') ?? '';
  const told = facts.filter(({ name }) => !name.startsWith('p value'));
  const proven = told.filter(({ name }) => name.startsWith('Proven'));
  const others = told.filter((fact) => !proven.includes(fact));
  const reasons = [...proven.slice(0, 2), ...others].slice(0, 5).map(inWords);
  return {
    headline: `${cut(experiment, 160)}: the rules say to ${cut(recommendation, 120)}.`,
    reasons: reasons.length > 0 ? reasons : ['Nothing has been computed yet.'],
  };
}
