import { z } from 'zod';

/** What a model may ask of a repository; all of it only reads. */
export interface PlaceRequest {
  readonly tool: 'list_folder' | 'search_text' | 'find_symbol' | 'read_range';
  /** A folder to list or to search in (empty or null: all of it), or the file to read. */
  readonly path: string | null;
  /** The text or the name that is looked for. */
  readonly text: string | null;
  /** First line to read, or first entry to list, from 1; null for the first. */
  readonly from: number | null;
  /** Last line to read; null for as many as are given at once. */
  readonly to: number | null;
}

/** One step: what to look at next, and whether the place is found. */
export interface PlaceStep {
  readonly requests: readonly PlaceRequest[];
  /** True if no further step is needed after these requests. */
  readonly done: boolean;
  readonly reason: string;
}

export const MOST_REQUESTS = 8;

const Place = z.number().int().min(1).max(10_000_000).nullable();

export const PlaceStepSchema: z.ZodType<PlaceStep> = z.object({
  requests: z
    .array(
      z.object({
        tool: z.enum(['list_folder', 'search_text', 'find_symbol', 'read_range']),
        path: z.string().max(300).nullable(),
        text: z.string().max(200).nullable(),
        from: Place,
        to: Place,
      }),
    )
    .max(MOST_REQUESTS),
  done: z.boolean(),
  reason: z.string().max(500),
});

/** What is wrong with a step, in words that a model can act on. */
export function stepProblems({ requests, done }: PlaceStep): readonly string[] {
  const problems = requests.flatMap(({ tool, path, text }, index) => {
    if (tool === 'read_range' && !path) return [`requests.${index}: read_range needs the path of a file`];
    const isSearch = tool === 'search_text' || tool === 'find_symbol';
    return isSearch && !text?.trim() ? [`requests.${index}: ${tool} needs a text`] : [];
  });
  return requests.length === 0 && !done ? ['requests: ask for something, or set done'] : problems;
}

/** A request in a few words, as the lists of what was looked at name it. */
export function requestWords({ tool, path, text, from, to }: PlaceRequest): string {
  const range = from === null && to === null ? '' : ` ${from ?? 1}-${to ?? ''}`;
  const within = path === null || path === '' ? '' : ` in ${path}`;
  if (tool === 'read_range') return `read_range ${path ?? ''}${range}`;
  if (tool === 'list_folder') return `list_folder ${path || '/'}${range}`;
  return `${tool} ${JSON.stringify(text ?? '')}${within}`;
}
