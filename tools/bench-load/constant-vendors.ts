import { setImmediate } from 'node:timers/promises';

/** The vendors at the wire, in the process itself: every query of PostHog's is answered at once with the same rows. */
export function constantVendors(): { readonly fetch: typeof fetch; readonly asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    fetch: async (_url, init) => {
      // A real answer comes by way of the event loop.
      await setImmediate();
      asked += 1;
      const body = typeof init?.body === 'string' ? init.body : '';
      const rows = body.includes('"experiment exposures"') ? EXPOSURES : MOMENTS;
      return new Response(rows, { headers: { 'content-type': 'application/json' } });
    },
  };
}

const EXPOSURES = JSON.stringify({
  results: [
    ['control', 4_812],
    ['treatment', 4_790],
  ],
});
const MOMENTS = JSON.stringify({
  results: [
    ['control', 4_812, 0.19, 0.1539],
    ['treatment', 4_790, 0.191, 0.1545],
  ],
});
