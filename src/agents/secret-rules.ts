import { rules } from '@secretlint/secretlint-rule-preset-recommend';

type Context = Parameters<(typeof rules)[number]['create']>[0];
type Source = Parameters<NonNullable<ReturnType<(typeof rules)[number]['create']>['file']>>[0];

/** The place of a secret in a text: offsets of its first character and of the one after its last. */
type Span = readonly [start: number, end: number];

/**
 * The places at which the rules of secretlint's recommended preset find secrets in a text. Runs the rules themselves, which are
 * synchronous; its core is asynchronous and takes three times as long on short texts (docs/dependencies.md). Comments that
 * switch rules off have no effect: the text is not ours.
 */
export function findSecrets(text: string): readonly Span[] {
  const spans: Span[] = [];
  const context: Context = {
    sharedOptions: {},
    createTranslator: () => () => ({ message: '', messageId: '', data: undefined }),
    report: ({ range }) => spans.push(range),
    ignore: () => {},
  };
  const source = sourceOf(text);
  for (const { meta, create } of rules) {
    if (meta.type === 'scanner') void create(context, {}).file?.(source);
  }
  return spans;
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
