/** Writing Kibana's query language (KQL); its grammar is `@kbn/es-query`'s `kuery`. */

/** Field names that the grammar takes as they are; others have to be quoted. */
const PLAIN_FIELD = /^[\w@.-]+$/;
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/** A value in quotes: a phrase, in which wildcards and operators mean nothing. As `escapeQuotes` of `@kbn/es-query` does it. */
export function quoteKqlValue(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** A field's name, quoted where it would be read as something else. */
export function quoteKqlField(name: string): string {
  return PLAIN_FIELD.test(name) && !KEYWORDS.has(name.toLowerCase()) ? name : quoteKqlValue(name);
}

/** `field: "value"`, or `field: ("a" or "b")`; undefined without values. */
export function formatKqlAny(field: string, values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  const quoted = values.map(quoteKqlValue);
  return `${quoteKqlField(field)}: ${quoted.length === 1 ? (quoted[0] as string) : `(${quoted.join(' or ')})`}`;
}

/** Both must hold; each is put into parentheses, so that `or` within one does not reach into the other. */
export function joinKqlAnd(...queries: string[]): string {
  const parts = queries.filter((query) => query.trim() !== '');
  return parts.length === 1 ? (parts[0] as string) : parts.map((part) => `(${part})`).join(' and ');
}
