import type { QuestionFile } from '#sandbox/stand-ins/openai/read-question.ts';
import { tidy } from '#sandbox/stand-ins/openai/words.ts';
import { slug } from '#shared/ids.ts';
import type { Seam } from './seam.ts';
import { quotedText } from './treatment-values.ts';

/** The folder for the code of a surface without a seam. */
const NEW_CODE = 'src/experiments/';

function pathOf(name: string): string {
  return `${NEW_CODE}${name}.ts`;
}

function testPathOf(name: string): string {
  return `test/${name}.test.ts`;
}

function freeName(surface: string, paths: readonly string[]): string {
  const name = slug(surface, 40) || 'surface';
  const names = [name, ...Array.from({ length: 50 }, (_, index) => `${name}-${index + 2}`)];
  return (
    names.find((candidate) =>
      [pathOf(candidate), testPathOf(candidate)].every((path) => !paths.includes(path)),
    ) ?? name
  );
}

function moduleSource(literal: string): string {
  return `/** The source of flags. */
export interface Services {
  readonly flags: {
    variant<Variant extends string>(
      flagKey: string,
      unit: string,
      question: { readonly variants: readonly Variant[]; readonly fallback: Variant },
    ): Promise<Variant>;
  };
}

/** What people get, in words; the code that shows it asks here. */
const BEHAVIOUR = ${literal};

/** Tells what this unit gets. */
export async function behaviourFor(unit: { readonly id: string }, services: Services): Promise<string> {
  const behaviour = BEHAVIOUR;
  return behaviour;
}
`;
}

function testSource(name: string, literal: string): string {
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behaviourFor, type Services } from '../${NEW_CODE}${name}.ts';

/** Services that write down what is called; a flag that is an error fails. */
function recordingServices(answers: Readonly<Record<string, string | Error>> = {}) {
  const calls: string[] = [];
  const tracked: string[] = [];
  const services: Services = {
    flags: {
      variant: async (flagKey, _unit, { variants, fallback }) => {
        const answer = answers[flagKey];
        if (answer instanceof Error) throw answer;
        const variant = variants.find((known) => known === answer);
        if (variant === undefined) return fallback;
        calls.push(\`exposure: \${flagKey} = \${variant}\`);
        return variant;
      },
    },
  };
  return { ...services, calls, tracked };
}

test('all users get what is there', async () => {
  const services = recordingServices();
  const behaviour = await behaviourFor({ id: 'unit-1' }, services);
  assert.equal(behaviour, ${literal});
  assert.deepEqual(services.tracked, []);
});
`;
}

/**
 * A module of its own for a surface that has no seam: it says what people get, and a unit test pins it. Written first as it
 * would be without an experiment, so that it can be put behind a flag like any other code.
 */
export function newModule(surface: string, control: string, paths: readonly string[]): Seam {
  const name = freeName(surface, paths);
  const literal = quotedText(tidy(control));
  const file: QuestionFile = { path: pathOf(name), content: moduleSource(literal) };
  const test: QuestionFile = { path: testPathOf(name), content: testSource(name, literal) };
  return { file, test, constant: 'BEHAVIOUR', literal, functionName: 'behaviourFor', unit: 'unit.id' };
}
