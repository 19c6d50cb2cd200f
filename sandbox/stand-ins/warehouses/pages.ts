/** Rows in pages of this size; one empty page if there are none. */
export function pagesOf<Row>(rows: readonly Row[], size: number): readonly (readonly Row[])[] {
  const pages: (readonly Row[])[] = [];
  for (let from = 0; from < rows.length; from += size) pages.push(rows.slice(from, from + size));
  return pages.length === 0 ? [[]] : pages;
}
