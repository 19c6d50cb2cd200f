/** Rows of one request at most, and of all that wait: more are of no use to a bot that is down for hours. */
const BATCH = 1_000;
const MOST = 20_000;
const PATIENCE = 10_000;
/** No token that holds just now, a body that took too long on its way, too many batches. */
const MAY_PASS: ReadonlySet<number> = new Set([401, 408, 429]);

/** A row of the API, with its id and the moment at which it happened. */
export type SentRow = Readonly<Record<string, string | number>>;

/** The two lists of rows that the API takes. */
export type RowList = 'exposures' | 'observations';

export interface RowSenderOptions {
  /** Address of the API, such as https://co-pilot.acme.com. */
  readonly url: string;
  /** A token with the scope `observe`. */
  readonly token: string;
  readonly fetch?: typeof fetch;
  /** Called if rows were not taken; those of a fault that may pass are sent again. */
  readonly onFault?: (fault: unknown) => void;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
}

export interface RowSender {
  readonly add: (list: RowList, row: SentRow) => void;
  /** Sends what waits. True if nothing waits any more. Never rejects. */
  readonly flush: () => Promise<boolean>;
}

/** Keeps rows until the bot has said that they are on its disk. A row is sent again with its id, so that it counts once. */
export function createRowSender(options: RowSenderOptions): RowSender {
  const { url, token, fetch: send = fetch, now = Date.now } = options;
  const waiting: Record<RowList, SentRow[]> = { exposures: [], observations: [] };
  const post = async (list: RowList, rows: readonly SentRow[]) => {
    const response = await send(`${url.replace(/\/+$/, '')}/api/v1/${list}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sentAt: new Date(now()).toISOString(), [list]: rows }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const told = await response.text();
    const mayPass = response.status >= 500 || MAY_PASS.has(response.status);
    if (mayPass) throw new Error(`the bot answered ${response.status}`);
    // What is wrong with a batch stays wrong, so its rows are told of and given up.
    if (response.status !== 200) options.onFault?.(new Error(`the bot refused ${list}: ${told}`));
    else if (!told.includes('"refused":[]'))
      options.onFault?.(new Error(`the bot refused rows of ${list}: ${told}`));
  };
  const empty = async (list: RowList) => {
    while (waiting[list].length > 0) {
      const rows = waiting[list].slice(0, BATCH);
      await post(list, rows);
      waiting[list].splice(0, rows.length);
    }
  };
  const waits = () => waiting.exposures.length + waiting.observations.length > 0;
  let underWay: Promise<boolean> | null = null;
  const flush = async () => {
    try {
      while (waits()) {
        await empty('exposures');
        await empty('observations');
      }
      return true;
    } catch (fault) {
      options.onFault?.(fault);
      return false;
    } finally {
      // In the same turn as the last look at what waits, so that no row comes between the two.
      underWay = null;
    }
  };
  return {
    add: (list, row) => {
      if (waiting[list].length >= MOST) {
        options.onFault?.(new Error(`more than ${MOST} ${list} wait; a row is given up`));
        return;
      }
      waiting[list].push(row);
    },
    flush: async () => {
      if (underWay === null && waits()) underWay = flush();
      return underWay ?? true;
    },
  };
}
