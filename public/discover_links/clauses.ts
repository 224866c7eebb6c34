/** A query made of values in fields, bounded in length and number of clauses. */
import { kqlAny } from './kql';

/** Documents with one of the values in one of the fields. */
export interface Clause {
  fields: readonly string[];
  values: readonly string[];
  /** KQL that must hold as well */
  and?: string;
}

export interface Bounds {
  maxLength: number;
  maxClauses: number;
}

/**
 * The clauses joined by `or`, as many values as fit, the first ones first.
 * @returns `leftOut`: how many values did not fit
 */
export function joinClauses(
  clauses: readonly Clause[],
  { maxLength, maxClauses }: Bounds
): { query: string; leftOut: number } {
  const written: string[] = [];
  let [length, count, leftOut] = [0, 0, 0];
  for (const { fields, values, and } of clauses) {
    if (fields.length === 0) continue;
    const frame = fields.reduce((sum, field) => sum + field.length + (and?.length ?? 0) + 16, 0);
    const fitting: string[] = [];
    for (const value of values) {
      const more = fields.length * (kqlLength(value) + 6) + (fitting.length === 0 ? frame : 0);
      if (length + more > maxLength || count + fields.length > maxClauses) leftOut++;
      else {
        fitting.push(value);
        length += more;
        count += fields.length;
      }
    }
    for (const field of fields) {
      const any = kqlAny(field, fitting);
      if (any !== undefined) written.push(and ? `(${any} and ${and})` : any);
    }
  }
  return { query: written.join(' or '), leftOut };
}

/** Characters of a value once its quotes and backslashes are escaped. */
function kqlLength(value: string): number {
  return value.length + (value.match(/[\\"]/g)?.length ?? 0);
}
