/** Streams of one person at a time: a browser has six connections to a host, and a page that is not seen closes its own. */
const MOST_OF_ONE = 8;
/** Streams at a time: most of the connections of the server stay free for Slack. */
const MOST = 200;

/** A stream of events to one page. */
export interface LiveStream {
  /** Tells the page something; `id` is what it names when it comes back. */
  readonly tell: (event: string, id: number) => void;
  /** Keeps proxies from taking the connection for dead. */
  readonly ping: () => void;
  /** Does nothing if it is closed. */
  readonly close: () => void;
}

/** The open streams of a process. */
export interface LiveStreams {
  /** Opens a stream, and calls `closed` once when it ends, whichever side ends it; null if there are too many. */
  readonly open: (
    user: string,
    closed: () => void,
  ) => { readonly stream: LiveStream; readonly body: ReadableStream<Uint8Array> } | null;
  /** Ends all, and takes none any more. */
  readonly stop: () => void;
}

/** Makes the streams of events, as browsers read them (`text/event-stream`). */
export function createLiveStreams(mostOfOne = MOST_OF_ONE, most = MOST): LiveStreams {
  const open = new Map<LiveStream, string>();
  let isStopped = false;
  return {
    open: (user, closed) => {
      const own = [...open.values()].filter((one) => one === user).length;
      if (isStopped || open.size >= most || own >= mostOfOne) return null;
      const encoder = new TextEncoder();
      let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
      const leave = () => {
        controller = null;
        if (open.delete(stream)) closed();
      };
      const body = new ReadableStream<Uint8Array>({
        start: (made) => {
          controller = made;
        },
        cancel: leave,
      });
      const write = (text: string) => controller?.enqueue(encoder.encode(text));
      const stream: LiveStream = {
        tell: (event, id) => write(`id: ${id}\nevent: ${event}\ndata: {}\n\n`),
        ping: () => write(': still here\n\n'),
        close: () => {
          const ending = controller;
          leave();
          ending?.close();
        },
      };
      open.set(stream, user);
      // After a lost connection the browser waits so long, in milliseconds.
      write('retry: 3000\n\n');
      return { stream, body };
    },
    stop: () => {
      isStopped = true;
      for (const stream of [...open.keys()]) stream.close();
    },
  };
}
