import { expect, it } from 'vitest';
import { createRowSender, type RowSender } from '#evaluation/row-sender.ts';

it('counts a row as waiting that comes while the other list is sent', async () => {
  const sent: string[] = [];
  let sender: RowSender | null = null;
  const answer: typeof fetch = async (address) => {
    const list = String(address).split('/').at(-1) ?? '';
    sent.push(list);
    if (sent.length === 1) sender?.add('exposures', { id: 'late' });
    return Response.json({ refused: [] });
  };
  sender = createRowSender({ url: 'http://127.0.0.1', token: 't', fetch: answer });
  sender.add('observations', { id: 'first' });
  expect(await sender.flush()).toBe(true);
  expect(sent).toEqual(['observations', 'exposures']);
  expect(await sender.flush()).toBe(true);
  expect(sent).toHaveLength(2);
});

it.each(Array.from({ length: 20 }, (_, turn) => turn))(
  'sends a row that comes %i turns after the last answer',
  async (turns) => {
    const sent: unknown[] = [];
    const answer: typeof fetch = async (_address, init) => {
      sent.push(...JSON.parse(String(init?.body)).exposures);
      return Response.json({ refused: [] });
    };
    const sender = createRowSender({ url: 'http://127.0.0.1', token: 't', fetch: answer });
    sender.add('exposures', { id: 'first' });
    const first = sender.flush();
    while (sent.length === 0) await null;
    for (let turn = 0; turn < turns; turn += 1) await null;
    sender.add('exposures', { id: 'late' });
    await sender.flush();
    await first;
    expect(sent).toEqual([{ id: 'first' }, { id: 'late' }]);
  },
);

it.each([
  [401, true],
  [408, true],
  [429, true],
  [503, true],
  [400, false],
  [413, false],
])('after an answer of %i sends the rows again: %s', async (status, isSentAgain) => {
  const sent: unknown[] = [];
  const answer: typeof fetch = async (_address, init) => {
    sent.push(JSON.parse(String(init?.body)).exposures);
    return sent.length === 1 ? new Response('', { status }) : Response.json({ refused: [] });
  };
  const faults: unknown[] = [];
  const sender = createRowSender({
    ...{ url: 'http://127.0.0.1', token: 't', fetch: answer },
    onFault: (fault) => faults.push(fault),
  });
  sender.add('exposures', { id: 'first' });
  expect(await sender.flush()).toBe(!isSentAgain);
  expect(await sender.flush()).toBe(true);
  expect([sent.length, faults.length]).toEqual([isSentAgain ? 2 : 1, 1]);
});
