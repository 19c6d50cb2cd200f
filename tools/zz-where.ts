import { readFileSync, writeFileSync } from 'node:fs';
import { filesToRead, findWords } from './words/find.ts';

const starts = process.argv.slice(2);
for (const path of filesToRead().filter((p) => starts.some((s) => p.startsWith(s)))) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const counts = new Map<number, number>();
  for (const f of findWords(path))
    if (/^where$/i.test(f.word)) counts.set(f.line, (counts.get(f.line) ?? 0) + 1);
  for (const [line, n] of counts) {
    const text = lines[line - 1] ?? '';
    const all = text.match(/\bwhere\b/gi) ?? [];
    if (all.length !== n) {
      process.stdout.write(`MANUAL ${path}:${line}: ${text}\n`);
      continue;
    }
    lines[line - 1] = text.replace(/\bwhere\b/g, 'if').replace(/\bWhere\b/g, 'If');
  }
  writeFileSync(path, lines.join('\n'));
}
