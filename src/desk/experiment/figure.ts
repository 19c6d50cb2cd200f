import type { LayoutName } from '#charts/chart-layout.ts';
import type { ThemeName } from '#charts/chart-theme.ts';
import { dataTable } from '#desk/html/data-table.ts';
import { drawn, type Html, html } from '#desk/html/html.ts';

const LAYOUTS: readonly LayoutName[] = ['wide', 'narrow'];
const THEMES: readonly ThemeName[] = ['light', 'dark'];

/** A picture for wide and narrow, light and dark screens: style sheets show one of the four. */
export function figureHtml(
  draw: (look: { readonly layout: LayoutName; readonly theme: ThemeName }) => string,
): Html {
  return html`<figure class="chart">${LAYOUTS.flatMap((layout) =>
    THEMES.map(
      (theme) => html`<div class="for-${layout} for-${theme}">${drawn(draw({ layout, theme }))}</div>`,
    ),
  )}</figure>`;
}

/** A table that scrolls by itself. Cells that begin with a figure stand at the right. */
export function tableHtml(
  name: string,
  head: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${name}"><table><thead><tr>${head.map(
    (cell) => html`<th scope="col">${cell}</th>`,
  )}</tr></thead><tbody>${rows.map(rowHtml)}</tbody></table></div>`;
}

/** A table of few rows with words in them: on a phone each row is a card, so that no column is out of sight. */
export function cardsHtml(
  name: string,
  head: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  const columns = head.map((words, at) => ({
    name: words,
    cell: (row: readonly (Html | string)[]) => together(row[at] ?? ''),
  }));
  return dataTable(name, columns, rows);
}

/** A row whose first cell names it. */
export function rowHtml(cells: readonly (Html | string)[]): Html {
  const [first = '', ...rest] = cells;
  return html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${together(cell)}</td>`)}</tr>`;
}

/** A figure and its sign stay on one line. */
function together(cell: Html | string): Html | string {
  return typeof cell === 'string' ? cell.replaceAll(/(?<=\d) %/g, '\u00a0%') : cell;
}
