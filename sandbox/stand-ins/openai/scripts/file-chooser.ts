import { z } from 'zod';
import { isTestFile } from '#sandbox/stand-ins/openai/code/seam.ts';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { overlap } from '#sandbox/stand-ins/openai/words.ts';

const MOST = 8;
const HELPERS = /(?:^|\/)(?:flag-client|flags|services|fake-services)\.[a-z]+$/;
const CODE = /\.[cm]?[jt]sx?$/;

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/(?:\.test)?\.[a-z]+$/, '');
}

/** Chooses files by the words that their paths share with the plan, with their unit tests and the flag reader. */
export function scriptedFileChooser(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const paths = jsonOf(question, 'paths', z.array(z.string())).filter((path) => CODE.test(path));
  const about = [
    plan.title,
    plan.request.surface,
    plan.request.idea,
    ...plan.variants.map(({ description }) => description),
  ]
    .join(' ')
    .replace(/e-mail/gi, 'email');
  const code = paths.filter((path) => !isTestFile(path) && !HELPERS.test(path));
  const ranked = code
    .map((path) => ({ path, score: overlap(about, path) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ path }) => path);
  const chosen = ranked.length > 0 ? ranked : code.slice(0, 3);
  const names = chosen.map(nameOf);
  const tests = paths.filter((path) => isTestFile(path) && names.includes(nameOf(path)));
  const helpers = paths.filter((path) => HELPERS.test(path));
  const all = [...chosen, ...tests, ...helpers].slice(0, MOST);
  return {
    paths: all.length > 0 ? all : paths.slice(0, 1),
    reason: `Files about ${plan.request.surface}, their unit tests and the flag reader.`,
  };
}
