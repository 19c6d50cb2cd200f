import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeVariants } from '#agents/file-writer.ts';
import { PROMPT_INPUTS } from '#agents/prompt-inputs.ts';
import { botPromptOf, loadPromptVariants, VARIED_PROMPTS } from '#agents/prompt-variants.ts';
import { testedFileProblem } from '#agents/tested-file-problem.ts';
import { startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { memoryView } from '#test/support/memory-view.ts';
import { agentsOn, planOf } from './examples.ts';

const NAMES = Object.keys(PROMPT_INPUTS);
const textOf = (name: string) => readFileSync(`prompts/${name}.md`, 'utf8');
const repository = memoryView(NAMES.map((name) => ({ path: `prompts/${name}.md`, content: textOf(name) })));
const VARIANT = 'prompts/designer.treatment.md';

describe('the variants beside the prompts', () => {
  it('are read with their text and hash; one that cannot be asked with is told of, and not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'variants-'));
    cpSync('prompts', folder, { recursive: true });
    writeFileSync(join(folder, 'designer.treatment.md'), `${textOf('designer')}\nBe brief.\n`);
    writeFileSync(
      join(folder, 'analyst.treatment.md'),
      textOf('analyst').replace(/^inputs:.*$/m, 'inputs: [plan]'),
    );
    // What judges is never varied.
    writeFileSync(join(folder, 'policy.treatment.md'), textOf('policy'));
    const { texts, broken } = loadPromptVariants(folder);
    expect([...texts.keys()]).toEqual([VARIANT]);
    expect(texts.get(VARIANT)).toMatchObject({
      name: 'designer',
      text: expect.stringMatching(/\nBe brief\.$/),
    });
    expect(broken).toMatchObject([{ message: expect.stringContaining('prompts/analyst.treatment.md') }]);
    rmSync(folder, { recursive: true });
  });

  it('are none in the product as it ships', () => {
    expect(loadPromptVariants('prompts')).toEqual({ texts: new Map(), broken: [] });
  });
});

describe('a prompt of the bot as the file under test', () => {
  it.each(NAMES)(
    '%s is taken if people or figures judge what comes of it, and refused otherwise',
    async (name) => {
      const problem = await testedFileProblem(repository, `prompts/${name}.md`);
      if (VARIED_PROMPTS.some((varied) => varied === name)) expect(problem).toBeNull();
      else expect(problem).toContain('of which experiments vary designer, analyst and implementer alone');
    },
  );

  it('is told apart from a file of another product by what it declares', async () => {
    expect(botPromptOf('prompts/policy.md', textOf('policy'))).toBe('policy');
    expect(botPromptOf('docs/policy.md', textOf('policy'))).toBeNull();
    const other = memoryView([{ path: 'prompts/policy.md', content: 'You judge insurance policies.' }]);
    expect(await testedFileProblem(other, 'prompts/policy.md')).toBeNull();
  });

  it('gets variants that the bot can ask with: a lost head goes back to the author', async () => {
    const whole = `${textOf('designer').trimEnd()}\n\nBe brief.\n`;
    const answers = [whole.replace(/^---\n[\s\S]*?\n---\n/, ''), whole];
    const given = () => ({
      summary: 'Briefer.',
      variants: [{ variant: 'treatment', content: answers.shift() }],
    });
    const server = await startScriptedModel({ port: 0, scripts: { 'file-writer': given } });
    try {
      const change = { plan: planOf(), repository, file: 'prompts/designer.md' };
      const written = await writeVariants(agentsOn(server), change);
      expect(written).toMatchObject({
        kind: 'ok',
        value: { output: { edits: [{ path: VARIANT, content: whole }] } },
      });
      const [, repair] = server.requests();
      expect(repair?.body).toContain(`${VARIANT}: no front matter between two lines of ---`);
    } finally {
      await server.close();
    }
  });
});
