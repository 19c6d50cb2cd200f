import type { SandboxModel } from '#app/config.ts';
import { environment } from '#app/config.ts';
import { startPlay } from '#sandbox/play/play.ts';
import { terminalOf } from '#sandbox/terminal/terminal.ts';
import type { Logger } from '#shared/logger.ts';

/** The port of a workspace's bot, if no other program listens there. */
const DESK_PORT = 3000;

/** Plays in the sandbox on this process's terminal until the person quits or `stopping` is aborted. */
export async function start(options: {
  readonly model: SandboxModel;
  /** Why the sandbox runs and no workspace. */
  readonly why: string;
  readonly log: Logger;
  readonly stopping: AbortController;
}): Promise<void> {
  const { model, why, log, stopping } = options;
  await startPlay({
    port: DESK_PORT,
    ...{ input: process.stdin, output: process.stdout, signal: stopping.signal, model, why, log },
    terminal: terminalOf(process.stdout, environment()),
  });
}
