import { bareName, isIdentifier } from '#code/identifiers.ts';
import { bareText, branchText } from '#gate/implement/branch-text.ts';
import { type CodeBase, codeText } from '#gate/implement/code-base.ts';
import type { Fork } from '#gate/implement/fork.ts';
import type { Answer, PaperRun } from '#gate/implement/value.ts';

/** Tells whether code that ran for all runs now for a treatment alone, and the control has nothing in its place. */
export function keepsOnlyForTreatment(one: Fork, base: CodeBase): boolean {
  const { control, treatments } = base.change.plan;
  const kept = branchText(one, treatments[0] ?? '');
  if (branchText(one, control) !== '' || kept.length < 12) return false;
  const count = (whole: string) => whole.replace(/\s+/g, ' ').split(kept).length - 1;
  const before = count(one.file.before ?? '');
  return before > 0 && count(one.file.source === null ? one.file.text : codeText(one.file.source)) <= before;
}

/** What runs for an answer; a function that is named alone stands for its body. */
function spelled(one: Fork, run: PaperRun, answer: Answer): string {
  const [node, ...rest] = one.branch(answer) ?? [];
  const name = node !== undefined && rest.length === 0 && isIdentifier(node) ? bareName(node.text) : null;
  const body = run.definitions(one.file).find((own) => own.kind === 'function' && own.name === name)?.value;
  return bareText((body?.text ?? branchText(one, answer)).replace(/^else\b/, ''));
}

/** Tells whether what ran before runs for the treatments alone, and the control has code that was not there. */
export function movedToTreatment(one: Fork, base: CodeBase, run: PaperRun): boolean {
  const { control, treatments } = base.change.plan;
  const before = bareText(one.file.before ?? '');
  const after = bareText(one.file.source === null ? one.file.text : codeText(one.file.source));
  const count = (whole: string, part: string) => whole.split(part).length - 1;
  const isMoved = (code: string) =>
    code.length >= 12 && count(before, code) > 0 && count(after, code) <= count(before, code);
  const given = spelled(one, run, control);
  return (
    given !== '' && !before.includes(given) && treatments.every((key) => isMoved(spelled(one, run, key)))
  );
}
