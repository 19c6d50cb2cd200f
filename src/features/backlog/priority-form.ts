import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { numberInput } from '#block-kit/inputs.ts';
import { context, section } from '#block-kit/layout.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { isWithinBounds, PRIORITY_BOUNDS, type Priority } from '#domain/backlog/priority.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { modalForm, type Submission } from '#features/modal-form.ts';
import { titleOf } from '#features/title.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const Metadata = z.object({ experiment: z.string() });
type Metadata = z.infer<typeof Metadata>;

const typed = z.looseObject({ value: z.string().nullish() });
const Values = z.looseObject({
  reach: z.looseObject({ reach: typed }),
  confidence: z.looseObject({ confidence: typed }),
  effort: z.looseObject({ effort: typed }),
});

type Part = keyof Priority;
const PARTS: readonly Part[] = ['reach', 'confidence', 'effort'];
/** Confidence is typed in per cent. */
const SCALE: Readonly<Record<Part, number>> = { reach: 1, confidence: 100, effort: 1 };
const RANGES: Readonly<Record<Part, string>> = {
  reach: 'Type how many people, at least 1.',
  confidence: 'Type a number from 1 to 100.',
  effort: 'Type a number of weeks from 0.1 to 520.',
};

/** The priority of an idea: three numbers, or none of them. */
export const priorityForm = modalForm({
  id: 'idea_priority',
  metadata: Metadata,
  field: 'reach',
  submit: submitPriority,
});

/** The form with the priority as it is now. */
export function priorityView(experiment: Experiment): ModalView {
  const { priority } = experiment.proposal;
  const bounds = (part: Part) => ({
    ...{ blockId: part, actionId: part, optional: true, decimals: part !== 'reach' },
    min: PRIORITY_BOUNDS[part].least * SCALE[part],
    max: PRIORITY_BOUNDS[part].most * SCALE[part],
    ...(priority === undefined ? {} : { initial: shown(priority[part] * SCALE[part]) }),
  });
  return priorityForm.view(
    { experiment: experiment.key },
    {
      title: 'Priority',
      submit: 'Save',
      blocks: [
        section(escapeMrkdwn(oneLine(titleOf(experiment), 150)) || experiment.key),
        numberInput({ ...bounds('reach'), label: 'Reach: people who would meet it in a quarter' }),
        numberInput({
          ...bounds('confidence'),
          label: 'Confidence that it helps, in %',
          hint: '100 if there is data for it, 80 if much speaks for it, 50 if it is a guess.',
        }),
        numberInput({ ...bounds('effort'), label: 'Effort: weeks of work of one person' }),
        context([
          'Priority is reach × confidence ÷ effort. How much it helps is left out: that is what the experiment finds out. Empty fields take the priority away.',
        ]),
      ],
    },
  );
}

async function submitPriority(coPilot: CoPilot, submission: Submission<Metadata>): Promise<void> {
  const { metadata, values, refuse, tell, close } = submission;
  const read = readPriority(values);
  if (read.kind === 'refused') return refuse(read.problem);
  const result = await coPilot.execute(metadata.experiment, {
    ...{ name: 'prioritise', priority: read.value },
    ...{ actor: await submission.actor(), at: coPilot.clock.now() },
  });
  if (result.kind === 'ok') return close();
  await tell(result.problem.message);
}

/** The typed priority; null if all fields are empty. Refuses with a sentence for each field that is wrong or missing. */
function readPriority(values: unknown): Result<Priority | null, Readonly<Record<string, string>>> {
  const read = Values.safeParse(values);
  if (!read.success) return refused({ reach: 'The form could not be read. Close it and open it again.' });
  const { reach, confidence, effort } = read.data;
  const given: Readonly<Record<Part, string>> = {
    reach: reach.reach.value?.trim() ?? '',
    confidence: confidence.confidence.value?.trim() ?? '',
    effort: effort.effort.value?.trim() ?? '',
  };
  if (PARTS.every((part) => given[part] === '')) return ok(null);
  const numbers = {
    reach: numberOf('reach'),
    confidence: numberOf('confidence'),
    effort: numberOf('effort'),
  };
  const problems = PARTS.flatMap((part) => {
    if (given[part] === '') return [[part, 'Fill in all three fields, or none.'] as const];
    return isWithinBounds(part, numbers[part]) ? [] : [[part, RANGES[part]] as const];
  });
  return problems.length === 0 ? ok(numbers) : refused(Object.fromEntries(problems));

  function numberOf(part: Part): number {
    return shown(Number(given[part]) / SCALE[part]);
  }
}

/** Without the dust of a division by 100. */
function shown(value: number): number {
  return Number(value.toPrecision(12));
}
