import { expect, it } from 'vitest';
import { withJourney } from '#test/support/journey-checks.ts';
import { implemented } from '#test/support/journey-stages.ts';

it('a person who opens a pull request of the sandbox reads a page', () =>
  withJourney(async (journey) => {
    const key = await implemented(journey);
    const { code } = await journey.load(key);
    const { url = '', number = 0 } = code?.pullRequest ?? {};
    const told = await fetch(url);
    const text = await told.text();
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain(`Pull request #${number}`);
    expect(text).toContain('Merge on GitHub');
    expect(text).toMatch(/<h3>src\/[^<]+\.ts \(changed\)<\/h3><pre>[^<]{40}/);
    expect(text).not.toMatch(/<script/i);
    expect((await fetch(url.replace(/\d+$/, '999'))).status).toBe(404);
    await journey.running.merge(number, 'sam');
    expect(await (await fetch(url)).text()).toContain('<p>Merged');
  }));
