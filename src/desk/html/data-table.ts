import { type Html, type HtmlValue, html } from './html.ts';

/** A column of a table; the first one names the row. */
export interface TableColumn<Row> {
  readonly name: string;
  readonly cell: (row: Row) => HtmlValue;
  /** Figures stand at the right. */
  readonly isFigure?: true;
}

/**
 * A table that becomes a card a row on a phone: then each cell shows the name of its column, and the roles keep it a table for people who
 * hear it. `caption` says what the rows are.
 */
export function dataTable<Row>(
  caption: HtmlValue,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): Html {
  return html`<table class="cards" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader"${figure(column)}>${column.name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => html`<tr role="row">${columns.map((column, at) => cellOf(column, row, at === 0))}</tr>\n`)}</tbody>
</table>`;
}

function cellOf<Row>(column: TableColumn<Row>, row: Row, isFirst: boolean): Html {
  const inside = html`<span class="cell-name" aria-hidden="true">${column.name}</span><span class="cell">${column.cell(row)}</span>`;
  return isFirst
    ? html`<th scope="row" role="rowheader">${inside}</th>`
    : html`<td role="cell"${figure(column)}>${inside}</td>`;
}

function figure<Row>({ isFigure }: TableColumn<Row>): Html | null {
  return isFigure === true ? html` class="number"` : null;
}
