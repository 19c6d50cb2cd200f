import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importedWords } from '#features/import-ideas/import-form.ts';
import { MOST_IDEAS, readIdeas } from '#features/import-ideas/read-ideas.ts';
import { hostileText } from '#test/features/hostile.ts';

const IDEA = 'Move the first gate from level 30 to level 40';

function read(text: string) {
  const list = readIdeas(text);
  if (list.kind === 'refused') return `${list.problem.line}: ${list.problem.message}`;
  return list.value;
}
const problemsOf = (text: string) => {
  const list = read(text);
  return typeof list === 'string' ? list : list.problems.map(({ line, message }) => `${line}: ${message}`);
};

describe('a list of ideas', () => {
  it.each(['csv', 'json'])('is read as %s, and the examples hold the same', (ending) => {
    const list = read(readFileSync(`docs/examples/ideas.${ending}`, 'utf8'));
    expect(list).toMatchObject({ problems: [] });
    const ideas = typeof list === 'string' ? [] : list.ideas.map(({ line: _, ...idea }) => idea);
    expect(ideas).toHaveLength(4);
    expect(ideas[0]?.priority).toEqual({ reach: 12_000, confidence: 0.8, effort: 1.5 });
    expect(ideas.at(-1)).not.toHaveProperty('priority');
    const other = read(readFileSync(`docs/examples/ideas.${ending === 'csv' ? 'json' : 'csv'}`, 'utf8'));
    expect(typeof other === 'string' ? [] : other.ideas.map(({ line: _, ...idea }) => idea)).toEqual(ideas);
  });

  it('keeps the good lines and says of each other one what is wrong', () => {
    const text = [
      'Idea,Reach,Confidence,Effort',
      `${IDEA},3000,80 %,2`,
      'short,1,1,1',
      `${IDEA} again,3000,,2`,
      `${IDEA} once more,3000,80,2`,
      `${IDEA} and more,0,0.5,2`,
      `${IDEA} and on,10,0.5,a week`,
      `${IDEA} and out,10`,
      '',
      `"${IDEA}, ""with"" commas`,
    ].join('\r\n');
    expect(read(text)).toBe('10: A double quote is opened here and never closed.');
    const whole = `${text}"`;
    expect(problemsOf(`${whole},,,`)).toEqual([
      '3: Say in a sentence what you want to change, at least ten characters.',
      '4: Reach, confidence and effort belong together: give all three, or none.',
      '5: Confidence must be a share or have a per cent sign: 0.8 or 80 %.',
      '6: Reach must be a number of people in a quarter, at least 1, without commas.',
      '7: Effort must be a number of weeks from 0.1 to 520.',
      '8: The line has 2 fields, but the first line names 4 columns.',
    ]);
    expect(read(`${whole},,,`)).toMatchObject({
      ideas: [
        { line: 2, idea: IDEA, priority: { reach: 3_000, confidence: 0.8, effort: 2 } },
        { line: 10, idea: `${IDEA}, "with" commas` },
      ],
    });
  });

  it.each([
    ['', '1: The file is empty.'],
    ['   ', '1: The first line must name the columns. The columns are idea, reach, confidence, effort.'],
    [IDEA, '1: The first line must name the columns. The columns are idea, reach, confidence, effort.'],
    ['idea,impact\nx,1', '1: There is no column "impact". The columns are idea, reach, confidence, effort.'],
    ['idea;reach\nx;1', '1: The columns are not separated by commas. Save the file as CSV with commas.'],
    ['idea,idea\nx,1', '1: The column "idea" stands twice.'],
    ['reach,effort', '1: The first line lacks idea.'],
    ['[\n  {"idea": "x"},\n  {"idea": y}\n]', '3: This is no JSON: it breaks here.'],
    ['[\n  {"idea": "x"},\n', '2: This is no JSON: it breaks here.'],
    ['[\n {"idea": "a", "idea": "b"}]', '2: A name stands twice in this object.'],
    ['{"list": []}', '1: The file must hold a list of ideas, or an object with such a list under "ideas".'],
  ])('that cannot be split is refused as a whole: %j', (text, words) => {
    expect(read(text)).toBe(words);
  });

  it('says what is wrong with an entry of JSON on its line', () => {
    const text = JSON.stringify(
      [
        { idea: IDEA, reach: 1, confidence: 1, effort: 1 },
        IDEA,
        7,
        {},
        { idea: IDEA, impact: 3 },
        { idea: 1 },
      ],
      null,
      1,
    ).replace(/\n\s\s/g, ' ');
    expect(problemsOf(text)).toHaveLength(4);
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/This is no idea/),
      expect.stringMatching(/The idea is missing/),
      expect.stringMatching(/An idea has the fields idea, reach, confidence, effort, and no others/),
      expect.stringMatching(/The idea is missing/),
    ]);
  });

  it('is read whatever it holds, and every line has one outcome', () => {
    const field = fc.oneof(hostileText, fc.constantFrom(IDEA, '80 %', '3', '0.5', '"', 'idea', 'reach'));
    const csv = fc
      .array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
      .map((rows) => ['idea,reach,confidence,effort', ...rows.map((row) => row.join(','))].join('\n'));
    const json = fc.array(fc.oneof(fc.record({ idea: field, reach: field }), fc.jsonValue()), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          csv,
          json.map((value) => JSON.stringify(value, null, 1)),
        ),
        (text) => {
          const list = read(text);
          if (typeof list === 'string') {
            expect(list).toMatch(/^[1-9]\d*: .*\.$/s);
            return;
          }
          const lines = [...list.ideas, ...list.problems].map(({ line }) => line);
          expect(Math.max(0, ...lines)).toBeLessThanOrEqual(text.split('\n').length);
          for (const { message } of list.problems) expect(message).toMatch(/\.$/);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('repeats nothing of a text that cannot be read', () => {
    const secret = `xoxb-${'1234567890'.repeat(2)}`;
    for (const text of [secret, `[${secret}`, `${secret},x\na,b`, `idea\n"${secret}`, `{"${secret}": 1}`])
      expect(JSON.stringify(read(text))).not.toContain('xoxb');
  });

  it(`takes at most ${MOST_IDEAS} ideas, and none of more`, () => {
    const lines = (count: number) =>
      ['idea', ...Array.from({ length: count }, (_, at) => `${IDEA} ${at}`)].join('\n');
    expect(read(lines(MOST_IDEAS))).toMatchObject({ ideas: { length: MOST_IDEAS } });
    expect(read(lines(MOST_IDEAS + 1))).toMatch(/^102: Here begins idea 101, and one import takes 100/);
  });
});

describe('what came of an import', () => {
  const problems = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ line: at + 2, message: 'The idea is missing.' }));

  it('is said in a few lines, however many are wrong', () => {
    expect(importedWords({ kept: ['a'], known: 0, problems: [], left: 0 }, [])).toBe(
      'One idea was kept for later. `/experiment backlog` shows them.',
    );
    const many = importedWords({ kept: [], known: 1, problems: [], left: 7 }, problems(100));
    expect(many).toContain('0 ideas were kept for later');
    expect(many).toContain('One was there already, and not kept twice.');
    expect(many).toContain('7 could not be reached in time.');
    expect(many).toContain('100 lines were left out:\n• Line 2: The idea is missing.');
    expect(many).toMatch(/• and 85 more$/);
    const long = problems(100).map(({ line }) => ({ line, message: 'x'.repeat(150) }));
    expect(importedWords({ kept: [], known: 1, problems: [], left: 7 }, long).length).toBeLessThan(3_000);
  });
});
