import { changeAnswer, type Rewritten } from '#sandbox/stand-ins/openai/code/change-answer.ts';
import { NEW_CODE } from '#sandbox/stand-ins/openai/code/new-module.ts';
import { removeArmTests, removeFlag } from '#sandbox/stand-ins/openai/code/remove-flag.ts';
import { isTestFile } from '#sandbox/stand-ins/openai/code/seam.ts';
import { unwireModule } from '#sandbox/stand-ins/openai/code/wire-module.ts';
import {
  filesOf,
  jsonOf,
  type Question,
  type QuestionFile,
} from '#sandbox/stand-ins/openai/read-question.ts';
import { type PlanSeen, PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';

/** Names of modules that exist for the experiment alone; if the control stays, nothing of them does. */
function modulesOf(files: readonly QuestionFile[]): readonly string[] {
  return files.flatMap(({ path }) => (path.startsWith(NEW_CODE) ? [path.slice(NEW_CODE.length)] : []));
}

function cleaned(file: QuestionFile, plan: PlanSeen, kept: string, gone: readonly string[]): Rewritten {
  const { path, content } = file;
  const isGone = (name: string) =>
    path === `${NEW_CODE}${name}` || (isTestFile(path) && content.includes(`/${NEW_CODE}${name}'`));
  if (gone.some(isGone)) {
    return { path, content: null };
  }
  const without = gone.reduce(
    (text, name) => unwireModule({ path, content: text }, `${NEW_CODE}${name}`),
    content,
  );
  const remove = isTestFile(path) ? removeArmTests : removeFlag;
  return { path, content: remove(without, plan.flagKey, kept) };
}

/** Removes the flag and the losing arms from the files it is given. */
export function scriptedCleaner(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const kept = question.blocks.get('kept') ?? '';
  const files = filesOf(question, 'files');
  const role = plan.variants.find(({ key }) => key === kept)?.role;
  const gone = role === 'control' ? modulesOf(files) : [];
  const edits = files.map((file) => cleaned(file, plan, kept, gone));
  const losing = plan.variants.filter(({ key }) => key !== kept).map(({ key }) => key);
  const summary = `It takes the flag ${plan.flagKey} and the code of ${losing.join(', ')} out; all users get ${kept}. Written by the scripted model of the sandbox.`;
  return changeAnswer(summary, files, edits);
}
