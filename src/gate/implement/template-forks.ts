import { SyntaxNode } from '#code/syntax-node.ts';
import { isTemplate, templateConditionals, templateTags } from '#code/templates.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import type { Fork } from '#gate/implement/fork.ts';
import { fromReader } from '#gate/implement/reader-default.ts';
import { type FlagReading, TELLING } from '#gate/implement/readings.ts';
import { type Answer, type PaperRun, plain, show, truth, type Value } from '#gate/implement/value.ts';
import { variantKeys } from '#gate/implement/variants.ts';

function part(text: string, start: number, end: number): SyntaxNode {
  const row = text.slice(0, start).split('\n').length - 1;
  return new SyntaxNode(text, null, {
    type: 'template_part',
    named: true,
    field: null,
    start,
    end,
    row,
    broken: false,
  });
}

/** The places of a template that ask for the variant by its key. */
export function templateReadings(key: string, file: CodeFile): readonly FlagReading[] {
  if (!isTemplate(file.path)) return [];
  const asks = new RegExp(`([\\w?!]*)\\W*(?:["'\`]|:)${RegExp.escape(key)}(?![\\w-])`);
  const scripts = [...file.text.matchAll(/<script\b[\s\S]*?<\/script>/gi)];
  return templateTags(file.text).flatMap(({ code, start, end }) => {
    const name = asks.exec(code)?.[1];
    const inScript =
      file.source !== null &&
      scripts.some(({ index, 0: script }) => index <= start && end <= index + script.length);
    if (name === undefined || TELLING.test(name) || inScript) return [];
    return [{ file, node: part(file.text, start, end), name, through: [] }];
  });
}

/** What a name of a template stands for, as code sets it; null if nothing of the flag's does, or several things do. */
function given(name: string, run: PaperRun, answers: readonly Answer[]): readonly Value[] | null {
  const found = new Map<string, readonly Value[]>();
  for (const file of run.base.product) {
    for (const { kind, name: own, value } of run.definitions(file)) {
      if (own !== name || value === null || !/value|entry/.test(kind) || !run.depends(value, file)) continue;
      const values = answers.map((answer) => run.value(value, file, answer));
      found.set(values.map(show).join(), values);
    }
  }
  return found.size === 1 ? ([...found.values()][0] ?? null) : null;
}

function operand(
  text: string,
  file: CodeFile,
  run: PaperRun,
  answers: readonly Answer[],
): readonly Value[] | null {
  const code = text.trim();
  if (/^(?:true|false)$/i.test(code)) return answers.map(() => plain(/^true$/i.test(code)));
  if (/^(?:none|nil|null)$/i.test(code)) return answers.map(() => plain(null));
  const literal = /^(?:"([^"]*)"|'([^']*)'|:(\w+))$/.exec(code);
  if (literal !== null) return answers.map(() => plain(literal[1] ?? literal[2] ?? literal[3] ?? ''));
  const reading = run.readings.find((one) => one.file === file && one.node.text.includes(code));
  if (reading !== undefined && code.includes(run.base.change.plan.flagKey))
    return answers.map((answer) => fromReader(reading, run.base, answer));
  const name = /^[@$.]?(?:\w+(?:\.|->|\?\.))*(\w+)\??$/.exec(code)?.[1];
  return name === undefined ? null : given(name, run, answers);
}

/** Whether a condition of a template holds, for each answer; null if that cannot be known. */
function held(
  text: string,
  file: CodeFile,
  run: PaperRun,
  answers: readonly Answer[],
): readonly (boolean | null)[] | null {
  const code = text
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  const negation = /^(?:!|not\b)\s*(.*)$/s.exec(code);
  if (negation !== null) {
    const inner = held(negation[1] ?? '', file, run, answers);
    return inner?.map((one) => (one === null ? null : !one)) ?? null;
  }
  const compared = /^(.*?)\s*(===?|!==?|\bis not\b|\bis\b)\s*(.*)$/s.exec(code);
  if (compared === null) return operand(code, file, run, answers)?.map(truth) ?? null;
  const [left, right] = [compared[1], compared[3]].map((side) => operand(side ?? '', file, run, answers));
  if (!left || !right) return null;
  return answers.map((_answer, at) => {
    const [a, b] = [left[at] ?? null, right[at] ?? null];
    if (a === null || b === null || 'code' in a || 'code' in b) return null;
    return (a.plain === b.plain) !== /!|not/.test(compared[2] ?? '');
  });
}

/** The conditionals of edited templates at which the variant decides. */
export function templateForks(base: CodeBase, run: PaperRun): readonly Fork[] {
  const answers: readonly Answer[] = [...variantKeys(base.change.plan), null];
  return base.product
    .filter(({ path, edited }) => edited && isTemplate(path))
    .flatMap((file) =>
      templateConditionals(file.text).flatMap(({ condition, negated, start, whenTrue, whenFalse }) => {
        const holds = held(condition, file, run, answers);
        if (holds === null || holds.includes(null) || holds.every((one) => one === holds[0])) return [];
        const node = part(file.text, start, Math.max(whenTrue[1], whenFalse[1]));
        const branch = (answer: Answer) => {
          const [from, to] = holds[answers.indexOf(answer)] !== negated ? whenTrue : whenFalse;
          return file.text.slice(from, to).trim() === '' ? [] : [part(file.text, from, to)];
        };
        return [{ file, node, condition: part(file.text, start, whenTrue[0]), branch }];
      }),
    );
}
