import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { toAppError } from '#shared/errors.ts';
import type { OwnCode } from '#shared/fault-codes.ts';
import { sqliteError } from '../errors.ts';
import { openEventsFile } from './events-file.ts';
import type { EventsAnswer, NumberedWork } from './events-work.ts';

/** Rows that go into one transaction at most: one flush of the disk serves all that waits. */
const MOST_ROWS = 20_000;

/** A thread that writes observations, so that neither the disk nor a long erasure holds up the event loop. */
const path: unknown = workerData;
if (typeof path !== 'string' || parentPort === null) throw new TypeError('this is a thread of a store');
const port = parentPort;
const file = openEventsFile(path);
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
    else if (work.kind === 'forget') post({ id, kind: 'removed', ...file.forget(work.unit) });
    else {
      if (work.kind === 'ping') file.ping();
      else file.close();
      post({ id, kind: 'done' });
      if (work.kind === 'close') port.close();
    }
  } catch (thrown) {
    post(failed(id, thrown));
  }
}

function failed(id: number, thrown: unknown): EventsAnswer {
  const { code, message } = toAppError(sqliteError(thrown));
  // No vendor has a part in it.
  return { id, kind: 'failed', code: code as OwnCode, message };
}

function post(answer: EventsAnswer): void {
  port.postMessage(answer);
}
