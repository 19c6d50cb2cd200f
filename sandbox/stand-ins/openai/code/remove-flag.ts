import { testBlocks } from './test-blocks.ts';

/** The value of one arm in a table by variant, as source; null if the table has no such arm. */
function armValue(table: string, kept: string): string | null {
  const line = new RegExp(`^ {2}['"]?${RegExp.escape(kept)}['"]?: (.*),$`, 'm').exec(table);
  return line?.[1] ?? null;
}

/** Takes the reading of a flag out of code: every table that it chose from becomes the kept arm's value. */
export function removeFlag(source: string, flagKey: string, kept: string): string {
  const reading = new RegExp(`^[ \\t]*const (\\w+) = await [^;]*'${RegExp.escape(flagKey)}'[^;]*;\\n`, 'm');
  const [statement, variable = ''] = reading.exec(source) ?? [];
  if (statement === undefined) return source;
  const without = source.replace(statement, '');
  const tables = new Set(
    [...without.matchAll(new RegExp(`\\b(\\w+)\\[${variable}\\]`, 'g'))].map(([, name]) => name ?? ''),
  );
  return [...tables].reduce((current, name) => {
    const table = new RegExp(`const ${name} = \\{\\n[\\s\\S]*?\\n\\};`).exec(current)?.[0];
    const value = table === undefined ? null : armValue(table, kept);
    if (table === undefined || value === null) return current;
    return current.replace(table, () => `const ${name} = ${value};`).replaceAll(`${name}[${variable}]`, name);
  }, without);
}

function keptTest(block: string, flagKey: string, kept: string): string | null {
  const answer = `{ '${flagKey}': '${kept}' }`;
  if (!block.includes(answer)) return null;
  return block
    .replace(answer, '')
    .replace(` (${kept})', async`, "', async")
    .split('\n')
    .filter((line) => !line.includes(flagKey))
    .join('\n');
}

/** Keeps the kept arm's unit tests, without the flag, and drops the others that name it. */
export function removeArmTests(source: string, flagKey: string, kept: string): string {
  const flagged = testBlocks(source).filter(({ text }) => text.includes(flagKey));
  return flagged.reduceRight((current, { text, start }) => {
    const block = keptTest(text, flagKey, kept);
    if (block !== null) return `${current.slice(0, start)}${block}${current.slice(start + text.length)}`;
    // A dropped test takes the empty line before it along.
    return `${current.slice(0, start).replace(/\n\n$/, '\n')}${current.slice(start + text.length).replace(/^\n/, '')}`;
  }, source);
}
