/** Which workspace of Databricks is asked, and which of its SQL warehouses works. */
export interface DatabricksAddress {
  readonly host: string;
  readonly warehouseId: string;
  readonly catalog: string | null;
  readonly schema: string | null;
}

const HOST = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/i;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,254}$/;
const KNOWN = ['catalog', 'schema'];

/** Reads `databricks://<workspace>/<id of the SQL warehouse>?catalog=…&schema=…`. Null for anything else. */
export function readDatabricksAddress(address: string): DatabricksAddress | null {
  if (!/^databricks:\/\//.test(address) || !URL.canParse(address)) return null;
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(address);
  const [, warehouseId = ''] = /^\/([0-9a-zA-Z]{4,64})\/?$/.exec(pathname) ?? [];
  const catalog = searchParams.get('catalog');
  const schema = searchParams.get('schema');
  const isRead =
    HOST.test(hostname) &&
    warehouseId !== '' &&
    [port, username, password, hash].every((part) => part === '') &&
    [...searchParams.keys()].every((key) => KNOWN.includes(key)) &&
    [catalog, schema].every((name) => name === null || NAME.test(name));
  return isRead ? { host: hostname, warehouseId, catalog, schema } : null;
}
