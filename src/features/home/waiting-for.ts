import type { ExperimentSummary } from '#domain/summary.ts';
import { calledBy } from '#domain/waits/addressees.ts';
import { callRuleOf } from '#domain/waits/call-rule.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { SummaryFilter, SummaryPlace } from '#ports/summary-store.ts';

type Needs = Pick<CoPilot, 'store' | 'people' | 'load'>;

/** Lines that are read at once, and how many are looked through. */
const PAGE = 200;
const LOOKED_THROUGH = 1_000;

/** The lines of this filter that wait for a person (a pseudonym), the longest wait first. */
export async function waitingFor(
  needs: Needs,
  person: string,
  filter: SummaryFilter,
): Promise<readonly ExperimentSummary[]> {
  const approvers = await needs.people.approvers();
  // Others are called as requester or owner alone.
  const own = approvers.includes(person) ? {} : { person };
  const found: ExperimentSummary[] = [];
  let after: SummaryPlace | null = null;
  for (let read = 0; read < LOOKED_THROUGH; read += PAGE) {
    const { lines, next } = await needs.store.summaryPage(
      { ...filter, ...own, waitsFor: 'anything' },
      { limit: PAGE, after },
    );
    for (const line of lines) if (await isCalled(needs, line, { person, approvers })) found.push(line);
    if (next === null) break;
    after = next;
  }
  return found.toSorted((one, other) => sinceOf(one) - sinceOf(other));
}

/** Whether what a line waits for calls a person, given who holds the approver role now (pseudonyms). */
export async function isCalled(
  { load }: Pick<CoPilot, 'load'>,
  { key, requester, owner, waiting, calls }: ExperimentSummary,
  { person, approvers }: { readonly person: string; readonly approvers: readonly string[] },
): Promise<boolean> {
  if (waiting !== undefined && waiting !== null && calls !== undefined)
    return calledBy(calls, { requester, owner: owner ?? requester }, approvers).people.includes(person);
  // A line from before this was kept.
  const experiment = await load(key).catch(() => null);
  if (experiment?.waiting === undefined) return false;
  const own = { requester: experiment.proposal.requester, owner: experiment.request.owner };
  const rule = callRuleOf(experiment, experiment.waiting.act);
  return calledBy(rule, own, approvers).people.includes(person);
}

function sinceOf({ waiting, proposedAt }: ExperimentSummary): number {
  return waiting?.since ?? proposedAt;
}
