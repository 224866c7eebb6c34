import { i18n } from '@kbn/i18n';
import type { SavedObjectsClient } from '../kibana_types';

/** A data view as a scope: which indices, and by which field they are in time. */
export interface DataViewScope {
  id: string;
  indices: string[];
  timeField?: string;
}

export type DataViewAnswer = { view: DataViewScope } | { problem: string };

/** Kibana's type of saved object for data views, still by its old name. */
const TYPE = 'index-pattern';

/** The data view, as the current user in the current space may read it. Never rejects: a data view that is gone is no failure. */
export async function dataViewScope(client: SavedObjectsClient | undefined, id: string): Promise<DataViewAnswer> {
  if (!client) return { problem: i18n.translate('requestTrace.dataViewProblem.none', { defaultMessage: 'this host has no data views' }) };
  try {
    const { attributes } = await client.get(TYPE, id);
    const title = typeof attributes.title === 'string' ? attributes.title : '';
    const indices = title.split(',').map((name) => name.trim()).filter(Boolean);
    if (!indices.length) return { problem: i18n.translate('requestTrace.dataViewProblem.noIndex', { defaultMessage: 'it names no index' }) };
    const { timeFieldName } = attributes;
    return { view: { id, indices, ...(typeof timeFieldName === 'string' && timeFieldName ? { timeField: timeFieldName } : {}) } };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Saved objects' errors are Boom's. */
function problemOf(error: unknown): string {
  const { output, message } = error as { output?: { statusCode?: number }; message?: string };
  if (output?.statusCode === 404) return i18n.translate('requestTrace.dataViewProblem.missing', { defaultMessage: 'it does not exist in this space' });
  if (output?.statusCode === 403) return i18n.translate('requestTrace.dataViewProblem.refused', { defaultMessage: 'you may not read it' });
  return message ?? i18n.translate('requestTrace.dataViewProblem.unreadable', { defaultMessage: 'it can’t be read' });
}
