const LOCK_FILE = /(?:^|\/)(?:[\w.-]*lock\.(?:json|ya?ml)|[\w.-]+\.lockb?|go\.sum|npm-shrinkwrap\.json)$/i;
const MANIFEST =
  /(?:^|\/)(?:package\.json|cargo\.toml|go\.mod|pyproject\.toml|setup\.py|requirements[\w.-]*\.txt|gemfile|pom\.xml|build\.gradle(?:\.kts)?|composer\.json)$/i;
const BUILD = /(?:^|\/)(?:jenkinsfile|azure-pipelines\.ya?ml|codeowners|dockerfile|makefile)$/i;
const SECRET =
  /(?:^|\/)(?:secrets?|credentials?)(?:\/|\.|$)|\.(?:pem|key|p12|pfx|keystore|jks)$|(?:^|\/)id_(?:rsa|ed25519|ecdsa)/i;
const GENERATED = /(?:^|\/)(?:node_modules|dist|build|vendor|coverage)\//i;
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|tiff?|psd|ico|svg|pdf|docx?|xlsx?|pptx?|woff2?|eot|ttf|otf|mp[34]|wav|ogg|flac|mov|avi|webm|zip|t?gz|bz2|xz|zst|7z|rar|tar|jar|war|class|dll|exe|so|dylib|[ao]|pyc|wasm|node|bin|dat|db|sqlite3?|parquet|map|min\.(?:js|css))$/i;

const TEST = /(?:^|\/)(?:tests?|specs?|__tests__)\/|[._-](?:test|spec)\.[^/]+$|(?:^|\/)test_[^/]+$/i;

/** Why an edit may not touch this path, in words; null if it may. */
export function pathProblem(path: string): string | null {
  const segments = path.split('/');
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path) || /[\\\p{C}]/u.test(path)) {
    return 'is not a relative path with forward slashes';
  }
  if (segments.some((segment) => segment === '' || segment === '..' || segment === '.')) {
    return 'leaves the repository or is not in its plain form';
  }
  if (segments.some((segment) => segment.startsWith('.')))
    return 'is hidden: CI, git, environment or tool settings';
  if (LOCK_FILE.test(path)) return 'is a lock file';
  if (MANIFEST.test(path)) return 'is a package manifest';
  if (BUILD.test(path)) return 'is an ownership or build file';
  if (SECRET.test(path)) return 'may hold secrets';
  return GENERATED.test(path) ? 'is generated or third-party' : null;
}

/** Tells whether the path looks like a file of unit tests. */
export function isTestPath(path: string): boolean {
  return TEST.test(path);
}

/** The paths that a model may choose to read: those that it may edit, without binary files; at most `most`. */
export function readablePaths(paths: readonly string[], most: number): readonly string[] {
  return paths.filter((path) => pathProblem(path) === null && !BINARY.test(path)).slice(0, most);
}
