import { isMap, parseDocument } from 'yaml';
import { writeEntries } from '#settings/file/write-settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { ProposedMetric } from './propose-metrics.ts';

/** What a file needs beside metrics. */
export interface NewFile {
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly repositories: readonly string[];
  readonly surfaces: readonly object[];
  readonly metrics: readonly ProposedMetric[];
}

const HEADING = `yaml-language-server: $schema=./co-pilot.schema.json
Settings of the Growth Experiment Co-Pilot. docs/settings.md explains each part; npm run settings -- check reads this file.`;

/** The text of a new settings file. */
export function newFileText({ approvers, admins, repositories, surfaces, metrics }: NewFile): string {
  const top = writeEntries({ roles: { approvers, admins }, repositories, surfaces }, HEADING);
  const rest = writeEntries(
    { guardrails: [], defaults: { alpha: 0.05, power: 0.8, margin: 0.05, risk: [] } },
    '',
  );
  return `${top}metrics:${metrics.length === 0 ? ' {}' : ''}\n${metricsText(metrics, 2)}${rest}`;
}

/** Metrics as they stand in a file, indented by so many blanks. */
export function metricsText(metrics: readonly ProposedMetric[], indent: number): string {
  const blanks = ' '.repeat(indent);
  return metrics
    .map(({ key, entry, comment }) => {
      const lines = writeEntries({ [key]: entry }, '')
        .trimEnd()
        .split('\n');
      const above = comment === '' ? [] : [`# ${comment}`];
      return `${[...above, ...lines].map((line) => `${blanks}${line}`).join('\n')}\n`;
    })
    .join('');
}

/** A file with further metrics behind those that it has; everything else stays, byte for byte. Refuses with a sentence. */
export function withMetrics(text: string, metrics: readonly ProposedMetric[]): Result<string, string> {
  const document = parseDocument(text);
  const present = document.get('metrics', true);
  if (document.errors.length > 0)
    return refused('The file is not read as YAML. Mend it first: npm run settings -- check.');
  if (!isMap(present) || present.flow === true || present.items.length === 0)
    return refused(
      'The file has no block of metrics to add to. Write `metrics:` with one metric below it first.',
    );
  const [start, , end] = present.range ?? [0, 0, 0];
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const before = text.slice(0, end);
  return ok(`${before}${before.endsWith('\n') ? '' : '\n'}${metricsText(metrics, indent)}${text.slice(end)}`);
}
