import { z } from 'zod';
import { operation } from '#api/server/operation.ts';
import { problem } from '#api/server/problem.ts';
import { importIdeas } from '#features/import-ideas/import-ideas.ts';
import { MOST_IDEAS, readIdeas } from '#features/import-ideas/read-ideas.ts';
import { planImport } from '#features/import-past/plan-import.ts';
import { readHistory } from '#features/import-past/read-history.ts';
import { IDEA_LENGTH } from '#features/propose-experiment/idea-length.ts';
import { ok, refused } from '#shared/result.ts';
import { placeProblem } from './place-problem.ts';
import { ChannelSchema, ImportedPastsSchema, ImportedSchema } from './request-schema.ts';

/** The longest list of ideas, in characters: as many as one import takes, each as long as it may be. */
const LONGEST_LIST = MOST_IDEAS * (IDEA_LENGTH + 200);
/** The longest history, in characters. */
const LONGEST = 1_000_000;

/** `POST /ideas` */
export const importIdeaList = operation({
  method: 'POST',
  path: '/ideas',
  id: 'importIdeas',
  summary: 'Import ideas',
  description:
    'Keeps a list of ideas for later, as CSV or JSON, as `/experiment import` does. An idea that is there is not kept twice, so a list can be sent again.',
  scope: 'propose',
  bodyLimit: 4 * LONGEST_LIST,
  body: z.strictObject({
    channel: ChannelSchema,
    list: z.string().min(1).max(LONGEST_LIST).meta({
      description:
        'CSV whose first line names the columns idea, reach, confidence and effort, or a JSON list',
    }),
  }),
  answers: { 200: ImportedSchema },
  problems: [409],
  run: async ({ caller, body: { channel, list } }) => {
    const place = await placeProblem(caller, channel);
    if (place !== null) return refused(place);
    const read = readIdeas(list);
    if (read.kind === 'refused') return refused(lineProblem(read.problem));
    const importer = { actor: caller.actor, user: caller.user, channel };
    const done = await importIdeas(caller.coPilot, read.value.ideas, importer);
    const problems = [...read.value.problems, ...done.problems].sort((a, b) => a.line - b.line);
    return ok({ json: { kept: done.kept, known: done.known, left: done.left, problems } });
  },
});

/** `POST /past-experiments` */
export const importPasts = operation({
  method: 'POST',
  path: '/past-experiments',
  id: 'importPastExperiments',
  summary: 'Import past experiments',
  description:
    'Puts experiments that another tool ran into the memory, as `npm run import` does. Nothing is written if a line is wrong. For admins.',
  scope: 'propose',
  isPersonal: true,
  bodyLimit: 4 * LONGEST,
  body: z.strictObject({
    format: z.enum(['csv', 'json']),
    history: z.string().min(1).max(LONGEST),
    check: z.boolean().default(false).meta({ description: 'Nothing is written' }),
  }),
  answers: { 200: ImportedPastsSchema },
  run: async ({ caller, body: { format, history, check } }) => {
    const { coPilot, actor } = caller;
    if (!actor.roles.includes('admin'))
      return refused(problem(403, 'Only admins import past experiments. Ask one of them.'));
    const read = readHistory(`history.${format}`, history);
    if (read.kind === 'refused') return refused(lineProblem(read.problem));
    const { store, agents, clock } = coPilot;
    const plan = await planImport(read.value, { store, redaction: agents.redaction, now: clock.now() });
    const isWritten = !check && plan.problems.length === 0;
    if (isWritten) for (const line of plan.writes) await store.putPast(line);
    const { added, changed, unchanged, problems, masked } = plan;
    return ok({
      json: { isWritten, added, changed, unchanged, problems: [...problems], masked: [...masked] },
    });
  },
});

function lineProblem({ line, message }: { readonly line: number; readonly message: string }) {
  return problem(422, `Line ${line}: ${message}`, { errors: [{ path: `line ${line}`, message }] });
}
