import type { Sandbox } from '#sandbox/start-sandbox.ts';
import type { Agenda } from './agenda.ts';
import type { Life } from './life.ts';
import { VENDORS, type Vendor, type Weather, type WireFault } from './weather.ts';

/** How long a client waits for an answer that never comes, in virtual milliseconds. */
const TIMEOUT = 10_000;

export interface Wires {
  readonly sandbox: Sandbox;
  readonly weather: Weather;
  readonly agenda: Agenda;
}

/**
 * `fetch` as one life has it: every request is an operation of the agenda, goes over loopback to a stand-in, and may
 * meet a fault. None is sent, and no answer comes back, once the life has ended.
 */
export function severedFetch({ sandbox, weather, agenda }: Wires, life: Life): typeof fetch {
  return async (input, init = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    const vendor = vendorOf(sandbox, url);
    const label = `${vendor} ${init.method ?? 'GET'} ${new URL(url).pathname}`;
    const send = async () => transmit(sandbox, vendor, weather.faultOf(vendor), url, init);
    const answer = await agenda.perform(life, label, send, true);
    if (answer !== 'silence') return answer;
    await agenda.sleep(life, TIMEOUT);
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  };
}

function vendorOf(sandbox: Sandbox, url: string): Vendor {
  const { slack, github, posthog, model } = sandbox;
  const origins: Record<Vendor, string> = {
    slack: slack.url,
    github: github.url,
    posthog: posthog.url,
    model: model?.baseUrl ?? '',
  };
  const found = VENDORS.find((vendor) => origins[vendor] !== '' && url.startsWith(origins[vendor]));
  if (found === undefined) throw new Error(`no stand-in serves ${url}`);
  return found;
}

async function transmit(
  sandbox: Sandbox,
  vendor: Vendor,
  fault: WireFault | null,
  url: string,
  init: RequestInit,
): Promise<Response | 'silence'> {
  if (fault === 'silence') return 'silence';
  if (fault === 'cut') throw new TypeError('fetch failed');
  if (fault !== null) ask(sandbox, vendor, fault);
  try {
    const answer = await sendOn(url, init);
    if (fault === 'silence-after') return 'silence';
    if (fault === 'done-but-no-answer') throw new TypeError('fetch failed');
    return answer;
  } finally {
    sandbox.slack.clearFaults();
    sandbox.github.clearFaults();
    sandbox.posthog.clearFaults();
  }
}

/** Faults with an answer are the stand-in's own, so that it is worded as the vendor's. */
function ask({ slack, github, posthog, model }: Sandbox, vendor: Vendor, fault: WireFault): void {
  if (fault === 'ratelimited' || fault === 'http-500') {
    if (vendor === 'slack') slack.fail({ method: '*', kind: fault, retryAfter: 5 });
    if (vendor === 'github') github.fail({ kind: fault, times: 1 });
    if (vendor === 'posthog') posthog.fail({ kind: fault, times: 1 });
    if (vendor === 'model') model?.fail({ kind: fault, times: 1 });
  }
  if (fault === 'rubbish' || fault === 'refuses' || fault === 'truncated')
    model?.fail({ kind: fault, times: 1 });
}

/** The whole answer at once; the caller's own time limit does not count, for its clock is another. */
function sendOn(url: string, init: RequestInit): Promise<Response> {
  const { signal: _, ...rest } = init;
  return fetch(url, rest);
}
