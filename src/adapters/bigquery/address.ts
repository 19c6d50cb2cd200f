/** Which project of BigQuery is asked, and in which place. */
export interface BigQueryAddress {
  /** The project in which statements run. */
  readonly project: string;
  /** The dataset of tables that are named without one; null if all have one. */
  readonly dataset: { readonly projectId: string; readonly datasetId: string } | null;
  /** The place of the data: `EU`, `europe-west3`; null to let BigQuery find it. */
  readonly location: string | null;
}

const PROJECT = '[a-z0-9][a-z0-9.:-]{2,100}';
const ADDRESS = new RegExp(
  `^bigquery://(${PROJECT})(?:/(?:(${PROJECT})\\.)?([A-Za-z0-9_]{1,1024}))?/?(?:\\?location=([A-Za-z0-9-]{1,40}))?$`,
);

/** Reads `bigquery://<project>/<dataset>?location=EU`; a dataset of another project is `<project>.<dataset>`. Null for anything else. */
export function readBigQueryAddress(address: string): BigQueryAddress | null {
  const [, project, other, datasetId, location] = ADDRESS.exec(address) ?? [];
  if (project === undefined) return null;
  const dataset = datasetId === undefined ? null : { projectId: other ?? project, datasetId };
  return { project, dataset, location: location ?? null };
}
