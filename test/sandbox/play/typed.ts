import { PassThrough } from 'node:stream';
import { startPlay } from '#sandbox/play/play.ts';
import { terminalOf } from '#sandbox/terminal/terminal.ts';
import { silentLogger } from '#shared/logger.ts';

/** What the terminal shows when these lines come in through a pipe. */
export async function typed(
  lines: readonly string[],
  signal = new AbortController().signal,
): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  let shown = '';
  output.on('data', (text: string) => {
    shown += text;
  });
  input.end(lines.map((line) => `${line}\n`).join(''));
  const terminal = terminalOf({ write: (text) => output.write(text) }, {});
  await startPlay({ input, output, terminal, log: silentLogger, signal, databaseFile: ':memory:' });
  return shown;
}

/** The lines that fill in the form for an idea on a surface (by number) with a goal, a guardrail and a lift; the rest is left as it is. */
export function form(goal: string, guardrails: string, lift: string, surface: string): readonly string[] {
  return ['', goal, '', guardrails, '', '', lift, '', '', '', surface, '', '', '', '', ''];
}
