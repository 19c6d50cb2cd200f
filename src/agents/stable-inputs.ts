import type { InputName, PromptName } from '#agents/prompt-inputs.ts';

/**
 * Inputs that are the same in question after question while the settings, or the commit of the repository, stay as they are. They stand
 * before the others, so that a service that keeps the beginning of a question in its cache finds them there.
 */
export const STABLE_INPUTS: { readonly [Name in PromptName]: readonly InputName<Name>[] } = {
  'change-reader': ['metrics', 'surfaces', 'repositories'],
  chooser: ['metrics', 'surfaces', 'repositories'],
  supervisor: ['templates'],
  designer: ['product', 'catalogue', 'dimensions'],
  policy: [],
  'place-finder': ['repository', 'paths', 'documents'],
  implementer: ['repository', 'paths', 'documents'],
  cleaner: [],
  'file-writer': [],
  repairer: [],
  analyst: [],
  answerer: ['acts'],
};
