import { createRedaction } from '#agents/redaction.ts';
import { checkChange } from '#gate/check-change.ts';
import type { ChangeCase } from './read-case.ts';

/** What is wrong with the gate's answer to a case; null if it is right. */
export async function faultOf({ change, verdict, because }: ChangeCase): Promise<string | null> {
  const findings = await checkChange(change, createRedaction([]));
  const found = findings.map(({ code, path, sentence }) => `${code} (${path ?? '-'}): ${sentence}`);
  const right = findings.some(({ code }) => because.includes(code));
  if (verdict === 'accept' ? findings.length === 0 : right) return null;
  const expected = verdict === 'accept' ? 'accept' : `refuse for ${because.join(' or ')}`;
  return `expected: ${expected}\n  found: ${found.length === 0 ? 'accept' : found.join('\n         ')}`;
}
