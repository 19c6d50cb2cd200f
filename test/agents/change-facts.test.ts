import { expect, it } from 'vitest';
import { withFacts } from '#agents/change-facts.ts';
import { pullTemplate } from '#agents/pull-template.ts';
import { memoryView } from '#test/support/memory-view.ts';

const known = { flagKey: 'new-gate-1', hasTestRunner: true, reading: null, readAt: ['src/gate.ts:3'] };

it('says which edited files parse, and at which lines the key stands outside of tests', async () => {
  const edits = [
    { path: 'src/gate.ts', content: "\n\nask('new-gate-1');\n" },
    { path: 'src/gate.test.ts', content: "fake('new-gate-1');\n" },
    { path: 'gate.py', content: 'def gate(:\n' },
    { path: 'docs/gate.md', content: 'new-gate-1\n' },
    { path: 'old.ts', content: null },
  ];
  const { facts } = await withFacts(
    { summary: '', edits, testPaths: [] },
    memoryView([{ path: 'old.ts', content: '' }]),
    known,
  );
  expect(facts).toEqual({
    parsed: { typescript: ['src/gate.ts', 'src/gate.test.ts'] },
    unparsed: ['gate.py', 'docs/gate.md'],
    keyAt: ['src/gate.ts:3'],
    readAt: ['src/gate.ts:3'],
    hasTestRunner: true,
    reading: null,
  });
});

it('takes the template of .github before those of the root and of docs', async () => {
  const template = (path: string) => ({ path, content: `# ${path}\r\n` });
  const all = [
    'docs/pull_request_template.md',
    'PULL_REQUEST_TEMPLATE.md',
    '.github/pull_request_template.md',
  ];
  expect(await pullTemplate(memoryView(all.map(template)))).toBe('# .github/pull_request_template.md\n');
  expect(await pullTemplate(memoryView(all.slice(0, 2).map(template)))).toBe('# PULL_REQUEST_TEMPLATE.md\n');
  expect(await pullTemplate(memoryView([template('README.md')]))).toBeNull();
});
