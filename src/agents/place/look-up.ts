import type { ModelFiles } from '#agents/model-files.ts';
import { type PlaceAnswer, told } from '#agents/place/answer.ts';
import { findSymbol } from '#agents/place/find-symbol.ts';
import { listFolder } from '#agents/place/list-folder.ts';
import { readRange } from '#agents/place/read-range.ts';
import type { PlaceRequest } from '#agents/place/request.ts';
import { searchText } from '#agents/place/search-text.ts';

/** Answers one request out of the repository. An answer is bounded and says what it leaves out. */
export async function lookUp(files: ModelFiles, request: PlaceRequest): Promise<PlaceAnswer> {
  const { tool, path, from, to } = request;
  const text = request.text ?? '';
  if (tool === 'list_folder') return listFolder(files.repository.paths, path, from ?? 1);
  if (tool === 'search_text') return searchText(files, text, path);
  if (tool === 'find_symbol') return findSymbol(files, text.trim(), path);
  if (path === null) return told('read_range needs the path of a file.');
  return readRange(files, path.replace(/^(?:\.?\/)+/, ''), from ?? 1, to);
}
