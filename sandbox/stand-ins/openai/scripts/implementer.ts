import { type Arms, addArmTests, addFlag } from '#sandbox/stand-ins/openai/code/add-flag.ts';
import { changeAnswer } from '#sandbox/stand-ins/openai/code/change-answer.ts';
import { newModule } from '#sandbox/stand-ins/openai/code/new-module.ts';
import { findSeam, type Seam } from '#sandbox/stand-ins/openai/code/seam.ts';
import { quotedText, treatmentValues } from '#sandbox/stand-ins/openai/code/treatment-values.ts';
import { wireModule } from '#sandbox/stand-ins/openai/code/wire-module.ts';
import { filesOf, jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { type PlanSeen, PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { cut, tidy } from '#sandbox/stand-ins/openai/words.ts';

function armsOf({ flagKey, variants }: PlanSeen, { literal }: Seam, isNew: boolean): Arms {
  const control = variants.find(({ role }) => role === 'control')?.key ?? 'control';
  const treatments = variants.filter(({ role }) => role === 'treatment');
  const values = isNew
    ? treatments.map(({ key, description }) => [key, quotedText(tidy(description))] as const)
    : treatmentValues(literal, treatments);
  return { flagKey, control, values: new Map([[control, literal], ...values]) };
}

function summaryOf(seam: Seam, arms: Arms, isNew: boolean): string {
  const values = [...arms.values].map(([key, value]) => `${key}: ${cut(value, 80)}`).join('; ');
  const place = isNew
    ? `No code of this surface could be put behind a flag, so a new module says what people get, and the event of that surface carries it: let ${seam.functionName} decide what is shown.`
    : `${seam.constant} now depends on the variant.`;
  return cut(
    `${place} The flag is read once, at the start of ${seam.functionName}, before any event. Values: ${values}. Written by the scripted model of the sandbox.`,
    1_400,
  );
}

/** Puts the best seam among the given files behind the plan's flag, or a new module if there is none. */
export function scriptedImplementer(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const paths = (question.blocks.get('paths') ?? '').split('\n');
  const descriptions = plan.variants.map(({ description }) => description);
  const about = [plan.title, plan.request.surface, plan.request.idea, ...descriptions].join(' ');
  const files = filesOf(question, 'files');
  const found = findSeam(files, about);
  const seam = found ?? newModule(plan.request.surface, plan.variants[0]?.description ?? 'As today', paths);
  const arms = armsOf(plan, seam, found === null);
  const code = addFlag(seam.file.content, seam, arms, found === null);
  const tests = addArmTests(seam.test.content, seam.literal, arms);
  const host = found === null ? wireModule(files, seam.file.path, about) : null;
  return changeAnswer(summaryOf(seam, arms, found === null), files, [
    { path: seam.file.path, content: code },
    { path: seam.test.path, content: tests },
    ...(host === null ? [] : [host]),
  ]);
}
