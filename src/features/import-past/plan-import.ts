import type { Redaction } from '#agents/redaction.ts';
import type { PastExperiment } from '#domain/memory/past-experiment.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { PastLine, PastStore, PastVersion } from '#ports/past-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { LineProblem, RawRecord } from '#shared/records/raw-record.ts';
import { refused } from '#shared/result.ts';
import { readPastRecord } from './past-record.ts';

/** What an import would change. */
export interface ImportPlan {
  /** New or changed lines. */
  readonly writes: readonly PastLine[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Imported earlier, and not in the file. */
  readonly missing: readonly PastVersion[];
  readonly problems: readonly LineProblem[];
  /** What was masked, so that a person can look. */
  readonly masked: readonly LineProblem[];
}

interface Ground {
  readonly store: Pick<PastStore, 'pastLine' | 'pastVersions'> & Pick<JournalStore, 'commits'>;
  readonly redaction: Pick<Redaction, 'redact' | 'withoutSecrets'>;
  readonly now: number;
}

const TEXTS = ['title', 'idea', 'hypothesis', 'surface', 'goalMetric', 'learning'] as const;

/** Compares a history with what the store holds. A key is written once; the same content again changes nothing. */
export async function planImport(records: readonly RawRecord[], ground: Ground): Promise<ImportPlan> {
  const problems: LineProblem[] = [];
  const masked: LineProblem[] = [];
  const writes: PastLine[] = [];
  const lines = new Map<string, number>();
  let [added, changed, unchanged] = [0, 0, 0];
  for (const { line, value, problem } of records) {
    const read = problem === undefined ? readPastRecord(value, ground.now) : refused([problem]);
    const found = read.kind === 'refused' ? read.problem : await keyProblems(read.value, lines, ground);
    problems.push(...found.map((message) => ({ line, message })));
    if (read.kind === 'refused' || found.length > 0) continue;
    lines.set(read.value.key, line);
    const past = withoutPrivate(read.value, ground.redaction);
    for (const field of TEXTS) {
      if (past[field] !== read.value[field])
        masked.push({ line, message: `${field} held secrets or personal data, which were masked.` });
    }
    const known = await ground.store.pastLine({ origin: 'import', key: past.key });
    if (known !== null && canonicalJson(known.past) === canonicalJson(past)) {
      unchanged += 1;
      continue;
    }
    if (known === null) added += 1;
    else changed += 1;
    writes.push({ origin: 'import', key: past.key, version: (known?.version ?? 0) + 1, past });
  }
  const before = (await ground.store.pastVersions()).filter(({ origin }) => origin === 'import');
  const missing = before.filter(({ key }) => !lines.has(key));
  return { writes, added, changed, unchanged, missing, problems, masked };
}

async function keyProblems(
  { key }: PastExperiment,
  lines: ReadonlyMap<string, number>,
  { store, redaction }: Ground,
): Promise<readonly string[]> {
  if (redaction.withoutSecrets(key) !== key)
    return ['The key looks like a secret or the number of a card. Give the experiment another key.'];
  const first = lines.get(key);
  if (first !== undefined)
    return [`The key ${key} stands on line ${first}, too. Give each experiment a key of its own.`];
  const isOwn = (await store.commits(key)).length > 0;
  return isOwn ? [`The bot ran an experiment with the key ${key} itself. Give this one another key.`] : [];
}

function withoutPrivate(past: PastExperiment, { redact }: Ground['redaction']): PastExperiment {
  const { title, idea, hypothesis, surface, goalMetric, learning } = past;
  return {
    ...past,
    ...{ title: redact(title), idea: redact(idea), hypothesis: redact(hypothesis), surface: redact(surface) },
    ...{ goalMetric: redact(goalMetric), learning: learning === null ? null : redact(learning) },
  };
}
