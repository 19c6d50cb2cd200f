import { describe, expect, it } from 'vitest';
import { lintFallback, lintMessageBlocks, lintMetadata } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import type { Problem } from '#sandbox/stand-ins/slack/lint/problem.ts';
import { malformedInputs } from './malformed-inputs.ts';
import { malformedLayout } from './malformed-layout.ts';
import { malformedRich } from './malformed-rich.ts';
import { malformedHomes, malformedMessages, malformedModals } from './malformed-views.ts';

const inModal = (block: unknown) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Title' },
  submit: { type: 'plain_text', text: 'Go' },
  blocks: [block],
});

describe('what Slack refuses in a message', () => {
  it.each([...malformedLayout, ...malformedRich])('%s', (_, block, rule, pointer) => {
    expect(said(lintMessageBlocks([block]))).toEqual([[rule, `/blocks/0${pointer}`]]);
  });

  it.each(malformedMessages)('%s', (_, blocks, rule, pointer) => {
    expect(said(lintMessageBlocks(blocks))).toEqual([[rule, pointer]]);
  });

  it('metadata without a name or a payload', () => {
    expect(said(lintMetadata('x'))).toEqual([['metadata:not-object', '/metadata']]);
    expect(said(lintMetadata({ event_payload: {} }))).toEqual([['metadata:event-type-missing', '/metadata']]);
    expect(said(lintMetadata({ event_type: 'x' }))).toEqual([
      ['metadata:event-payload-missing', '/metadata'],
    ]);
    expect(lintMetadata({ event_type: 'x', event_payload: {} })).toEqual([]);
  });

  it('by house rule, blocks without a text of their own', () => {
    expect(said(lintFallback('', [{ type: 'divider' }]))).toEqual([
      ['message.text:fallback-missing', '/text'],
    ]);
    expect(said(lintFallback('  ', [{ type: 'divider' }]))).toHaveLength(1);
    expect(lintFallback('Words', [{ type: 'divider' }])).toEqual([]);
  });
});

describe('what Slack refuses in a modal', () => {
  it.each(malformedInputs)('%s', (_, block, rule, pointer) => {
    expect(said(lintModal(inModal(block)))).toEqual([[rule, `/view/blocks/0${pointer}`]]);
  });

  it.each(malformedModals)('%s', (_, view, rule, pointer) => {
    expect(said(lintModal(view))).toEqual([[rule, pointer]]);
  });
});

describe('what Slack refuses in a Home', () => {
  it.each(malformedHomes)('%s', (_, view, rule, pointer) => {
    expect(said(lintHome(view))).toEqual([[rule, pointer]]);
  });
});

describe('the table of refusals', () => {
  it('names over a hundred different rules', () => {
    const all = [
      ...malformedLayout,
      ...malformedRich,
      ...malformedInputs,
      ...malformedMessages,
      ...malformedModals,
      ...malformedHomes,
    ];
    expect(new Set(all.map(([, , rule]) => rule)).size).toBeGreaterThan(100);
  });

  it('tells every reason at once', () => {
    const blocks = [
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      { type: 'divider', a: 1 },
    ];
    expect(said(lintMessageBlocks(blocks))).toEqual([
      ['header.text.type:not-allowed', '/blocks/0/text/type'],
      ['divider:unknown-property', '/blocks/1'],
    ]);
  });
});

function said(problems: readonly Problem[]): readonly (readonly [string, string])[] {
  return problems.map(({ rule, pointer }) => [rule, pointer]);
}
