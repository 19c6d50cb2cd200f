import { describe, expect, it } from 'vitest';
import { home, modal } from '#block-kit/view.ts';
import { blockChecks } from '#sandbox/stand-ins/slack/lint/blocks.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import { everywhere, inMessages, inModals } from './valid.ts';

describe('what Slack takes', () => {
  it.each(Object.entries({ ...everywhere, ...inMessages }))('takes %s in a message', (_, block) => {
    expect(lintMessageBlocks([block])).toEqual([]);
  });

  it.each(Object.entries({ ...everywhere, ...inModals }))('takes %s in a modal', (_, block) => {
    const view = { ...modal({ title: 'Title', callbackId: 'c', blocks: [], submit: 'Go' }), blocks: [block] };
    expect(lintModal(view)).toEqual([]);
  });

  it.each(Object.entries(everywhere))('takes %s in a Home', (_, block) => {
    expect(lintHome({ ...home({ blocks: [] }), blocks: [block] })).toEqual([]);
  });

  it('has an example of every block type it knows', () => {
    const shown = Object.values({ ...everywhere, ...inMessages, ...inModals }).map((block) =>
      Reflect.get(block, 'type'),
    );
    expect([...new Set(shown)].toSorted()).toEqual(Object.keys(blockChecks).toSorted());
  });

  it('takes 50 blocks in a message and 100 in a view', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    expect(lintMessageBlocks(many(50))).toEqual([]);
    expect(lintHome({ type: 'home', blocks: many(100) })).toEqual([]);
  });
});
