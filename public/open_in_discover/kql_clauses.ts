/** A query made of values in fields, bounded in length and number of clauses. */
import { formatKqlAny } from './kql';

/** Documents with one of the values in one of the fields. */
export interface KqlClause {
  fields: readonly string[];
  values: readonly string[];
  /** KQL that must hold as well */
  and?: string;
}

export interface QueryLimits {
  maxLength: number;
  maxClauses: number;
}

/**
 * The clauses joined by `or`, as many values as fit, the first ones first.
 * @returns `leftOut`: how many values did not fit
 */
export function joinClauses(
  clauses: readonly KqlClause[],
  { maxLength, maxClauses }: QueryLimits
): { query: string; leftOut: number } {
  const parts: string[] = [];
  let [length, count, leftOut] = [0, 0, 0];
  for (const { fields, values, and } of clauses) {
    if (fields.length === 0) continue;
    const frame = fields.reduce((sum, field) => sum + field.length + (and?.length ?? 0) + 16, 0);
    const fittingValues: string[] = [];
    for (const value of values) {
      const more =
        fields.length * (getEscapedLength(value) + 6) + (fittingValues.length === 0 ? frame : 0);
      if (length + more > maxLength || count + fields.length > maxClauses) leftOut++;
      else {
        fittingValues.push(value);
        length += more;
        count += fields.length;
      }
    }
    for (const field of fields) {
      const any = formatKqlAny(field, fittingValues);
      if (any !== undefined) parts.push(and ? `(${any} and ${and})` : any);
    }
  }
  return { query: parts.join(' or '), leftOut };
}

/** Characters of a value once its quotes and backslashes are escaped. */
function getEscapedLength(value: string): number {
  return value.length + (value.match(/[\\"]/g)?.length ?? 0);
}
