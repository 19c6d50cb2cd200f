import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProposedChange } from '#gate/change.ts';
import type { RepositoryView } from '#ports/code-host.ts';

const caseSchema = z.object({
  kind: z.enum(['implement', 'clean-up']),
  files: z.record(z.string(), z.string()),
  modes: z.record(z.string(), z.string()).default({}),
  testRunner: z.literal('none').optional(),
  plan: z.object({
    flagKey: z.string(),
    control: z.string(),
    treatments: z.array(z.string()),
    change: z.string(),
  }),
  pullRequest: z.array(z.string()).default([]),
  kept: z.string().optional(),
  edits: z.array(z.object({ path: z.string(), content: z.string().nullable() })),
  testPaths: z.array(z.string()),
  expect: z.object({ verdict: z.enum(['accept', 'refuse']), because: z.array(z.string()).default([]) }),
});

/** A made-up repository with one change, and whether the gate must accept it. */
export interface ChangeCase {
  readonly id: string;
  readonly change: ProposedChange;
  readonly verdict: 'accept' | 'refuse';
  /** Codes each of which is a right reason; empty if the change is right. */
  readonly because: readonly string[];
}

function viewOf(
  files: Readonly<Record<string, string>>,
  modes: Readonly<Record<string, string>>,
): RepositoryView {
  const paths = Object.keys(files);
  const isLink = (path: string) => modes[path] === '120000';
  return {
    paths,
    mode: (path) => (path in files ? (modes[path] ?? '100644') : null),
    read: (path) => Promise.resolve(files[path] ?? null),
    search: (text) =>
      Promise.resolve(paths.filter((path) => !isLink(path) && (files[path] ?? '').includes(text))),
  };
}

/** Reads one case of the documented form; throws if it is not of that form. */
export function toChangeCase(id: string, json: string): ChangeCase {
  const read = caseSchema.parse(JSON.parse(json));
  const { plan, edits, testPaths } = read;
  const repository = viewOf(read.files, read.modes);
  const shared = { repository, plan, edits, testPaths };
  if (read.kind === 'clean-up' && read.kept === undefined) throw new Error('`kept` is missing');
  const change: ProposedChange =
    read.kind === 'implement'
      ? { ...shared, kind: 'implement', hasTestRunner: read.testRunner !== 'none' }
      : { ...shared, kind: 'clean-up', kept: read.kept ?? plan.control, pullRequest: read.pullRequest };
  return { id, change, verdict: read.expect.verdict, because: read.expect.because };
}

/** All cases of a folder's *.json files, or why one cannot be read; throws if the folder cannot be read. */
export function readChangeCases(
  folder: string,
): readonly { readonly id: string; readonly read: ChangeCase | Error }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const id = name.slice(0, -'.json'.length);
    try {
      return { id, read: toChangeCase(id, readFileSync(join(folder, name), 'utf8')) };
    } catch (fault) {
      return { id, read: fault instanceof Error ? fault : new Error(String(fault)) };
    }
  });
}
