import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { ownFault, toAppError } from '#shared/errors.ts';
import type { OwnCode } from '#shared/fault-codes.ts';
import { sqliteError } from '../errors.ts';
import { openEventsFile } from './events-file.ts';
import type { EventsAnswer, NumberedWork, ThreadOptions } from './events-work.ts';
import { createLogScrub } from './log-scrub.ts';

/** Rows that go into one transaction at most: one flush of the disk serves all that waits. */
const MOST_ROWS = 20_000;

/** A thread that writes observations, so that neither the disk nor a long erasure holds up the event loop. */
if (parentPort === null) throw new TypeError('this is a thread of a store');
const port = parentPort;
const { path, eraseWaits } = workerData as ThreadOptions;
const file = openEventsFile(path);
const scrub = createLogScrub(file.emptyLog, eraseWaits);
port.postMessage('open');

type Recording = Extract<NumberedWork, { readonly rows: unknown }>;

port.on('message', (first: NumberedWork) => {
  let waiting: Recording[] = [];
  let rows = 0;
  const record = () => {
    if (waiting.length > 0) answerAll(waiting);
    waiting = [];
    rows = 0;
  };
  for (let work: NumberedWork | undefined = first; work !== undefined; work = nextWork()) {
    if ('rows' in work) {
      waiting.push(work);
      rows += work.rows.length;
      if (rows >= MOST_ROWS) record();
    } else {
      record();
      doOther(work);
    }
  }
  record();
});

function nextWork(): NumberedWork | undefined {
  return receiveMessageOnPort(port)?.message;
}

function answerAll(works: readonly Recording[]): void {
  try {
    const answers = file.atomically(() => works.map(record));
    for (const answer of answers) post(answer);
  } catch (thrown) {
    for (const { id } of works) post(failed(id, thrown));
  }
}

function record(work: Recording): EventsAnswer {
  const isNew =
    work.kind === 'exposures' ? work.rows.map(file.addExposure) : work.rows.map(file.addObservation);
  return { id: work.id, kind: 'recorded', isNew };
}

function doOther(work: Exclude<NumberedWork, Recording>): void {
  const { id } = work;
  try {
    if (work.kind === 'prune') post({ id, kind: 'removed', ...file.prune(work.before) });
    else if (work.kind === 'forget') forget(id, work.unit);
    else {
      if (work.kind === 'ping') file.ping();
      else {
        scrub.end();
        file.close();
      }
      post({ id, kind: 'done' });
      if (work.kind === 'close') port.close();
    }
  } catch (thrown) {
    post(failed(id, thrown));
  }
}

function forget(id: number, unit: bigint): void {
  const removed = file.forget(unit);
  scrub.begin((isEmpty) => post(isEmpty ? { id, kind: 'removed', ...removed } : failed(id, notErased())));
}

function notErased() {
  const message =
    'What was erased still stands in the write-ahead log of the observations, because a look, a backup or another process reads the file. The bot goes on trying; erase again to learn that it is done';
  return ownFault('store.not-erased', message);
}

function failed(id: number, thrown: unknown): EventsAnswer {
  const { code, message } = toAppError(sqliteError(thrown));
  // No vendor has a part in it.
  return { id, kind: 'failed', code: code as OwnCode, message };
}

function post(answer: EventsAnswer): void {
  port.postMessage(answer);
}
