import { BEFORE_LAUNCH } from '#domain/schedule/start-phase.ts';
import { OCCUPYING } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryFilter, SummaryPage, SummaryPlace, SummaryStore } from '#ports/summary-store.ts';

const PAGE = 500;

/** The lines of every experiment that has a surface or has a plan and no launch, newest first; of one surface if it is given. */
export async function surfaceLines(
  store: Pick<SummaryStore, 'summaryPage'>,
  surface?: string,
): Promise<readonly ExperimentSummary[]> {
  const filter: SummaryFilter = {
    statuses: [...BEFORE_LAUNCH, ...OCCUPYING],
    ...(surface === undefined ? {} : { surface }),
  };
  const lines: ExperimentSummary[] = [];
  let after: SummaryPlace | null = null;
  do {
    const page: SummaryPage = await store.summaryPage(filter, { limit: PAGE, after });
    lines.push(...page.lines);
    after = page.next;
  } while (after !== null);
  return lines;
}

/** The lines of each surface of a repository, which has room for one experiment at a time. */
export function bySurface(lines: readonly ExperimentSummary[]): readonly (readonly ExperimentSummary[])[] {
  return [...Map.groupBy(lines, ({ surface, repository }) => `${repository}\n${surface}`).values()];
}
