import { z } from 'zod';
import { PageSchema } from '#api/schemas/experiment-schema.ts';
import { operation } from '#api/server/operation.ts';
import { fieldsWrong } from '#api/server/problem.ts';
import { seenCounts } from '#features/seen-counts.ts';
import { askedBy, FILTER_WORDS } from '#features/show-experiments/list-filters.ts';
import type { SummaryFilter } from '#ports/summary-store.ts';
import { ok, refused } from '#shared/result.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { showPeople } from './people-of.ts';
import { showLine } from './show-line.ts';

const PAGE = 50;

const Query = z.strictObject({
  filter: z
    .enum(FILTER_WORDS as [string, ...string[]])
    .default('all')
    .meta({ description: 'As `/experiment list` takes it; `mine` are those of the person of the token' }),
  surface: z.string().min(1).max(200).optional().meta({ description: 'Those on this surface' }),
  person: z
    .string()
    .regex(/^(?:p_[a-z0-9]{1,40}|[UW][A-Z0-9]{1,40})$/)
    .optional()
    .meta({ description: 'Those that this person asked for or owns: an id of a person, or a chat user' }),
  order: z.enum(['newest', 'priority', 'outcome']).default('newest'),
  limit: z.coerce.number().int().min(1).max(100).default(PAGE),
  cursor: z.string().min(1).max(300).optional().meta({ description: '`next` of the page before' }),
});

/** `GET /experiments` */
export const listExperiments = operation({
  method: 'GET',
  path: '/experiments',
  id: 'listExperiments',
  summary: 'List experiments',
  description: 'Experiments that the token may see, a page at a time.',
  scope: 'read',
  query: Query,
  answers: { 200: PageSchema },
  run: async ({ caller: { coPilot, actor }, query }) => {
    const { order, limit, cursor } = query;
    const after = cursor === undefined ? null : readCursor(order, cursor);
    if (cursor !== undefined && after === null) {
      const message = 'Send `next` of the page before, in the same order, or leave it out.';
      return refused(fieldsWrong([{ path: 'query.cursor', message }]));
    }
    const filter = await filterOf(coPilot, actor.person, query);
    const { channels, count, isPartial } = await seenCounts(coPilot, filter);
    const { lines, next } = await coPilot.store.summaryPage({ ...filter, channels }, { order, limit, after });
    const show = showPeople(coPilot);
    const experiments = await Promise.all(lines.map((line) => showLine(line, show)));
    return ok({
      json: { experiments, count, isPartial, next: next === null ? null : writeCursor(order, next) },
    });
  },
});

async function filterOf(
  { people }: { readonly people: { readonly knownAs: (user: string) => Promise<string | null> } },
  self: string,
  { filter, surface, person }: z.output<typeof Query>,
): Promise<SummaryFilter> {
  const named =
    person === undefined
      ? {}
      : { person: person.startsWith('p_') ? person : ((await people.knownAs(person)) ?? '-') };
  return { ...askedBy(filter, self), ...named, ...(surface === undefined ? {} : { surface }) };
}
