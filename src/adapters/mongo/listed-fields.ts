import type { ExperimentSummary } from '#domain/summary.ts';
import { waitOfLine } from '#domain/waits/wait-of-line.ts';
import type { ListedFields } from './documents.ts';

/** The fields of a line by which lists are asked for. */
export function listedFields(summary: ExperimentSummary): ListedFields {
  const { version, status, channel, requester, owner = requester, surface } = summary;
  const { priority = 0, outcomeAt = 0 } = summary;
  const people = [...new Set([requester, owner])];
  const waits = waitOfLine(summary);
  return { listed: version, status, channel, people, surface, waits, priority, outcomeAt };
}

/** Only this store writes the body, and the whole collection can be rebuilt. */
export function readListed(body: string): ExperimentSummary {
  return JSON.parse(body);
}
