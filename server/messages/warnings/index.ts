/**
 * The catalogue of warnings: one entry for each code, or for each variant of a code. The use cases, the engine and the
 * Elasticsearch layer decide that a warning applies and yield its id with values; only this folder has texts.
 */
import type { TraceWarning } from '../../../common/model/trace';
import { ANNOTATION_WARNINGS } from './annotation';
import { CAUSES_WARNINGS } from './causes';
import { COMPARISON_WARNINGS } from './comparison';
import { OBJECT_TRACE_WARNINGS } from './object_trace';
import { REMOVALS_WARNINGS } from './removals';
import { REQUESTS_WARNINGS } from './requests';
import { SEARCH_WARNINGS } from './searches';
import { SETTINGS_WARNINGS } from './settings';
import { TRACE_WARNINGS } from './trace';
import type { WarningEntry } from './warning_entry';

export const WARNINGS = {
  ...SEARCH_WARNINGS,
  ...TRACE_WARNINGS,
  ...OBJECT_TRACE_WARNINGS,
  ...REQUESTS_WARNINGS,
  ...CAUSES_WARNINGS,
  ...REMOVALS_WARNINGS,
  ...COMPARISON_WARNINGS,
  ...ANNOTATION_WARNINGS,
  ...SETTINGS_WARNINGS,
};

type Catalogue = typeof WARNINGS;
type ValuesOf<Id extends keyof Catalogue> = Parameters<Catalogue[Id]['text']>;

/** A warning that applies: the entry's id, with the values of its text. */
export type WarningData = {
  [Id in keyof Catalogue]: ValuesOf<Id> extends [infer Values]
    ? { warning: Id; values: Values }
    : { warning: Id };
}[keyof Catalogue];

/** Words warnings for the answer, in their order. */
export const wordWarnings = (warnings: readonly WarningData[]): TraceWarning[] =>
  warnings.map((data) => {
    const { code, text }: WarningEntry<never> = WARNINGS[data.warning];
    const values = ('values' in data ? data.values : undefined) as never;
    return { code: typeof code === 'function' ? code(values) : code, message: text(values) };
  });
