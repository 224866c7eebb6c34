/** The space's data views, and the fields of the one in use. */
import { useEffect, useState } from 'react';
import type { DataView, DataViewsStart } from '../../kibana_types';
import { getErrorMessage } from '../../http/error_message';

export interface DataViewOption {
  id: string;
  title: string;
  name: string;
}

/** Sorted by name; undefined while they load, empty where there are none or they can't be had. */
export function useDataViews(dataViews: DataViewsStart | undefined): DataViewOption[] | undefined {
  const [found, setFound] = useState<DataViewOption[]>();
  useEffect(() => {
    let left = false;
    const load = async (): Promise<DataViewOption[]> => {
      const all = (await dataViews?.getIdsWithTitle(true)) ?? [];
      return all
        .map(({ id, title, name }) => ({ id, title, name: name || title }))
        .sort((a, b) => a.name.localeCompare(b.name));
    };
    load().then(
      (all) => {
        if (!left) setFound(all);
      },
      () => {
        if (!left) setFound([]);
      }
    );
    return () => {
      left = true;
    };
  }, [dataViews]);
  return found;
}

export interface LoadedDataView {
  dataView?: DataView;
  /** it is not there, or its fields could not be loaded */
  error?: string;
  isLoading: boolean;
}

/**
 * The data view, with its fields; without an id one made for the moment of the indices that are searched.
 * @param indices comma-separated; empty: not known yet
 */
export function useDataView(
  dataViews: DataViewsStart | undefined,
  id: string,
  indices: string,
  timeField: string | undefined
): LoadedDataView {
  const [state, setState] = useState<LoadedDataView>({ isLoading: true });
  useEffect(() => {
    if (!dataViews || (!id && !indices)) {
      setState({ isLoading: false });
      return undefined;
    }
    let left = false;
    setState({ isLoading: true });
    // The page says itself what can't be read: Kibana's toast would speak of a data view that nobody made.
    const load = async (): Promise<DataView> =>
      id
        ? dataViews.get(id, false)
        : dataViews.create(
            { title: indices, ...(timeField ? { timeFieldName: timeField } : {}) },
            false,
            false
          );
    load().then(
      (dataView) => {
        if (!left) setState({ dataView, isLoading: false });
      },
      (error: unknown) => {
        if (!left) setState({ error: getErrorMessage(error), isLoading: false });
      }
    );
    return () => {
      left = true;
    };
  }, [dataViews, id, indices, timeField]);
  return state;
}

const ID_FIELD_TYPES = new Set([
  'keyword',
  'text',
  'wildcard',
  'match_only_text',
  'constant_keyword',
  'flattened',
]);

/** Names of the fields that can hold an ID: those with text of any kind. */
export function getIdFieldCandidates(dataView: DataView | undefined): string[] {
  const all = dataView?.fields?.getAll() ?? [];
  return all
    .filter(
      ({ name, type, esTypes, scripted }) =>
        !scripted &&
        !name.startsWith('_') &&
        (esTypes?.length ? esTypes.some((each) => ID_FIELD_TYPES.has(each)) : type === 'string')
    )
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b));
}
