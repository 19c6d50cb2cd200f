const TEST =
  /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|e2e|cypress|testing|[a-z]*Tests|[A-Za-z.]*\.Tests?|[a-z]+Test|androidTest|features\/step_definitions)\/|[._-](?:test|spec|cy|e2e|stories)\.[^/]+$|(?:^|\/)(?:test_[^/]+|tests?\.[a-z]+|conftest\.py)$|(?:Test|Tests|Spec|Specs|TestCase|IT)\.(?:java|kt|kts|swift|cs|php|scala|groovy)$|_(?:test|spec)\.(?:go|rb|exs|ex|py|rs|dart)$/;

/** Tells whether a path is one of tests, in the conventions of the languages that the product can parse. */
export function isPathOfTests(path: string): boolean {
  return TEST.test(path);
}
