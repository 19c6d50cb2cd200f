import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { SandboxModel } from '#app/config.ts';
import { freePort } from '#sandbox/play/free-port.ts';
import { createLineSource } from '#sandbox/play/line-source.ts';
import { type LiveButton, numberIn } from '#sandbox/play/live-buttons.ts';
import { readPlayCommand } from '#sandbox/play/read-command.ts';
import { createSession, type Session } from '#sandbox/play/session.ts';
import { welcomeLines } from '#sandbox/play/words.ts';
import { runSandbox } from '#sandbox/run-sandbox.ts';
import { createFeed } from '#sandbox/terminal/feed.ts';
import { type Line, span } from '#sandbox/terminal/line.ts';
import { namesOf } from '#sandbox/terminal/names.ts';
import type { Terminal } from '#sandbox/terminal/terminal.ts';
import type { Logger } from '#shared/logger.ts';

export interface PlayOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly terminal: Terminal;
  readonly log: Logger;
  /** A real model in place of the scripted one. */
  readonly model?: SandboxModel;
  /** Why the sandbox runs and no workspace; not said if left out. */
  readonly why?: string;
  /** See `RunOptions`. */
  readonly databaseFile?: string;
  /** The port at which the desk is looked for first; any that is free if left out. */
  readonly port?: number;
  /** Ends the play when it is aborted. */
  readonly signal: AbortSignal;
}

/** The bot in the sandbox with a prompt: a person types, the threads grow. Ends with `quit` or the end of the input. */
export async function startPlay(options: PlayOptions): Promise<void> {
  const { input, output, terminal, signal, log, model, databaseFile } = options;
  const { page, columns } = terminal;
  const running = await runSandbox({
    log,
    settingsMayChange: true,
    ...(model == null ? {} : { model }),
    ...(databaseFile === undefined ? {} : { databaseFile }),
    ...(options.port === undefined ? {} : { port: await freePort(options.port) }),
  });
  const lines = createLineSource({ input, output, isTerminal: terminal.isInteractive, signal });
  try {
    const names = namesOf(running.sandbox.slack.snapshot());
    const session = createSession({
      running,
      page,
      columns,
      names,
      ask: lines.next,
      isOn: lines.isOpen,
    });
    const feed = createFeed({
      look: { columns, names },
      numbersFor: () => {
        const live = session.live();
        return (button) => numberIn(live, button);
      },
      reader: session.personId,
    });
    running.sandbox.slack.onChange((change) => page.print(feed.linesFor(change)));
    const desk = `http://127.0.0.1:${running.port}/desk`;
    page.print(welcomeLines(model ?? null, options.why ?? null, desk));
    const typed = await converse(session, lines.next, page.print);
    // Without a terminal the browser is all there is: started in the background, the sandbox stays.
    if (typed === 0 && !terminal.isInteractive && options.port !== undefined && !signal.aborted)
      await once(signal, 'abort');
  } finally {
    lines.close();
    await running.close();
  }
}

/** Does what is typed until the end, and answers how many lines that were. */
async function converse(
  session: Session,
  next: (prompt: string) => Promise<string | null>,
  print: (lines: readonly Line[]) => void,
): Promise<number> {
  let shown = '';
  for (let count = 0; ; count += 1) {
    const live = session.live();
    const now = live.map(({ message, actionId }) => `${message.ts} ${actionId}`).join('\n');
    print([[], ...(now === shown ? [] : pressableLines(live))]);
    shown = now;
    const typed = await next(session.prompt());
    if (typed === null) return count;
    const command = readPlayCommand(typed);
    if (command.kind === 'quit') return count + 1;
    await session.run(command);
  }
}

function pressableLines(live: readonly LiveButton[]): readonly Line[] {
  if (live.length === 0) return [];
  const buttons = live.flatMap(({ number, label }) => [
    span('  '),
    span(`[${number}]`, 'bold'),
    span(`\u00a0${label.replaceAll(' ', '\u00a0')}`),
  ]);
  return [[span('To press:', 'dim'), ...buttons]];
}
