const DECLARED = /^\s*(?:async\s+)?(?:function\*?|const|let|var|class|def)\s+(\w+)/gm;
const IMPORTED = /^\s*import\s+(?:type\s+)?(?:(\w+)\s*,?\s*)?(?:\{([^}]*)\})?\s*from\s/gm;

function importedNames(source: string): readonly string[] {
  return [...source.matchAll(IMPORTED)].flatMap(([, whole, list]) => {
    const names = (list ?? '').split(',').map((item) =>
      item
        .trim()
        .replace(/^type\s+/, '')
        .replace(/^.*\sas\s+/, ''),
    );
    return [...(whole === undefined ? [] : [whole]), ...names.filter((name) => name !== '')];
  });
}

/**
 * Names that a file declares for itself or imports and never uses: they occur once. Works on the text of JavaScript-like
 * sources; exported names count as used.
 */
export function unusedNames(source: string): readonly string[] {
  const declared = [...source.matchAll(DECLARED)].flatMap(([, name]) => name ?? []);
  const names = new Set([...declared, ...importedNames(source)]);
  // A module is often named after its export: its path is no use of the name.
  const code = source.replace(/\bfrom\s*(['"])[^'"\n]*\1/g, 'from');
  return [...names].filter((name) => {
    const uses = code.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')) ?? [];
    return uses.length === 1;
  });
}
