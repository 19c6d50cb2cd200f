import { isoMoment, momentOrNull } from '#api/schemas/common-schemas.ts';
import type { LineJson } from '#api/schemas/experiment-schema.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { saidPlainly } from '#features/said.ts';
import { statusWords } from '#features/status-words.ts';
import type { ShowPerson } from './people-of.ts';

/** One line of the list as the API writes it. */
export async function showLine(line: ExperimentSummary, show: ShowPerson): Promise<LineJson> {
  const { key, status, surface, repository, channel, waiting, recommendation, decision } = line;
  return {
    ...{ key, title: saidPlainly(line.title), status, statusWords: statusWords(status, line.stuck) },
    ...{ surface, repository },
    requester: await show(line.requester),
    owner: line.owner === undefined ? null : await show(line.owner),
    channel,
    proposedAt: isoMoment(line.proposedAt),
    priority: line.priority ?? null,
    waitsFor: waiting == null ? null : { act: waiting.act, since: isoMoment(waiting.since) },
    nextReadingAt: momentOrNull(line.nextLookAt),
    ...{ recommendation, decision },
    outcomeAt: momentOrNull(line.outcomeAt),
  };
}
