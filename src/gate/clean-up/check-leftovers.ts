import { isTestFile } from '#code/test-paths.ts';
import { namesTemplate } from '#gate/any/broken-paths.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';
import { keyWord } from '#shared/whole-word.ts';

const STYLE = /\.(?:css|scss|sass|less|styl|pcss)$/i;
const DOCUMENT = /\.(?:mdx?|rst|txt|adoc)$/i;
const TEXTS = /(?:^|\/)(?:lang|langs|locales?|i18n|translations?|l10n)\/|\.(?:arb|strings|po)$/i;
const ENTRY = /^\s*(["']?)([\w.-]{3,})\1\s*(?:=>|:|=)\s*["'\w]/;

/** Files that no test and no document is, whose text says this; other than the file itself. */
async function sayers(
  path: string,
  word: string,
  { holding, read }: { holding: ChangedRepository['holdingAfter']; read: ChangedRepository['after'] },
  says: (text: string) => boolean,
): Promise<number | null> {
  const holders = await holding(word);
  if (holders.length > MOST_HOLDERS) return null;
  const texts = await Promise.all(
    holders
      .filter((other) => other !== path && !DOCUMENT.test(other) && !TEXTS.test(other) && !isTestFile(other))
      .map(read),
  );
  return texts.filter((text) => text !== null && says(text)).length;
}

/** Whether something named this before the change and nothing does after it. */
async function isForgotten(
  path: string,
  word: string,
  base: ChangedRepository,
  says: (text: string) => boolean,
): Promise<boolean> {
  const then = await sayers(path, word, { holding: base.holdingBefore, read: base.before }, says);
  if (then === null || then === 0) return false;
  return (await sayers(path, word, { holding: base.holdingAfter, read: base.after }, says)) === 0;
}

/** Whether a style sheet or template of the experiment is loaded by nothing any more. */
async function isForgottenFile(path: string, base: ChangedRepository): Promise<boolean> {
  const file = path.split('/').at(-1) ?? '';
  if (!STYLE.test(file))
    return isForgotten(path, (file.split('.')[0] ?? '').replace(/^_/, ''), base, (text) =>
      namesTemplate(text, path),
    );
  const stem = file.replace(/\.\w+$/, '').replace(/^_/, '');
  const loads = new RegExp(`['"/]_?${RegExp.escape(stem)}(?:\\.\\w+)?['"]`);
  return isForgotten(path, stem, base, (text) => loads.test(text));
}

/** The entries of a file of translated texts that nothing names any more. */
async function forgottenTexts(
  path: string,
  text: string,
  base: ChangedRepository,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const key = ENTRY.exec(line)?.[2];
    if (key === undefined) continue;
    const names = keyWord(key);
    if (await isForgotten(path, key, base, (other) => names.test(other))) found.push(key);
  }
  return found;
}

/** Finds style sheets, templates and translated texts of the experiment that only a losing variant used. */
export async function checkLeftovers(
  { pullRequest }: ProposedCleanUp,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const path of pullRequest) {
    const text = await base.after(path);
    if (text === null || isTestFile(path)) continue;
    if (await isForgottenFile(path, base))
      found.push({
        code: 'losing-variant-left',
        path,
        sentence: `${path} is loaded by nothing any more. Delete it.`,
      });
    for (const key of TEXTS.test(path) ? await forgottenTexts(path, text, base) : [])
      found.push({
        code: 'symbol-left',
        path,
        sentence: `The text "${key}" in ${path} is used by nothing any more. Remove it.`,
      });
  }
  return found;
}
