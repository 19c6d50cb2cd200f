import type { Email } from '../src/email/mailer.ts';
import { createEvents } from '../src/events/events.ts';
import { createFlagClient } from '../src/flags/flag-client.ts';
import type { Services } from '../src/services.ts';

/** Services on a fake network, with what went over it in order. */
export interface FakeServices extends Services {
  /** Every event in order; exposures as `exposure: <flag> = <variant>`. */
  readonly calls: readonly string[];
  /** The events without the exposures. */
  readonly tracked: readonly string[];
  readonly sent: readonly Email[];
}

interface Capture {
  readonly batch: readonly { readonly event: string; readonly properties: Readonly<Record<string, unknown>> }[];
}

/** The real clients over a fake network. `flags` is what the flag service answers by key; an error lets it fail. */
export function fakeServices(flags: Readonly<Record<string, string | Error>> = {}): FakeServices {
  const calls: string[] = [];
  const sent: Email[] = [];

  const answerFlags = (): Response => {
    const failure = Object.values(flags).find((answer) => answer instanceof Error);
    if (failure !== undefined) throw failure;
    const known = Object.entries(flags).map(([key, variant]) => [key, { key, enabled: true, variant }]);
    return Response.json({ flags: Object.fromEntries(known) });
  };

  const network: typeof fetch = async (url, request) => {
    if (String(url).includes('/flags/')) return answerFlags();
    const { batch }: Capture = JSON.parse(String(request?.body));
    for (const { event, properties } of batch) {
      const exposure = `exposure: ${String(properties['$feature_flag'])} = ${String(properties['$feature_flag_response'])}`;
      calls.push(event === '$feature_flag_called' ? exposure : event);
    }
    return Response.json({ status: 'Ok' });
  };

  const service = { host: 'http://analytics.test', token: 'project-token', fetch: network };
  const events = createEvents(service);
  return {
    events,
    flags: createFlagClient({ ...service, events }),
    mailer: {
      send: async (email) => {
        sent.push(email);
      },
    },
    calls,
    sent,
    get tracked() {
      return calls.filter((call) => !call.startsWith('exposure: '));
    },
  };
}
