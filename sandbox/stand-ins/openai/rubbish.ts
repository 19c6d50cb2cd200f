import type { Question } from './read-question.ts';
import { SCRIPTS, type Scripts } from './scripts.ts';

/** The same shape with one word for every sentence; keys of lists stay, so that the schema is met. */
function oneWord(value: unknown, keeps: boolean): unknown {
  if (typeof value === 'string') return keeps ? value : 'change';
  if (Array.isArray(value)) return value.map((item: unknown) => oneWord(item, keeps));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, oneWord(inner, KEYS.test(name))]),
  );
}

/** Fields that hold keys, names and choices rather than sentences. */
const KEYS =
  /^(?:goalMetric|metric|surface|repository|risk|template|outcome|ground|verdict|lookCadence|guardrailMetrics|secondaryMetrics|segments|from|to|category|categories|severity|key|stance)$/;

function rubbish(name: string): (question: Question) => object {
  return (question) => {
    const answer = { ...SCRIPTS[name]?.(question) };
    return Object.fromEntries(
      Object.entries(answer).map(([field, value]) => [field, oneWord(value, KEYS.test(field))]),
    );
  };
}

/** A model whose answers fit the schema and say nothing: each text is the same word. */
export const RUBBISH: Scripts = {
  supervisor: rubbish('supervisor'),
  chooser: rubbish('chooser'),
  designer: rubbish('designer'),
  policy: rubbish('policy'),
};
