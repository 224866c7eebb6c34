/**
 * The ID field of a data view as links to its traces, wherever Kibana shows the field's values: Discover's grid and flyout,
 * panels of saved searches. Through Kibana's own `url` field format, so that it needs nothing of the plugin's to be drawn.
 */
import { PLUGIN_ID } from '../../common/api/paths';
import type { DataView, DataViewsStart, FieldFormat } from '../kibana_types';

/** `linked`: our links are on it; `other`: it has a format that somebody chose, which `addIdLink` overwrites only when told to. */
export type IdLinkState = 'none' | 'linked' | 'other';

export interface IdLink {
  field: string;
  state: IdLinkState;
  /** the format's ID (`url`, `string`, …) where the state is `other` */
  format?: string;
}

/** The name in our format's params under which the format that it replaced is kept. */
const BEFORE = 'requestTraceBefore';

/**
 * Which of the ID fields the data view has, and what is on each.
 * @param idFields as configured (`config.idFields`)
 */
export function readIdLinks(dataView: DataView, idFields: readonly string[]): IdLink[] {
  return idFields
    .filter((field) => dataView.fields?.getByName(field))
    .map((field) => {
      const format = formatOf(dataView, field);
      if (!format) return { field, state: 'none' };
      return isOurs(format)
        ? { field, state: 'linked' }
        : { field, state: 'other', format: format.id };
    });
}

/** Whether links can be put on its fields: a data view that is stored, and a reader who may change data views. */
export function canLinkIds(dataViews: DataViewsStart | undefined, dataView: DataView): boolean {
  return (
    Boolean(dataView.id) &&
    dataView.isPersisted?.() !== false &&
    typeof dataView.setFieldFormat === 'function' &&
    typeof dataView.deleteFieldFormat === 'function' &&
    typeof dataViews?.updateSavedObject === 'function' &&
    dataViews.getCanSaveSync?.() !== false
  );
}

/**
 * Makes a field's values links to their traces in this data view, and stores the data view. A format that is on the field
 * already is kept (`other`) unless `replace` says otherwise; then `removeIdLink` brings it back.
 *
 * @returns the field's state afterwards
 * @throws what Kibana says when the data view can't be stored; then it is as it was
 */
export async function addIdLink(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string,
  { replace = false } = {}
): Promise<IdLinkState> {
  const before = formatOf(dataView, field);
  if (before && isOurs(before)) return 'linked';
  if (before && !replace) return 'other';
  const format = linkFormat(dataView.id ?? '');
  await store(
    dataViews,
    dataView,
    field,
    before ? { ...format, params: { ...format.params, [BEFORE]: before } } : format
  );
  return 'linked';
}

/**
 * Takes the links off a field, and puts back the format that they replaced; one that is not ours is left alone.
 * @returns the field's state afterwards
 * @throws what Kibana says when the data view can't be stored; then it is as it was
 */
export async function removeIdLink(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string
): Promise<IdLinkState> {
  const format = formatOf(dataView, field);
  if (!format) return 'none';
  if (!isOurs(format)) return 'other';
  const before = format.params?.[BEFORE];
  await store(dataViews, dataView, field, isFormat(before) ? before : undefined);
  return isFormat(before) ? 'other' : 'none';
}

/** In Kibana's url format a template that starts with no slash is below `/app/` of the reader's space; values are encoded. */
function linkFormat(dataViewId: string): FieldFormat {
  return {
    id: 'url',
    params: {
      type: 'a',
      urlTemplate: `${PLUGIN_ID}/trace?id={{value}}&dataView=${encodeURIComponent(dataViewId)}`,
      labelTemplate: '{{value}}',
      // in a new tab, as this format has it unless told otherwise: Discover keeps what the reader has in it
      openLinkInCurrentTab: false,
    },
  };
}

function isOurs({ id, params }: FieldFormat): boolean {
  const template = params?.['urlTemplate'];
  return id === 'url' && typeof template === 'string' && template.startsWith(`${PLUGIN_ID}/trace?`);
}

function formatOf(dataView: DataView, field: string): FieldFormat | undefined {
  const formats = dataView.fieldFormatMap ?? dataView.toSpec?.(false)['fieldFormats'];
  const format = (formats as Record<string, unknown> | undefined)?.[field];
  return isFormat(format) ? format : undefined;
}

function isFormat(value: unknown): value is FieldFormat {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { id?: unknown }).id === 'string' &&
    (value as { id: string }).id !== ''
  );
}

/** The data view is one object for the whole page: what can't be stored must not stay in it. */
async function store(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string,
  format: FieldFormat | undefined
): Promise<void> {
  const before = formatOf(dataView, field);
  put(dataView, field, format);
  try {
    if (!dataViews.updateSavedObject)
      throw new Error('Kibana’s data views can’t be stored from here');
    await dataViews.updateSavedObject(dataView);
  } catch (error) {
    put(dataView, field, before);
    throw error;
  }
}

function put(dataView: DataView, field: string, format: FieldFormat | undefined): void {
  if (format) dataView.setFieldFormat?.(field, format);
  else dataView.deleteFieldFormat?.(field);
}
