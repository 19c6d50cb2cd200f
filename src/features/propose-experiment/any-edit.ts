import type { PersonBody } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';

/** An edit with some change in it, to see whether an edit would be taken before the form asks which. */
export function anyEdit(
  { request }: Experiment,
  seen: { readonly planHash: string | null; readonly message: string | null },
): PersonBody {
  return { name: 'editRequest', request: { ...request, idea: `${request.idea} …` }, ...seen };
}
