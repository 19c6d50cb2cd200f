import { describe, expect, it } from 'vitest';
import { home } from '#block-kit/view.ts';
import { HOMES } from '#test/features/home-cases.ts';
import { homeProblems } from '#test/features/lint.ts';
import { blocksAsText } from '#test/support/as-text.ts';
import { expectGolden } from '#test/support/golden.ts';

describe('the homes', () => {
  it.each(HOMES)('$name reads as reviewed and is what Slack takes', ({ name, parts }) => {
    const view = home(parts());
    expect(homeProblems(view)).toEqual([]);
    const sent = JSON.parse(JSON.stringify(view.blocks));
    expectGolden(
      `messages/${name}.txt`,
      blocksAsText(sent, (id) => id),
    );
  });

  it('say the most on a phone without scrolling far: no more than 45 blocks', () => {
    for (const { parts } of HOMES) expect(parts().blocks.length).toBeLessThanOrEqual(45);
  });
});
