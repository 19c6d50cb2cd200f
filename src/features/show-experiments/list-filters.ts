import type { Status } from '#domain/status.ts';
import { isFinished } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';

/** What a list shows: some of the experiments, from a page on. */
export interface ListRequest {
  readonly filter: string;
  /** 1 for the newest. */
  readonly page: number;
}

type Keeps = (summary: ExperimentSummary, person: string) => boolean;

const among =
  (...statuses: readonly Status[]): Keeps =>
  ({ status }) =>
    statuses.includes(status);

/** The words after `list`; the first of a group is the one that is shown. */
const FILTERS: readonly { readonly words: readonly string[]; readonly keeps: Keeps }[] = [
  { words: ['all'], keeps: () => true },
  {
    words: ['mine', 'my'],
    keeps: ({ requester, owner }, person) => person === requester || person === owner,
  },
  { words: ['waiting', 'pending'], keeps: isWaiting },
  { words: ['backlog', 'ideas', 'later'], keeps: among('backlog') },
  { words: ['planned', 'plans', 'new'], keeps: among('draft', 'in-review', 'approved', 'implementing') },
  { words: ['implemented', 'merged'], keeps: among('implemented') },
  { words: ['running', 'active', 'live'], keeps: among('verifying', 'running', 'deciding') },
  { words: ['paused'], keeps: among('paused') },
  { words: ['analysing', 'analyzing', 'deciding'], keeps: among('deciding') },
  { words: ['decided'], keeps: among('decided', 'cleaning-up', 'killed') },
  { words: ['open', 'unfinished'], keeps: ({ status }) => !isFinished(status) },
  { words: ['done', 'finished', 'completed', 'over', 'closed'], keeps: ({ status }) => isFinished(status) },
  { words: ['cancelled', 'canceled', 'rejected'], keeps: among('cancelled') },
];
const WAIT_FOR_PEOPLE: readonly Status[] = ['in-review', 'implemented', 'paused', 'deciding'];
const FILLERS = ['the', 'experiment', 'experiments', 'page', 'please', 'ones', 'me'];
const PAGE = /^[1-9]\d{0,3}$/;

/** The filters that help names, in their order. */
export const FILTER_WORDS: readonly string[] = FILTERS.map(({ words }) => words[0] ?? '');

/** A person has to act before it goes on. Lines from before waits were kept are read by their status. */
function isWaiting({ status, stuck, waiting }: ExperimentSummary): boolean {
  if (waiting !== undefined) return waiting !== null;
  return stuck !== undefined || WAIT_FOR_PEOPLE.includes(status);
}

/** The words after `list`, in lower case; null if one is no filter, with that word in `unknown`. */
export function readList(words: readonly string[]): ListRequest | { readonly unknown: string } {
  const said = words.filter((word) => word !== '' && !FILLERS.includes(word));
  const unknown = said.find((word) => !PAGE.test(word) && groupOf(word) === undefined);
  if (unknown !== undefined) return { unknown };
  const pages = said.filter((word) => PAGE.test(word));
  const groups = said.flatMap((word) => groupOf(word)?.words[0] ?? []);
  return { filter: groups.at(-1) ?? 'all', page: Number(pages.at(-1) ?? 1) };
}

/** Those that the filter keeps for this person (a pseudonym). */
export function kept(
  summaries: readonly ExperimentSummary[],
  filter: string,
  person: string,
): readonly ExperimentSummary[] {
  const keeps = groupOf(filter)?.keeps;
  return keeps === undefined ? summaries : summaries.filter((summary) => keeps(summary, person));
}

function groupOf(word: string) {
  return FILTERS.find(({ words }) => words.includes(word));
}
