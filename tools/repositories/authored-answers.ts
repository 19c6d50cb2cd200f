import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import type { Scripts } from '#sandbox/stand-ins/openai/scripts.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import type { AuthoredEdit } from './edit-blocks.ts';
import type { MadeUpRepository } from './made-up-repository.ts';

/** What the author of a made-up repository answers at the wire, with the experiment's own flag key. */
export function authoredAnswers(repository: MadeUpRepository): Scripts {
  const { implement, ship, kill, control, testPaths, treatments, today } = repository;
  const answer = (question: Question, edits: readonly AuthoredEdit[], tests: readonly string[]) => {
    const { flagKey } = jsonOf(question, 'plan', PlanShape);
    const own = (text: string) => text.replaceAll(repository.flagKey, flagKey);
    return {
      summary: Object.values(treatments).join(' '),
      edits: edits.flatMap((edit) =>
        'blocks' in edit
          ? edit.blocks.map(({ search, replace }) => {
              return { path: edit.path, search: own(search), replace: own(replace) };
            })
          : [],
      ),
      newFiles: edits.flatMap((edit) =>
        'content' in edit ? [{ path: edit.path, content: own(edit.content) }] : [],
      ),
      deletions: edits.flatMap((edit) => ('deleted' in edit ? [edit.path] : [])),
      testPaths: tests,
    };
  };
  const read = implement.flatMap((edit) => ('blocks' in edit ? [edit.path] : []));
  return {
    'place-finder': () => ({
      requests: read.map((path) => ({ tool: 'read_range', path, text: null, from: null, to: null })),
      done: true,
      reason: today,
    }),
    implementer: (question) => answer(question, implement, testPaths),
    cleaner: (question) => {
      const edits = question.blocks.get('kept') === control ? kill : ship;
      const edited = edits.filter((edit) => !('deleted' in edit)).map(({ path }) => path);
      return answer(
        question,
        edits,
        testPaths.filter((path) => edited.includes(path)),
      );
    },
  };
}
