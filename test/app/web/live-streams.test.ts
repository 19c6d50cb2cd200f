import { describe, expect, it } from 'vitest';
import { createLiveStreams } from '#app/web/live-streams.ts';

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(body).text();
}

describe('streams of events', () => {
  it('say what happened as browsers read it, and end', async () => {
    const opened = createLiveStreams().open('U1', () => {});
    opened?.stream.tell('changed', 42);
    opened?.stream.ping();
    opened?.stream.close();
    opened?.stream.tell('changed', 43);
    const text = opened === null ? '' : await textOf(opened.body);
    expect(text).toBe('retry: 3000\n\nid: 42\nevent: changed\ndata: {}\n\n: still here\n\n');
  });

  it('are bounded for a person and for all, and free a place when they end, whichever side ends them', async () => {
    const streams = createLiveStreams(2, 3);
    let ended = 0;
    const open = (user: string) =>
      streams.open(user, () => {
        ended += 1;
      });
    const [one, two] = [open('U1'), open('U1')];
    expect(open('U1')).toBeNull();
    expect(open('U2')).not.toBeNull();
    expect(open('U3')).toBeNull();
    one?.stream.close();
    one?.stream.close();
    expect(ended).toBe(1);
    await two?.body.cancel();
    expect(ended).toBe(2);
    expect([open('U1'), open('U3')].every((opened) => opened !== null)).toBe(true);
  });

  it('end together at a stop, after which there are none', async () => {
    const streams = createLiveStreams();
    const opened = [streams.open('U1', () => {}), streams.open('U2', () => {})];
    streams.stop();
    for (const one of opened) expect(one === null ? '' : await textOf(one.body)).toBe('retry: 3000\n\n');
    expect(streams.open('U1', () => {})).toBeNull();
  });
});
