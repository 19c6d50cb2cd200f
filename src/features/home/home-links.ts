import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** A line of a list with the address of its thread; null if it has none, or the chat service does not tell it. */
export interface Linked {
  readonly summary: ExperimentSummary;
  readonly url: string | null;
}

/** What tells the addresses of threads. */
export interface LinkNeeds {
  readonly chat: Pick<CoPilot['chat'], 'linkTo'>;
}

/** The lines with the addresses of their threads, in their order. */
export function withLinks(
  { chat }: LinkNeeds,
  lines: readonly ExperimentSummary[],
): Promise<readonly Linked[]> {
  return Promise.all(
    lines.map(async (summary) => {
      const { channel, threadTs } = summary;
      return { summary, url: threadTs === null ? null : await chat.linkTo(channel, threadTs) };
    }),
  );
}
