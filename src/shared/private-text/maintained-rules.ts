import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { PrivatePart } from './private-part.ts';

type Context = Parameters<(typeof rules)[number]['create']>[0];
type Source = Parameters<NonNullable<ReturnType<(typeof rules)[number]['create']>['file']>>[0];

/** What the rules report while one text is read; empty before and after. */
const reported: PrivatePart[] = [];

const CONTEXT: Context = {
  sharedOptions: {},
  createTranslator: () => () => ({ message: '', messageId: '', data: undefined }),
  report: ({ range: [start, end] }) => reported.push({ kind: 'secret', start, end }),
  ignore: () => {},
};

/** Made once: that takes longer than to read a short text. */
const SCANNERS = rules.filter(({ meta }) => meta.type === 'scanner').map(({ create }) => create(CONTEXT, {}));

/**
 * What the rules of secretlint's recommended preset find in a text. Runs the rules themselves, which are synchronous; its core
 * is asynchronous and takes three times as long on short texts (docs/dependencies.md). Comments that switch rules off have no
 * effect: the text is not ours.
 */
export function findByMaintainedRules(text: string): readonly PrivatePart[] {
  const source = sourceOf(text);
  for (const { file } of SCANNERS) void file?.(source);
  return reported.splice(0);
}

/** A text that is no file. Rules ask for its content and for nothing else but its name. */
function sourceOf(content: string): Source {
  const unused = () => {
    throw new RangeError('A rule of secretlint asks for more than the text');
  };
  return {
    ...{ content, contentType: 'text', ext: '', hasBOM: false, filePath: undefined },
    physicalFilePath: undefined,
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    ...{ locationToRange: unused, rangeToLocation: unused, positionToIndex: unused, indexToPosition: unused },
  };
}
