import { mayHoldSecrets } from '#agents/place/secret-paths.ts';
import { botPromptOf, isVaried, VARIED_PROMPTS } from '#agents/prompt-variants.ts';
import { fileKind } from '#domain/design/tested-file.ts';
import { isOpenPath, saysGenerated } from '#gate/any/check-paths.ts';
import { unreadable } from '#gate/file/check-data.ts';
import { LONGEST_TESTED_FILE } from '#gate/file/check-variant-files.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { listed } from '#shared/listed.ts';

/** Why no experiment can be made on this file of a repository, as a sentence with what to do; null if one can. */
export async function testedFileProblem(repository: RepositoryView, path: string): Promise<string | null> {
  const why = await whyNot(repository, path);
  return why === null ? null : `No experiment can be made on the file ${path}: ${why}.`;
}

async function whyNot(repository: RepositoryView, path: string): Promise<string | null> {
  const kind = fileKind(path);
  if (kind === null)
    return 'it is none of the kinds that can be varied, which are Markdown, text, prompt, JSON and YAML. Code is varied by an experiment without a file';
  const mode = repository.mode(path);
  if (mode === null) return 'the repository has no such file. Write its path as it stands there';
  if (!mode.startsWith('100')) return 'it is a link or a submodule. Name the file that it leads to';
  if (!isOpenPath(path) || mayHoldSecrets(path))
    return 'it belongs to tools, builds or secrets, which the bot does not change';
  const text = await repository.read(path);
  if (text === null || text.trim() === '') return 'it holds no text';
  if (saysGenerated(text)) return 'a tool writes it. Name the file that it is made from';
  if (text.length > LONGEST_TESTED_FILE)
    return `it has ${text.length} characters, and may have ${LONGEST_TESTED_FILE}. Split it first`;
  const prompt = botPromptOf(path, text);
  if (prompt !== null && !isVaried(prompt))
    return `it is a prompt of this bot, of which experiments vary ${listed(VARIED_PROMPTS)} alone. Change it by a pull request of your own`;
  const broken = unreadable(kind, text);
  return broken === null
    ? null
    : `it cannot be read as ${kind.toUpperCase()} (${broken}), so no variant could be checked. Mend it first`;
}
