import { changeAnswer, type Rewritten } from '#sandbox/stand-ins/openai/code/change-answer.ts';
import { removeArmTests, removeFlag } from '#sandbox/stand-ins/openai/code/remove-flag.ts';
import { isTestFile } from '#sandbox/stand-ins/openai/code/seam.ts';
import {
  filesOf,
  jsonOf,
  type Question,
  type QuestionFile,
} from '#sandbox/stand-ins/openai/read-question.ts';
import { type PlanSeen, PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';

function cleaned({ path, content }: QuestionFile, plan: PlanSeen, kept: string): Rewritten {
  const remove = isTestFile(path) ? removeArmTests : removeFlag;
  return { path, content: remove(content, plan.flagKey, kept) };
}

/** Removes the flag and the losing arms from the files it is given. */
export function scriptedCleaner(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const kept = question.blocks.get('kept') ?? '';
  const files = filesOf(question, 'files');
  const edits = files.map((file) => cleaned(file, plan, kept));
  const losing = plan.variants.filter(({ key }) => key !== kept).map(({ key }) => key);
  const summary = `It takes the flag ${plan.flagKey} and the code of ${losing.join(', ')} out; all users get ${kept}. Written by the scripted model of the sandbox.`;
  return changeAnswer(summary, files, edits);
}
