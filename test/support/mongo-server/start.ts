import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fetchJars } from './fetch-jars.ts';

export interface MongoServerOptions {
  /** Where the data lies; it is made where there is none. */
  readonly file: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
}

/** A server of its own process on 127.0.0.1 that speaks MongoDB's protocol. */
export interface MongoServer {
  readonly uri: string;
  /** SIGKILL: as a crash of the machine's process. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and file after `kill` or `stop`. */
  restart(): Promise<void>;
  /** Lets it close its file. Does nothing where it is not running. */
  stop(): Promise<void>;
}

/**
 * Starts mongo-java-server on an H2 file and resolves when it listens. Needs Java 17 and, unless `MONGO_SERVER_JARS`
 * names a folder, Maven. The server ends with this process.
 */
export async function startMongoServer({ file, port = 0 }: MongoServerOptions): Promise<MongoServer> {
  const jars = await fetchJars();
  let running = await launch(jars, port, file);
  return {
    uri: `mongodb://127.0.0.1:${running.port}/`,
    kill: () => end(running.child, () => running.child.kill('SIGKILL')),
    stop: () => end(running.child, () => running.child.stdin?.end()),
    restart: async () => {
      running = await launch(jars, running.port, file);
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch(jars: string, port: number, file: string): Promise<Running> {
  const command = ['-Xmx512m', '-cp', join(jars, '*'), join(import.meta.dirname, 'Launch.java')];
  const child = spawn('java', [...command, String(port), file], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const failed = Promise.withResolvers<never>();
  child.once('error', failed.reject);
  child.once('exit', (code) => failed.reject(new Error(`the test server ended (${code}): ${complaint}`)));
  // Once it listens, its end is no failure of the launch any more.
  failed.promise.catch(() => undefined);
  return { child, port: await Promise.race([listeningPort(child), failed.promise]) };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the test server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, port] = line.split(' ');
    if (word === 'listening') return Number(port);
  }
  throw new Error('the test server ended before it listened');
}

async function end(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  how();
  await gone;
}
