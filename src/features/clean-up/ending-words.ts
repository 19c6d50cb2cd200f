import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What the messages about the end say of the thing that was varied: of code by default, or of a file. */
export interface EndingWords {
  /** What the bot looks for after the merge. */
  readonly look: string;
  /** If it finds that nowhere. */
  readonly found: string;
  /** Why the flag of a shipped change stays for a day. */
  readonly stays: string;
  /** What a shipment leaves. */
  readonly shipped: string;
  /** What any other end leaves. */
  readonly kept: string;
  /** What is left if no pull request of the bot was merged at the end, so that it does not know more; null if that is the same. */
  readonly unmerged: string | null;
  /** Why nothing is to be cleaned up. */
  readonly goneByHand: string;
  readonly goneByRevert: string;
  /** What still holds the flag, or a file of a variant, after "the". */
  readonly holder: string;
  readonly held: string;
  /** Why that can be. */
  readonly leftWhy: string;
  readonly leftOne: string;
  readonly leftSome: string;
  readonly paused: string;
}

const CODE: EndingWords = {
  look: 'the bot looks through the code once more',
  found: 'If it finds the flag nowhere',
  stays:
    'so that the new code can be deployed. The code that runs until then needs the flag: without it, all users would get the control',
  shipped: 'The change stays, and only its flag and the code of the control are gone.',
  kept: 'The experiment’s code and the flag are gone.',
  unmerged: null,
  goneByHand: 'No file holds the flag any more: it was removed by hand',
  goneByRevert: 'No file holds the flag any more',
  holder: 'code',
  held: 'flag',
  leftWhy:
    'Possible reasons: a later change uses the flag, or the pull request was changed before its merge.',
  leftOne: 'One file still holds it',
  leftSome: 'files still hold it',
  paused: 'the code no longer asks the flag',
};

const FILE: EndingWords = {
  look: 'the bot looks whether the files of the variants are gone',
  found: 'If they are',
  stays:
    'so that the new text can be deployed. A process that has the file of the variant until then needs the flag: without it, it would use the original as it was',
  shipped: 'The original has the text of the variant, and the files of the variants and the flag are gone.',
  kept: 'The original stays as it is, and the files of the variants and the flag are gone.',
  unmerged:
    'The files of the variants and the flag are gone. Whether the original has the text that stays was not compared.',
  goneByHand: 'The repository has no file of a variant any more: it was removed by hand',
  goneByRevert: 'The repository has no file of a variant any more',
  holder: 'repository',
  held: 'file of a variant',
  leftWhy:
    'Possible reasons: a later change brought it back, or the pull request was changed before its merge.',
  leftOne: 'One file is left',
  leftSome: 'files are left',
  paused: 'the original has the text of the variant',
};

const CONFIGURATION: EndingWords = {
  ...CODE,
  shipped: 'Its configuration is the default now, and the flag is gone.',
  kept: 'The default configuration stays as it was, and the flag is gone.',
  goneByHand: 'No code was written for it, so there is none to clean up',
};

/** The words for an experiment: it has a design by then. */
export function endingWords({ request, design }: Pick<Experiment, 'request' | 'design'>): EndingWords {
  if (hasConfigurations({ design })) return CONFIGURATION;
  return request.file === undefined ? CODE : FILE;
}
