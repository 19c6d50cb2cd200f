import { z } from 'zod';
import { isWithinBounds, type Priority } from '#domain/backlog/priority.ts';
import { ideaProblem } from '#features/propose-experiment/idea-input.ts';
import { withoutHidden } from '#shared/hidden-signs.ts';
import type { LineProblem, RawRecord } from '#shared/records/raw-record.ts';
import { readJsonList } from '#shared/records/read-json-list.ts';
import { readTable } from '#shared/records/read-table.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** The most ideas of one import. */
export const MOST_IDEAS = 100;

/** An idea of a list, with its line, from 1. */
export interface ListedIdea {
  readonly line: number;
  readonly idea: string;
  readonly priority?: Priority;
}

/** What a list holds: the ideas that can be kept, and what is wrong with the others. */
export interface IdeaList {
  readonly ideas: readonly ListedIdea[];
  readonly problems: readonly LineProblem[];
}

const PARTS = ['reach', 'confidence', 'effort'] as const;
const COLUMNS = { known: ['idea', ...PARTS], needed: ['idea'] };

/** JSON has numbers, CSV has texts; confidence may be a share or have a per cent sign. */
const Figure = z.union([z.number(), z.string()]).nullish();
const Listed = z.strictObject({
  idea: z.string({ error: 'The idea is missing.' }),
  ...{ reach: Figure, confidence: Figure, effort: Figure },
});

const PROBLEMS: Readonly<Record<keyof Priority, string>> = {
  reach: 'Reach must be a number of people in a quarter, at least 1, without commas.',
  confidence: 'Confidence must be a share or have a per cent sign: 0.8 or 80 %.',
  effort: 'Effort must be a number of weeks from 0.1 to 520.',
};

/**
 * Reads a list of ideas: JSON if it begins as JSON does, otherwise CSV whose first line names the columns `idea`, `reach`, `confidence` and
 * `effort`. Refuses a text that cannot be split into lines, and one with more than `MOST_IDEAS`.
 */
export function readIdeas(text: string): Result<IdeaList, LineProblem> {
  const read = /^\uFEFF?\s*[[{]/.test(text) ? readJsonList(text, 'ideas') : readTable(text, COLUMNS);
  if (read.kind === 'refused') return read;
  const [beyond] = read.value.slice(MOST_IDEAS);
  if (beyond !== undefined) {
    const message = `Here begins idea ${MOST_IDEAS + 1}, and one import takes ${MOST_IDEAS}. Nothing was kept. Split the list.`;
    return refused({ line: beyond.line, message });
  }
  const ideas: ListedIdea[] = [];
  const problems: LineProblem[] = [];
  for (const record of read.value) {
    const found = readIdeaRecord(record);
    if (found.kind === 'ok') ideas.push(found.value);
    else problems.push({ line: record.line, message: found.problem });
  }
  return ok({ ideas, problems });
}

function readIdeaRecord({ line, value, problem }: RawRecord): Result<ListedIdea, string> {
  if (problem !== undefined) return refused(problem);
  const parsed = Listed.safeParse(typeof value === 'string' ? { idea: value } : value);
  if (!parsed.success) return refused(sentenceOf(parsed.error.issues[0]));
  const { idea: typed, ...figures } = parsed.data;
  const idea = withoutHidden(typed).trim();
  const wrong = ideaProblem(idea);
  if (wrong !== null) return refused(wrong);
  const given = PARTS.filter((part) => (figures[part] ?? '') !== '');
  if (given.length === 0) return ok({ line, idea });
  if (given.length < PARTS.length)
    return refused('Reach, confidence and effort belong together: give all three, or none.');
  const priority = {
    reach: numberOf(figures.reach),
    confidence: numberOf(figures.confidence),
    effort: numberOf(figures.effort),
  };
  const outside = PARTS.find((part) => !isWithinBounds(part, priority[part]));
  return outside === undefined ? ok({ line, idea, priority }) : refused(PROBLEMS[outside]);
}

function sentenceOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys')
    return `An idea has the fields ${COLUMNS.known.join(', ')}, and no others.`;
  const [field] = issue?.path ?? [];
  const part = PARTS.find((one) => one === field);
  if (part !== undefined) return PROBLEMS[part];
  return field === 'idea' ? 'The idea is missing.' : 'This is no idea: write an object with its fields.';
}

/** A typed number; NaN if it is none. */
function numberOf(figure: number | string | null | undefined): number {
  if (typeof figure === 'number') return figure;
  const [, digits, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(figure?.trim() ?? '') ?? [];
  if (digits === undefined) return Number.NaN;
  return sign === '%' ? Number((Number(digits) / 100).toPrecision(12)) : Number(digits);
}
