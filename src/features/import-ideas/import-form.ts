import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { textInput } from '#block-kit/inputs.ts';
import { context } from '#block-kit/layout.ts';
import { bullets } from '#block-kit/mrkdwn.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { modalForm, type Submission } from '#features/modal-form.ts';
import { sharedMeanwhile } from '#features/propose-experiment/refuse-place.ts';
import type { LineProblem } from '#shared/records/raw-record.ts';
import { type Imported, importIdeas } from './import-ideas.ts';
import { MOST_IDEAS, readIdeas } from './read-ideas.ts';

/** How many wrong lines are shown. */
const SHOWN = 15;
/** How many fit below the field. */
const SHOWN_AT_FIELD = 3;

const Metadata = z.object({ channel: z.string() });
type Metadata = z.infer<typeof Metadata>;

const Values = z.looseObject({
  ideas: z.looseObject({ ideas: z.looseObject({ value: z.string().nullish() }) }),
});

/** The form that takes a list of ideas for later. */
export const importForm = modalForm({
  id: 'import_ideas',
  metadata: Metadata,
  field: 'ideas',
  submit: submitIdeas,
});

/** The empty form. */
export function importView(metadata: Metadata): ModalView {
  return importForm.view(metadata, {
    title: 'Import ideas',
    submit: 'Keep for later',
    blocks: [
      textInput({
        ...{ label: 'Ideas, as CSV or JSON', blockId: 'ideas', actionId: 'ideas', multiline: true },
        placeholder: 'idea,reach,confidence,effort',
        hint: `At most ${MOST_IDEAS} ideas and 3,000 characters at a time. Send the rest in another form: what is there already is not kept twice.`,
      }),
      context([
        'The first line of CSV names the columns: idea, and if you like reach (people in a quarter), confidence (0.8 or 80 %) and effort (weeks). JSON is a list of objects with these fields. You become the owner of each. Nothing is posted, and no agent begins.',
      ]),
    ],
  });
}

async function submitIdeas(coPilot: CoPilot, submission: Submission<Metadata>): Promise<void> {
  const { metadata, values, user, tell, close } = submission;
  const given = Values.safeParse(values);
  if (!given.success) return tell('The form could not be read. Close it and open it again.');
  const list = readIdeas(given.data.ideas.ideas.value ?? '');
  if (list.kind === 'refused') return tell(lineWords(list.problem));
  const shared = await sharedMeanwhile(coPilot, metadata.channel);
  if (shared !== null) return tell(shared);
  const importer = { actor: await submission.actor(), user, channel: metadata.channel };
  const done = await importIdeas(coPilot, list.value.ideas, importer);
  const problems = [...list.value.problems, ...done.problems].sort((a, b) => a.line - b.line);
  // With nothing taken, the form stays open with what was typed.
  if (done.kept.length === 0 && done.known === 0) return tell(nothingWords(problems));
  await close(importedWords(done, problems));
}

/** What came of an import, to the person who sent it; mrkdwn. */
export function importedWords({ kept, known, left }: Imported, problems: readonly LineProblem[]): string {
  const lines = [
    `${kept.length === 1 ? 'One idea was' : `${kept.length} ideas were`} kept for later. \`/experiment backlog\` shows them.`,
    ...(known === 0
      ? []
      : [`${known === 1 ? 'One was' : `${known} were`} there already, and not kept twice.`]),
    ...(left === 0
      ? []
      : [`${left} could not be reached in time. Send the same list again: nothing is kept twice.`]),
  ];
  if (problems.length === 0) return lines.join('\n');
  const shown = problems.slice(0, SHOWN).map(lineWords);
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  const head = problems.length === 1 ? 'One line was left out:' : `${problems.length} lines were left out:`;
  return [...lines, head, bullets([...shown, ...more])].join('\n');
}

function nothingWords(problems: readonly LineProblem[]): string {
  if (problems.length === 0) return 'There is no idea in it. The first line of CSV names the columns.';
  const shown = problems.slice(0, SHOWN_AT_FIELD).map(lineWords);
  const more = problems.length > SHOWN_AT_FIELD ? ` And ${problems.length - SHOWN_AT_FIELD} more.` : '';
  return `Nothing was kept. ${shown.join(' ')}${more}`;
}

function lineWords({ line, message }: LineProblem): string {
  return `Line ${line}: ${message}`;
}
