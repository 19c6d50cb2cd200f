import { z } from 'zod';
import { runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { typeIdea } from '#tools/type-idea.ts';
import { CHARACTERS_PER_TOKEN } from './authored-model.ts';

/** One call of the chain that makes a plan, as it went over the wire. Lengths are characters. */
export interface DesignCall {
  /** The prompt's name. */
  readonly name: string;
  readonly instructions: string;
  readonly input: string;
  /** The earlier answer and what was wrong with it; 0 if this is no repair. */
  readonly repair: number;
  readonly answer: number;
}

/** What people type; each becomes a plan in the sandbox. */
const IDEAS = [
  'Move the first gate from level 30 to level 40',
  'Send the men’s e-mail to all customers who bought last year',
  'Ask for the address in the checkout only once',
];

const Body = z.object({ messages: z.array(z.object({ content: z.string() })).min(2) });

/** The calls of each idea that became a plan, in their order, by the real product with the scripted model. */
export async function designCalls(): Promise<readonly (readonly DesignCall[])[]> {
  const chains: DesignCall[][] = [];
  for (const idea of IDEAS) chains.push(await callsOf(idea));
  return chains.filter((chain) => chain.some(({ name }) => name === 'designer'));
}

async function callsOf(idea: string): Promise<DesignCall[]> {
  const running = await runSandbox({ log: silentLogger, databaseFile: ':memory:' });
  try {
    if ((await typeIdea(running, idea, {})) === null) throw new Error(`no form opened for "${idea}"`);
    const [key = ''] = await running.bot.coPilot.store.experimentKeys(null, 1);
    const experiment = await running.bot.coPilot.load(key);
    const runs = experiment?.runs ?? [];
    const asked = running.sandbox.model?.requests() ?? [];
    if (asked.length !== runs.length)
      throw new Error(`${asked.length} questions, ${runs.length} in the books`);
    return asked.map(({ role, body }, at): DesignCall => {
      const [system, user, ...more] = Body.parse(JSON.parse(body)).messages.map(({ content }) => content);
      return {
        ...{ name: role, instructions: system ?? '', input: user ?? '' },
        repair: more.join('').length,
        answer: (runs[at]?.outputTokens ?? 0) * CHARACTERS_PER_TOKEN,
      };
    });
  } finally {
    await running.close();
  }
}
