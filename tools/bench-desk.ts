/**
 * `npm run bench:desk`: how long the portfolio takes with 100 and with 10,000 experiments, from the request of a signed-in approver to the last byte
 * of the page, over HTTP, with the store in a file. Prints the 50th and 99th percentile and the size of the overview, of a list, of its fortieth page and of a
 * search, and how much longer 10,000 take than 100 in the same run. Exit code 1: the overview with 10,000 breaks what is promised.
 */
import type { RunningSandbox } from '#sandbox/run-sandbox.ts';
import { type Measured, measuredWords, onFilledStore, timed } from './bench-home/on-filled-store.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run bench:desk';
const SIZES = [100, 10_000] as const;
const SAMPLES = 100;
/** Pages of a list that are turned before the one that is measured. */
const TURNED = 40;
/** Of the overview with the most experiments: milliseconds and bytes. */
const PROMISED = { p50: 100, p99: 300, bytes: 200_000 };

interface MeasuredPage extends Measured {
  readonly name: string;
  readonly bytes: number;
}

/** Reads a page of the desk below its root: `?list=all`. */
type Read = (query: string) => Promise<string>;

async function main(): Promise<number> {
  const given = readArguments({ options: {} });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const results = [];
  for (const size of SIZES) {
    const pages = await onFilledStore(size, measurePages);
    results.push(pages);
    for (const page of pages)
      say(`${size} experiments: ${page.name} ${measuredWords(page)}, ${kilobytes(page.bytes)}`);
  }
  const [small = [], large = []] = results;
  const growth = large.flatMap(({ name, p50 }) => {
    const before = small.find((page) => page.name === name);
    return before === undefined ? [] : [`${name} ×${(p50 / before.p50).toFixed(1)}`];
  });
  say(`growth from ${SIZES[0]} to ${SIZES[1]}, p50: ${growth.join(', ')}`);
  const [overview] = large;
  if (overview === undefined) return 1;
  const { p50, p99, bytes } = overview;
  const isKept = p50 < PROMISED.p50 && p99 < PROMISED.p99 && bytes < PROMISED.bytes;
  say(
    `bench:desk ${isKept ? 'kept' : 'broken'}: the overview with ${SIZES[1]} takes p50 ${p50.toFixed(1)} ms (promised under ${PROMISED.p50}), p99 ${p99.toFixed(1)} ms (under ${PROMISED.p99}), ${kilobytes(bytes)} (under ${kilobytes(PROMISED.bytes)})`,
  );
  return isKept ? 0 : 1;
}

async function measurePages(running: RunningSandbox): Promise<readonly MeasuredPage[]> {
  const read = await signIn(running);
  const pages: MeasuredPage[] = [];
  const measure = async (name: string, query: string) => {
    const bytes = Buffer.byteLength(await read(query));
    pages.push({ name, bytes, ...(await timed(SAMPLES, () => read(query))) });
  };
  await measure('overview', '');
  await measure('list of all', '?list=all');
  await measure(`its page ${TURNED}`, await turnedFrom(read, '?list=all'));
  await measure('waits for people', '?list=people');
  await measure('search', '?q=people+like');
  return pages;
}

/** The address of a page behind so many others; of the last one if there are fewer. */
async function turnedFrom(read: Read, first: string): Promise<string> {
  let query = first;
  for (let page = 1; page < TURNED; page += 1) {
    const next = /rel="next" href="([^"]+)"/.exec(await read(query))?.[1];
    if (next === undefined) break;
    query = new URL(next.replaceAll('&amp;', '&'), 'http://desk.example').search;
  }
  return query;
}

/** The browser becomes an approver. */
async function signIn({ port, sandbox }: RunningSandbox): Promise<Read> {
  const origin = `http://127.0.0.1:${port}`;
  const body = new URLSearchParams({ user: sandbox.slack.userId('priya'), to: '/desk' });
  const signed = await fetch(`${origin}/desk/be`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { origin },
  });
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (query) => {
    const answer = await fetch(`${origin}/desk${query}`, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`the page ${query} answers ${answer.status}`);
    return answer.text();
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

process.exitCode = await main();
