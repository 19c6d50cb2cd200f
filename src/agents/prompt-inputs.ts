/** The inputs that code sends with each prompt; a prompt file must declare exactly these. */
export const PROMPT_INPUTS = {
  'change-reader': ['comment', 'request', 'metrics', 'surfaces', 'repositories'],
  chooser: ['idea', 'metrics', 'surfaces', 'repositories', 'history'],
  supervisor: ['templates', 'request', 'answers'],
  designer: [
    ...[
      'product',
      'catalogue',
      'dimensions',
      'template',
      'request',
      'assessment',
      'facts',
      'points',
      'running',
    ],
    ...['history', 'objectable', 'computed', 'objections', 'comments'],
  ],
  policy: ['plan', 'found'],
  'place-finder': ['plan', 'guidance', 'repository', 'paths', 'documents', 'looked', 'budget'],
  implementer: ['plan', 'guidance', 'repository', 'paths', 'documents', 'files', 'looked'],
  cleaner: ['plan', 'kept', 'guidance', 'files'],
  'file-writer': ['plan', 'guidance', 'original', 'written', 'evidence'],
  repairer: ['plan', 'evidence', 'change', 'files'],
  answerer: ['acts', 'experiment', 'sentences', 'question'],
  analyst: ['experiment', 'recommendation', 'statements'],
} as const;

export type PromptName = keyof typeof PROMPT_INPUTS;
export type InputName<Name extends PromptName> = (typeof PROMPT_INPUTS)[Name][number];

const NAMES: readonly string[] = Object.keys(PROMPT_INPUTS);

/** Tells whether code asks with a prompt of this name. */
export function isPromptName(name: string): name is PromptName {
  return NAMES.includes(name);
}
