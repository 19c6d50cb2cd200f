import { textInput } from '#block-kit/inputs.ts';
import { count } from '#domain/figures.ts';
import { withoutHidden } from '#shared/hidden-signs.ts';
import { IDEA_LENGTH } from './idea-length.ts';

const SHORTEST = 10;

/** The field of the idea, with a word about what was typed if it is longer than the form can show. */
export function ideaInput(idea: string | undefined) {
  return textInput({
    ...{ label: 'What do you want to change, and why?', blockId: 'idea', actionId: 'idea' },
    multiline: true,
    maxLength: IDEA_LENGTH,
    ...initialIdea(idea),
    placeholder:
      'Move the first gate from level 30 to level 40, so that players see more of the game before they wait',
  });
}

/** What is wrong with a typed idea, trimmed; null if nothing is. */
export function ideaProblem(idea: string): string | null {
  // Signs that show nothing say nothing.
  if (withoutHidden(idea).trim().length < SHORTEST)
    return 'Say in a sentence what you want to change, at least ten characters.';
  if (idea.length > IDEA_LENGTH)
    return `Keep the idea under ${IDEA_LENGTH} characters; details fit in the thread.`;
  return null;
}

function initialIdea(idea: string | undefined) {
  if (idea === undefined) return {};
  if (idea.length <= IDEA_LENGTH) return { initial: idea };
  return {
    initial: idea,
    hint: `You typed ${count(idea.length)} characters; this form takes ${count(IDEA_LENGTH)}, so the end was cut off. Shorten it to what matters; "Ask for changes" on the plan takes further details.`,
  };
}

/** The idea as it was meant: a command that was typed in front of it is none of it. Without white space around. */
export function readIdea(typed: string | null | undefined): string {
  return (typed ?? '').trim().replace(/^\/experiment(?:\s+(?:new|create))?\s+/i, '');
}
