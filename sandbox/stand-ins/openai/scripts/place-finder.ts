import { isTestFile } from '#sandbox/stand-ins/openai/code/seam.ts';
import { filesOf, jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { type PlanSeen, PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { contentWords, overlap } from '#sandbox/stand-ins/openai/words.ts';

const MOST = 8;
const HELPERS = /(?:^|\/)(?:flag-client|flags|services|fake-services)\.[a-z]+$/;
const CODE = /\.[cm]?[jt]sx?$/;

interface Asked {
  readonly tool: 'search_text' | 'read_range';
  readonly path: string | null;
  readonly text: string | null;
  readonly from: null;
  readonly to: null;
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/(?:\.test)?\.[a-z]+$/, '');
}

function aboutOf({ title, request, variants }: PlanSeen): string {
  const words = [title, request.surface, request.idea, ...variants.map(({ description }) => description)];
  return words.join(' ').replace(/e-mail/gi, 'email');
}

/** Chooses files by the words that their paths share with the plan, with their unit tests and the flag reader. */
function chosenFrom(paths: readonly string[], about: string): readonly string[] {
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
  const all = [...chosen, ...tests, ...paths.filter((path) => HELPERS.test(path))].slice(0, MOST);
  return all.length > 0 ? all : paths.slice(0, 1);
}

function reading(paths: readonly string[]): readonly Asked[] {
  return paths.map((path) => ({ tool: 'read_range', path, text: null, from: null, to: null }));
}

/** Reads what it chooses at once if all paths are listed; otherwise it searches for the words of the plan first. */
export function scriptedPlaceFinder(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const about = aboutOf(plan);
  const listed = (question.blocks.get('paths') ?? '').split('\n');
  const results = filesOf(question, 'looked');
  const isWhole = !listed.some((line) => line.includes('/ ('));
  const reason = `Files about ${plan.request.surface}, their unit tests and the flag reader.`;
  if (!isWhole && results.length === 0) {
    const words = [...new Set(contentWords(about))].sort((a, b) => b.length - a.length).slice(0, MOST);
    const requests = words.map((text) => ({ tool: 'search_text', path: null, text, from: null, to: null }));
    return { requests, done: false, reason };
  }
  const found = results.flatMap(({ content }) =>
    content.split('\n').flatMap((line) => /^([^\s:]+):\d+: /.exec(line)?.[1] ?? []),
  );
  const paths = isWhole ? listed : [...new Set(found)];
  const code = paths.filter((path) => CODE.test(path));
  return { requests: reading(chosenFrom(code, about)), done: true, reason };
}
