import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesIn } from '#desk/thread/shown-names.ts';
import { DESK_CHANNEL, type DeskBench, startDeskBench } from '#test/desk/desk-bench.ts';

let bench: DeskBench;
beforeAll(async () => {
  bench = await startDeskBench();
});
afterAll(() => bench.close());

it('names channels that the reader may see, in texts and in rich texts, and no other', async () => {
  const { slack } = bench.running.sandbox;
  bench.openChannel('C0SECRET', { isPrivate: true, members: [slack.userId('mia'), slack.botUserId] });
  bench.openChannel('C0OPEN');
  const said = [`Its thread begins in <#C0SECRET>, then in <#C0OPEN|x>`, { channel_id: 'C0OPEN' }];
  const forMia = await namesIn((await bench.visit('mia')).coPilot, said);
  expect([forMia.channel('C0SECRET'), forMia.channel('C0OPEN')]).toEqual(['c0secret', 'c0open']);
  const forSam = await namesIn((await bench.visit('sam')).coPilot, said);
  expect([forSam.channel('C0SECRET'), forSam.channel('C0OPEN')]).toEqual([null, 'c0open']);
  expect(forSam.channel(DESK_CHANNEL)).toBeNull();
});
