import { runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
const running = await runSandbox({ databaseFile: ':memory:', log: { ...silentLogger, error: (m: string, f: unknown) => console.error(m, f) } as never });
const url = `http://127.0.0.1:${running.port}/desk`;
const a = await fetch(`${url}/new`);
console.log(a.status, a.headers.get('set-cookie'));
const b = await fetch(`${url}/press`, { method: 'POST', headers: { cookie: (a.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: `http://127.0.0.1:${running.port}`, 'content-type': 'application/x-www-form-urlencoded' }, body: 'at=desk&action=x' });
console.log(b.status, (await b.text()).slice(900, 1500));
await running.close();
