import type { SavedObjectsClient } from '../kibana_types';
import type { DataViewProblem } from '../messages/warnings/settings';

/** A data view as a scope: which indices, and by which field they are in time. */
export interface DataViewScope {
  id: string;
  indices: string[];
  timeField?: string;
}

export type DataViewResult = { view: DataViewScope } | { problem: DataViewProblem };

/** Kibana's type of saved object for data views, still by its old name. */
const DATA_VIEW_TYPE = 'index-pattern';

/** The data view, as the current user in the current space may read it. Never rejects: a data view that is gone is no failure. */
export async function resolveDataView(
  client: SavedObjectsClient | undefined,
  id: string
): Promise<DataViewResult> {
  if (!client) return { problem: { kind: 'unsupported' } };
  try {
    const { attributes } = await client.get(DATA_VIEW_TYPE, id);
    const title = typeof attributes.title === 'string' ? attributes.title : '';
    const indices = title
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    if (!indices.length) return { problem: { kind: 'no_index' } };
    const { timeFieldName } = attributes;
    return {
      view: {
        id,
        indices,
        ...(typeof timeFieldName === 'string' && timeFieldName ? { timeField: timeFieldName } : {}),
      },
    };
  } catch (error) {
    return { problem: toDataViewProblem(error) };
  }
}

/** Saved objects' errors are Boom's. */
function toDataViewProblem(error: unknown): DataViewProblem {
  const { output, message } = error as { output?: { statusCode?: number }; message?: string };
  if (output?.statusCode === 404) return { kind: 'missing' };
  if (output?.statusCode === 403) return { kind: 'refused' };
  return { kind: 'unreadable', ...(message === undefined ? {} : { reason: message }) };
}
