import { runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { digestOf } from '#app/web/sessions.ts';
const running = await runSandbox({ databaseFile: ':memory:', log: { ...silentLogger, error: (m: string, f: unknown) => console.error(m, f) } as never });
const { store } = running.bot.coPilot;
for (const path of ['', '/calendar', '/settings', '/new']) {
const a = await fetch(`http://127.0.0.1:${running.port}/desk${path}`);
const secret = /desk=([^;]+)/.exec(a.headers.get('set-cookie') ?? '')?.[1] ?? '';
console.log(path, a.status, await store.session(digestOf(secret)));
await running.settle();
console.log(path, a.status, await store.session(digestOf(secret)));
}
await running.close();
