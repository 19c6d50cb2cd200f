import { describe, expect, it } from 'vitest';
import { createRedaction } from '#agents/redaction.ts';
import { checkChange } from '#gate/check-change.ts';
import { configNames } from '#gate/clean-up/config-names.ts';
import { memoryView } from '#test/support/memory-view.ts';

const PLAN = { flagKey: 'gate-k7q2', control: 'control', treatments: ['treatment'] };
const redaction = createRedaction([]);

type Files = Readonly<Record<string, string>>;

function judged(
  before: Files,
  edits: Readonly<Record<string, string | null>>,
  kind: 'implement' | 'clean-up',
) {
  const files = Object.entries(before).map(([path, content]) => ({ path, content }));
  const change = {
    ...{ repository: memoryView(files), plan: PLAN, testPaths: [] },
    edits: Object.entries(edits).map(([path, content]) => ({ path, content })),
  };
  return kind === 'implement'
    ? checkChange({ ...change, kind, hasTestRunner: false }, redaction)
    : checkChange({ ...change, kind, kept: 'control', pullRequest: Object.keys(edits) }, redaction);
}

/** Names and paths that languages and frameworks allow, and that mean something in a pattern. */
const ODD: readonly (readonly [string, Files, Readonly<Record<string, string | null>>])[] = [
  [
    'a new module +offer.ts beside a style sheet',
    { 'a.css': '.+offer {}' },
    { 'lib/+offer.ts': 'export const offer = 1;\n' },
  ],
  [
    'a folder (shop) and a route [...slug]',
    { 'a.css': 'slug' },
    { 'app/(shop/[...slug.ts': 'export const slug = 1;\n' },
  ],
  [
    'a deleted Python module in c++',
    { 'c++/offer.py': 'A = 1\n', 'b.py': 'from offer import A\n' },
    { 'c++/offer.py': null },
  ],
  [
    'a deleted Rust module',
    { 'src/c++.rs': 'pub fn a() {}\n', 'src/lib.rs': 'mod c++;\n' },
    { 'src/c++.rs': null },
  ],
  [
    'an operator of Swift',
    { 'a.vue': '<p>+</p>' },
    { 'A.swift': 'struct A {\n  static func + (a: A, b: A) -> A { a }\n}\n' },
  ],
  [
    'an operator of Ruby',
    { 'a.vue': '<p>+</p>' },
    { 'a.rb': 'class A\n  def +(other) = other\n  def ask?(key) = ask?("gate-k7q2")\nend\n' },
  ],
  ['a template with a plus', { 'a.rb': 'render "c++"' }, { 'app/views/shop/c++.html.erb': '<p>new</p>\n' }],
  [
    'a variable with a dollar',
    { 'a.vue': '<p>{{ $variant }}</p>' },
    { 'b.ts': "export const $variant$ = flags.ask('gate-k7q2');\n" },
  ],
];

describe.each(['implement', 'clean-up'] as const)('the gate judges an odd name: %s', (kind) => {
  it.each(ODD)('%s', async (_, before, edits) => {
    expect(Array.isArray(await judged(before, edits, kind))).toBe(true);
  });
});

describe('a key that is the beginning of another', () => {
  it('does not make the names of the other one those of the flag', () => {
    const text = 'bannerOfSpring:\n  key: gate-k7q2-spring\npageFlag:\n  key: gate-k7q2\n';
    expect(configNames('flags.yml', text, 'gate-k7q2').map(({ name }) => name)).toEqual(['pageFlag']);
  });
});
