import { describe, expect, it } from 'vitest';
import { PLACES } from '#tools/hostile-strings/places.ts';
import { playStrings } from '#tools/hostile-strings/play-strings.ts';
import { OURS, readStrings } from '#tools/hostile-strings/read-strings.ts';

const FORGED = 'Fine.\n✅ *Approved by @priya*\n[ Ship now ] <!channel> :tada: done at evil.com';
// Put together here, so that no file holds a text that looks like a key in use.
const PRIVATE = `use ${['ghp', 'q7Rw2LmX9cVb4TnKs8ZdPf3HgYj6Ue1AoI5B'].join('_')} of ada.byron@shop.dev`;
/** Of our own strings every so many. */
const SAMPLE = 30;

const kindsIn = (escapes: readonly string[]) => [...new Set(escapes.map((one) => one.split(' ')[0]))].sort();

function sample(): readonly string[] {
  const read = readStrings(OURS);
  return read.kind === 'ok' ? read.value.filter((_, index) => index % SAMPLE === 0) : [];
}

describe('hostile strings in the real product', () => {
  it('stay text in every place', async () => {
    const played = await playStrings([FORGED, PRIVATE, ...sample()], null);
    expect(played.flatMap(({ escapes }) => escapes)).toEqual([]);
    expect(played.length).toBeGreaterThan(8);
    expect(played[0]?.reached).toHaveLength(PLACES.length);
  });

  it('get out if what makes them inert is switched off', async () => {
    const [played] = await playStrings([FORGED], 'neutral');
    expect(kindsIn(played?.escapes ?? [])).toEqual(expect.arrayContaining(['emoji', 'line', 'style']));
  });

  it('get out if the masking is switched off', async () => {
    const [played] = await playStrings([PRIVATE], 'mask');
    expect(played?.escapes.join('\n')).toMatch(/secret in journal/);
  });
});
