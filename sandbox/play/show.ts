import { shownStatus } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { type Line, line, span } from '#sandbox/terminal/line.ts';
import { messageLines } from '#sandbox/terminal/message.ts';
import type { Names } from '#sandbox/terminal/mrkdwn.ts';
import { type LiveButton, numberIn } from './live-buttons.ts';

/** More experiments than a person plays with in a sandbox. */
const LIMIT = 100;

/** All experiments, newest first, with the number by which their thread can be seen. */
export async function listLines(store: Pick<SummaryStore, 'summaries'>): Promise<readonly Line[]> {
  const all = await store.summaries({ limit: LIMIT });
  if (all.length === 0) return [line('There is no experiment yet. Propose one: /experiment and an idea.')];
  return all.map(({ key, status, decision }, index) => [
    span(`${index + 1}  `, 'bold'),
    span(key, 'code'),
    span(`  ${shownStatus(status)} (${status})${decision === null ? '' : `, ${decision}`}`),
  ]);
}

/** A whole thread as it stands now, by its number in the list or its key; the newest if none is named. */
export async function threadLines(
  needs: { readonly running: RunningSandbox; readonly columns: number; readonly names: Names },
  which: string | null,
  live: readonly LiveButton[],
): Promise<readonly Line[]> {
  const { running, columns, names } = needs;
  const all = await running.bot.coPilot.store.summaries({ limit: LIMIT });
  const found = findSummary(all, which);
  if (found?.threadTs == null)
    return [line(`There is no thread ${which ?? 'yet'}. Type list to see which there are.`)];
  const look = {
    columns,
    names,
    numberOf: (button: Readonly<Record<string, unknown>>) => numberIn(live, button),
  };
  return running.sandbox.slack
    .thread(found.channel, found.threadTs)
    .flatMap((message) => messageLines(message, look));
}

function findSummary(all: readonly ExperimentSummary[], which: string | null): ExperimentSummary | undefined {
  if (which === null) return all[0];
  return /^\d+$/.test(which) ? all[Number(which) - 1] : all.find(({ key }) => key === which);
}
