/** The form of the catalogue's entries. */
import type { WarningCode } from '../../../common/model/trace';

/** One warning: the code for tools, and the text for the reader, in the reader's language when called. */
export interface WarningEntry<Values> {
  /** a function where the entry repeats the code of what it reports */
  code: WarningCode | ((values: Values) => WarningCode);
  text: (values: Values) => string;
}

/** Entries by id. Each entry states the values that its own text takes. */
export type WarningEntries = Readonly<Record<string, WarningEntry<never>>>;

/** Names a component, with its node where the log has one. */
export const placeOf = ({ component, node }: { component: string; node?: string }): string =>
  node ? `${component} (${node})` : component;
