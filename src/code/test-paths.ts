const FOLDER =
  /^(?:[tT]ests?|specs?|step_definitions|__tests__|__mocks__|e2e|cypress|playwright|testing|testdata|features|(?:android|unit|integration|functional|common|jvm|ios|shared|instrumented)Test|[\w.-]*[a-z0-9.]Tests?|[\w-]+[._-](?:tests?|specs?))$/;
const FILE =
  /(?:[._-](?:tests?|specs?|cy|e2e|stories)\.[^/]+$)|^(?:test|spec)_[^/]+$|^(?:tests?|conftest|spec_helper|test_helper)\.\w+$|[a-z0-9](?:Tests?|Spec|Specs|IT|TestCase)\.\w+$|^Test[A-Z]\w*\.(?:java|kt|cs|swift|php)$/;
const SHOWCASE = /(?:^|\/)(?:stories|__stories__|__fixtures__|fixtures)\//;

/** Tells whether a file holds tests, or what only tests and showcases use, by the conventions of the languages people use. */
export function isTestFile(path: string): boolean {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  return FILE.test(name) || folders.some((folder) => folder !== 'features' && FOLDER.test(folder));
}

/** Tells whether a file is for developers alone: a test, a showcase of components, made-up data. */
export function isForDevelopers(path: string): boolean {
  return isTestFile(path) || SHOWCASE.test(path);
}
